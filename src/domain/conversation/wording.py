"""Replies, made from typed values and the texts under `data/replies`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.messaging.address import Channel
from domain.messaging.reply import Draft

LONGEST_REPLY = 1600
"""Characters Twilio takes in one message. Source: Twilio error 21617."""
LONGEST_WITH_BUTTONS = 1024
"""Characters of a quick-reply body. Source: Twilio Content API, twilio/quick-reply."""

_KJ_PER_KCAL = 4.184  # Source: NIST SP 811, thermochemical calorie
_EMPHASIS = re.compile(r"\*([^*\n]+)\*")
_SMS_FORMS = str.maketrans(
    {"•": "-", "·": ",", "⚠": "!", "×": "x", "\ufe0f": "", "½": "1/2", "¼": "1/4", "¾": "3/4"}
)


@dataclass(frozen=True, slots=True)
class ReplyTexts:
    """Every sentence the coach can say, by key."""

    by_key: Mapping[str, str]
    language: str = "en"
    energy_unit: str = "kcal"

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; a missing value is an error, not a hole."""
        return self.by_key[key].format_map(values)

    def energy(self, amount_kcal: float) -> str:
        """Return an energy in the user's unit, whole, thousands apart."""
        amount = amount_kcal * _KJ_PER_KCAL if self.energy_unit == "kJ" else amount_kcal
        return f"{whole(amount)} {self.energy_unit}"


def shape(lines: list[str], channel: Channel, buttons: tuple[str, ...] = ()) -> Draft:
    """Join the lines of one reply in the form its channel shows well.

    SMS gets neither emphasis nor characters outside its alphabet, and its choices in words.
    What is too long is cut at a line, so that no sentence is broken.
    """
    text = "\n".join(line for line in lines if line)
    if channel is Channel.SMS:
        plain = _EMPHASIS.sub(r"\1", text).translate(_SMS_FORMS).replace(" ,", ",")
        choices = f"\nReply: {' / '.join(buttons)}" if buttons else ""
        return Draft(_cut(plain, LONGEST_REPLY - len(choices)) + choices)
    if len(text) > LONGEST_WITH_BUTTONS:
        return Draft(_cut(text, LONGEST_REPLY))
    return Draft(text, buttons)


def quoted(text: str, longest: int = 60) -> str:
    """Return the user's own words, short enough to be quoted, without marks that would format."""
    bare = " ".join(re.sub(r"[*_~`\"{}]", "", text).split())
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip() + "…"


def listed(names: tuple[str, ...], texts: ReplyTexts) -> str:
    """Return names as a sentence lists them: "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} {texts.say('and')} {last}" if first else last


def whole(amount: float) -> str:
    """Return an amount as people read it: whole, thousands apart."""
    return f"{amount:,.0f}"


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rpartition("\n")[0] or text[:longest]
