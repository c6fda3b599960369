"""How the coach speaks, as rules every reply of every talk is held to."""

import re
from collections.abc import Iterator

from domain.messaging.sms import MOST_SEGMENTS, foreign_characters, segment_count
from tests.conversations.talker import Said
from tests.unit.data.test_reply_texts import JUDGING, PROMISING

LONGEST_WITH_BUTTONS = 1024
LONGEST = 600
LONGEST_BUTTON = 20
MOST_BUTTONS = 3
MOST_SUGGESTIONS = 1

_QUOTED = re.compile(r'"[^"\n]*"')
_EXAMPLE = re.compile(r"\b(?:for example|por ejemplo)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\?")
_AREAS = {"judging": JUDGING, "promising": PROMISING}
_OF_THE_FOOD = re.compile(r"^(?:•|-|⚠️) .*$", re.MULTILINE)
"""Lines that name foods: "junk" may be part of what somebody ate."""


def faults(said: Said, channel: str, language: str) -> list[str]:
    """Return what is wrong with a reply in a language; nothing where it keeps the tone."""
    return [] if said.text == "" else list(_faults(said, channel, language))


def _faults(said: Said, channel: str, language: str) -> Iterator[str]:
    text = said.text
    yield from _lengths(said, channel)
    own = _OF_THE_FOOD.sub("", _QUOTED.sub('""', text))
    for area, words in _AREAS.items():
        if found := re.search(rf"\b(?:{words[language]})\b", own, re.IGNORECASE):
            yield f"{area}: {found[0]}"
    if len(_QUESTION.findall(own)) > 1:
        yield "more than one question"
    if len(_EXAMPLE.findall(own)) > MOST_SUGGESTIONS:
        yield "more than one example"
    if own.count("!") - len(re.findall("^! ", own, re.MULTILINE)) > 1:
        yield "more than one exclamation mark"
    if "{" in text or "}" in text or "None" in own:
        yield "a placeholder is not filled"
    if "  " in text or text != text.strip() or "\n\n" in text:
        yield "stray spaces or empty lines"
    if own.count("*") % 2:
        yield "emphasis is not closed"


def _lengths(said: Said, channel: str) -> Iterator[str]:
    text = said.text
    if channel == "sms":
        if segment_count(text) > MOST_SEGMENTS and not _is_of_another_script(text):
            yield f"{segment_count(text)} segments"
        if foreign_characters(text) and not _is_of_another_script(text):
            yield f"not GSM-7: {sorted(foreign_characters(text))}"
        return
    longest = LONGEST_WITH_BUTTONS if said.buttons else LONGEST
    if len(text) > longest:
        yield f"{len(text)} characters, more than {longest}"
    if len(said.buttons) > MOST_BUTTONS:
        yield f"{len(said.buttons)} buttons"
    for button in said.buttons:
        if len(button) > LONGEST_BUTTON:
            yield f"button {button!r} is long"


def _is_of_another_script(text: str) -> bool:
    """Whether a text is in letters SMS has no alphabet for: without them nothing would be said."""
    letters = [character for character in text if character.isalpha()]
    return sum(character > "\u024f" for character in letters) > len(letters) / 2
