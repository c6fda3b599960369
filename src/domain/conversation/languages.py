"""Which language a user is answered in."""

from collections.abc import Mapping
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Situation
from domain.messaging.text import words
from domain.profile.profile import Profile
from domain.understanding.language import detect_language

_TELLING_AT_FIRST = 1
_TELLING = 2
_TELLING_AGAINST_A_CHOICE = 4
"""Words only one of two languages has, to switch to it. Source: own choice."""

REMEMBERED = 4
"""Messages whose language is remembered. Source: own choice, what is said within minutes"""

Spoken = Mapping[str, frozenset[str]]


def profile_speaking(situation: Situation, knowledge: Knowledge) -> Profile:
    """Return the profile with the language the user plainly writes in, where the coach speaks it.

    A tapped button tells nothing: its words are the coach's own.
    """
    profile, message = situation.profile, situation.message
    spoken = knowledge.tools.languages_of
    language = detect_language(message.text, spoken)
    is_other = language in knowledge.languages and language != profile.language
    if message.button or profile.opted_out_at or not is_other:
        return profile
    if _telling(message.text, language, {profile.language}, spoken) < _needed(language, situation):
        return profile
    return replace(profile, language=language)


def heard_after(situation: Situation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the languages the last messages were in, this one included where it tells any."""
    heard, message = situation.conversation.heard, situation.message
    spoken = knowledge.tools.languages_of
    language = detect_language(message.text, spoken)
    others = set(knowledge.languages) - {language}
    is_told = language in knowledge.languages and _telling(message.text, language, others, spoken)
    return (*heard, language)[-REMEMBERED:] if is_told and not message.button else heard


def _needed(language: str, situation: Situation) -> int:
    """Return how many words must tell a language: one where most of what was said lately is in it.

    So a Spanish message among English ones is answered in Spanish, and the next one in English.
    """
    heard, profile = situation.conversation.heard, situation.profile
    if profile.has_chosen_language:
        return _TELLING_AGAINST_A_CHOICE
    is_usual = heard.count(language) >= max(heard.count(profile.language), 1)
    is_first = situation.conversation.version == 0
    return _TELLING_AT_FIRST if is_first or is_usual else _TELLING


def find_unspoken(text: str, knowledge: Knowledge) -> str:
    """Return the language of a text if the coach does not speak it and the text leaves no doubt.

    Empty where it may be one the coach speaks.
    """
    spoken = knowledge.tools.languages_of
    language = detect_language(text, spoken)
    if not language or language in knowledge.languages:
        return ""
    is_of_its_script = not any(language in each for each in spoken.values())
    is_plain = _telling(text, language, set(knowledge.languages), spoken) >= _TELLING
    return language if is_of_its_script or is_plain or not text.isascii() else ""


def _telling(text: str, language: str, others: set[str], spoken: Spoken) -> int:
    """Return how many words of a text a language has and the others have not."""
    known = (spoken.get(word.replace("'", ""), frozenset()) for word in words(text))
    return sum(language in each and not others & each for each in known)
