"""What a message wants: reserved words, dangers, fixed phrases, then the classifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from domain.messaging.keywords import reserved_word
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.safety.red_flags import RedFlag, find_danger
from domain.understanding.classifier import Classified, Classifier
from domain.understanding.language import detect_language

RED_FLAG = "red_flag"
STOP = "stop"


class By(StrEnum):
    """Who decided."""

    RULES = "rules"
    CLASSIFIER = "classifier"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a message wants, how sure that is, who decided, and the language it is in.

    `runner_up` is what it may want instead, "" where nothing else comes into question;
    `is_sure` tells whether to act or to ask.
    """

    intent: str
    confidence: float
    by: By
    language: str
    runner_up: str = ""
    is_sure: bool = True


@dataclass(frozen=True)
class Tools:
    """What decisions are made from: tables and weights.

    `opt_outs` are free words for STOP; `sayings` are whole messages that mean one thing and
    `rules` phrases that do, where the coach has not just asked something.
    """

    red_flags: Sequence[RedFlag]
    opt_outs: Sequence[Phrase]
    sayings: Mapping[str, str]
    rules: Sequence[tuple[str, Phrase]]
    classifier: Classifier
    languages_of: Mapping[str, frozenset[str]]

    @cached_property
    def _flags_by_word(self) -> Mapping[str, Sequence[RedFlag]]:
        """Hundreds of phrases by a word each cannot do without: few are looked for in a message."""
        found: dict[str, list[RedFlag]] = {}
        for flag in self.red_flags:
            for word in flag.phrase.rarest_words:
                found.setdefault(word, []).append(flag)
        return found

    def flags_for(self, said: str) -> Sequence[RedFlag]:
        """Return the red flags a message may hold that `spoken` made ready."""
        heard = dict.fromkeys(said.split())
        return [flag for word in heard for flag in self._flags_by_word.get(word, ())]


def decide(text: str, context: str, tools: Tools) -> Decision:
    """Return what a message wants that answers `context`, the coach's last message ("" for none).

    Safety comes first and consent next: a phrase or the classifier is enough for a danger.
    """
    language = detect_language(text, tools.languages_of)
    certain = _certain(text, tools)
    if certain:
        return Decision(certain, 1.0, By.RULES, language)
    guess = tools.classifier.classify(text, context)
    if guess.danger >= tools.classifier.thresholds.danger:
        return Decision(RED_FLAG, guess.danger, By.CLASSIFIER, language)
    if not context and (ruled := _ruled(text, tools)):
        return Decision(ruled, 1.0, By.RULES, language)
    return _guessed(guess, language)


def _ruled(text: str, tools: Tools) -> str:
    said = spoken(text)
    if saying := tools.sayings.get(said.strip() or simplify(text)):
        return saying
    return next((intent for intent, phrase in tools.rules if phrase.is_in(said)), "")


def _certain(text: str, tools: Tools) -> str:
    if keyword := reserved_word(text):
        return keyword.value.lower()
    said = spoken(text)
    if find_danger(text, tools.flags_for(said)):
        return RED_FLAG
    return STOP if any(phrase.is_in(said) for phrase in tools.opt_outs) else ""


def _guessed(guess: Classified, language: str) -> Decision:
    if guess.intent == RED_FLAG:  # too unlikely to alarm anybody, and nothing else is likelier
        return Decision(guess.runner_up, 0.0, By.CLASSIFIER, language, is_sure=False)
    return Decision(
        guess.intent,
        guess.confidence,
        By.CLASSIFIER,
        language,
        runner_up=guess.runner_up,
        is_sure=guess.is_sure,
    )
