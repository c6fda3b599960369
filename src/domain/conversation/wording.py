"""Replies, made from typed values and the texts under `data/replies`."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.meals.food_names import FoodNames
from domain.messaging.address import Channel
from domain.messaging.reply import Draft
from domain.messaging.sms import folded, lines_that_fit
from domain.pattern import Pattern

LONGEST_REPLY = 1600
"""Characters Twilio takes in one message. Source: Twilio error 21617."""
LONGEST_WITH_BUTTONS = 1024
"""Characters of a quick-reply body. Source: Twilio Content API, twilio/quick-reply."""

_KJ_PER_KCAL = 4.184  # Source: NIST SP 811, thermochemical calorie
_MARKS = Pattern('[*_~`"{}\u201c\u201d\u201e\u00ab\u00bb]')  # they format, or end a quote
_EMPHASIS = Pattern(r"\*([^*\n]+)\*")
_THOUSANDS = {"es": "\u202f"}  # Source: RAE, Ortografía: a thin space, neither comma nor point
_APART_FROM = 10_000  # Source: RAE, Ortografía: four digits stand together


@dataclass(frozen=True, slots=True)
class ReplyTexts:
    """Every sentence the coach can say, by key; in other languages than the table's, food names."""

    by_key: Mapping[str, str]
    language: str = "en"
    energy_unit: str = "kcal"
    shows_energy: bool = True
    food_names: FoodNames | None = None

    def say(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; a missing value is an error, not a hole."""
        return self.by_key[key].format_map(values)

    def say_energy(self, key: str, **values: object) -> str:
        """Return a sentence that tells an energy; its quiet form to who shall hear no such number.

        Empty where there is nothing else to tell.
        """
        if self.shows_energy:
            return self.say(key, **values)
        return self.by_key.get(f"{key}_quiet", "").format_map(values)

    def energy(self, amount_kcal: float) -> str:
        """Return an energy in the user's unit, whole, thousands apart."""
        amount = amount_kcal * _KJ_PER_KCAL if self.energy_unit == "kJ" else amount_kcal
        return f"{self.whole(amount)} {self.energy_unit}"

    def span(self, least_kcal: float, most_kcal: float) -> str:
        """Return a range of energy in the user's unit, known to tens, in kJ to hundreds."""
        if self.energy_unit == "kJ":
            ends = (round(kcal * _KJ_PER_KCAL, -2) for kcal in (least_kcal, most_kcal))
        else:
            ends = (round(kcal, -1) for kcal in (least_kcal, most_kcal))
        return f"{'-'.join(map(self.whole, ends))} {self.energy_unit}"

    def aim(self, amount_kcal: float) -> str:
        """Return an energy to aim at in the user's unit: known to tens, in kJ to hundreds."""
        if self.energy_unit == "kJ":
            return f"{self.whole(round(amount_kcal * _KJ_PER_KCAL, -2))} kJ"
        return self.energy(amount_kcal)

    def whole(self, amount: float) -> str:
        """Return an amount as people read it: whole, thousands apart as the language has them."""
        if self.language not in _THOUSANDS:
            return f"{amount:,.0f}"
        if round(abs(amount)) < _APART_FROM:
            return f"{amount:.0f}"
        return f"{amount:,.0f}".replace(",", _THOUSANDS[self.language])


def drafted(lines: list[str], buttons: tuple[str, ...] = (), spare: tuple[str, ...] = ()) -> Draft:
    """Join the lines of one reply; empty ones are left out."""
    return Draft("\n".join(line for line in lines if line), buttons, tuple(filter(None, spare)))


def fitted(draft: Draft, channel: Channel, texts: ReplyTexts) -> Draft:
    """Return a draft in the form its channel shows well.

    SMS gets neither emphasis nor characters outside its alphabet, and its choices numbered in
    words; a single choice stands in the text already, and amounts do. What is too long is cut at a
    line, so that no sentence is broken.
    """
    if channel is Channel.SMS:
        return Draft(_cut(folded(_plain(draft, texts)), LONGEST_REPLY))
    if len(draft.text) > LONGEST_WITH_BUTTONS:
        return Draft(_cut(draft.text, LONGEST_REPLY))
    return Draft(draft.text, draft.buttons)


def _plain(draft: Draft, texts: ReplyTexts) -> str:
    lines = _EMPHASIS.sub(r"\1", draft.text).split("\n")
    if len(draft.buttons) <= 1 or are_amounts(draft.buttons):
        return "\n".join(lines_that_fit(lines, "", draft.spare))
    labels = (label.strip("¿?") for label in draft.buttons)
    numbered = (f"{number} {label}" for number, label in enumerate(labels, start=1))
    choices = texts.say("reply_by_number", choices=", ".join(numbered))
    return "\n".join(
        lines_that_fit(lines, choices, (*draft.spare, texts.by_key.get("how_to_correct", "")))
    )


def are_amounts(labels: tuple[str, ...]) -> bool:
    """Whether choices are amounts, which no number may stand before: "2 1 cup" is none."""
    return len(labels) > 1 and all(label[0].isnumeric() for label in labels[:2])


def quoted(text: str, longest: int = 60) -> str:
    """Return the user's own words, short enough to be quoted, without marks that would format."""
    bare = " ".join(_MARKS.sub("", text).split())
    return bare if len(bare) <= longest else bare[: longest - 1].rstrip() + "…"


def listed(names: tuple[str, ...], texts: ReplyTexts, before_last: str = "and") -> str:
    """Return names as a sentence lists them: "a, b and c", or "a, b or c"."""
    *first, last = names
    return f"{', '.join(first)} {texts.say(before_last)} {last}" if first else last


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rpartition("\n")[0] or text[:longest]
