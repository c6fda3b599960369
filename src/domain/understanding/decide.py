"""What a message wants: reserved words, dangers, fixed phrases, then the classifier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from domain.messaging.keywords import reserved_word
from domain.messaging.numerals import without_marks
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import simplify
from domain.safety.red_flags import Danger, RedFlag, flags_in, most_urgent
from domain.understanding.classifier import Classified, Classifier
from domain.understanding.danger_detector import SPOKEN, DangerDetector, Suspicion
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
    `is_sure` tells whether to act or to ask; `danger` is the one a red flag surely tells of.
    """

    intent: str
    confidence: float
    by: By
    language: str
    runner_up: str = ""
    is_sure: bool = True
    danger: Danger | None = None


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
    detector: DangerDetector
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

    Safety comes first and consent next: a phrase or the detector is enough for a danger, a weaker
    suspicion is where the classifier shares it, and so is the classifier's own in languages whose
    words the detector does not know.
    """
    language = detect_language(text, tools.languages_of)
    suspicion = tools.detector.suspect(text)
    if certain := _certain(text, suspicion, tools):
        return replace(certain, language=language)
    guess = tools.classifier.classify(text, context)
    if _is_feared(guess, suspicion, language, tools):
        return Decision(RED_FLAG, guess.danger, By.CLASSIFIER, language)
    if not context and (ruled := _ruled(text, tools)):
        return Decision(ruled, 1.0, By.RULES, language)
    return _guessed(guess, language)


def find_red_flag(text: str, tools: Tools) -> Decision | None:
    """Return that a message surely tells of a danger, or None."""
    return _red_flag(text, tools.detector.suspect(text), tools)


def _ruled(text: str, tools: Tools) -> str:
    said = spoken(text)
    if saying := tools.sayings.get(said.strip() or simplify(text)):
        return saying
    return next((intent for intent, phrase in tools.rules if phrase.is_in(said)), "")


def _certain(text: str, suspicion: Suspicion, tools: Tools) -> Decision | None:
    if keyword := reserved_word(text):
        return Decision(keyword.value.lower(), 1.0, By.RULES, "")
    if heard := _red_flag(text, suspicion, tools):
        return heard
    said = spoken(text)
    is_out = any(phrase.is_in(said) for phrase in tools.opt_outs)
    return Decision(STOP, 1.0, By.RULES, "") if is_out else None


def _red_flag(text: str, suspicion: Suspicion, tools: Tools) -> Decision | None:
    """Return a red flag by a phrase that tells of a danger, or that names it beyond doubt.

    Else by the detector, which hears what no phrase says.
    """
    detector, said = tools.detector, spoken(without_marks(text))
    found = flags_in(said, tools.flags_for(said))
    told = most_urgent(flag for flag in found if not flag.is_name)
    named = None if detector.is_doubted(suspicion) else most_urgent(found)
    if danger := told or named:
        return Decision(RED_FLAG, 1.0, By.RULES, "", danger=danger)
    if not detector.is_heard(suspicion):
        return None
    likeliest = suspicion.danger if detector.is_told(suspicion) else None
    return Decision(RED_FLAG, suspicion.chance, By.CLASSIFIER, "", danger=likeliest)


def _is_feared(guess: Classified, suspicion: Suspicion, language: str, tools: Tools) -> bool:
    is_unknown = language not in SPOKEN
    alarms = guess.danger >= tools.classifier.thresholds.danger
    return (is_unknown and alarms) or tools.detector.is_shared(suspicion, guess.danger)


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
