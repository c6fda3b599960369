"""The words of a household portion ("1 can or bottle (12 fl oz)"), read once."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.meals.resolving.words import NO_REWRITING, Rewriting, split

UNSPECIFIED, GUIDELINE, UNIT = "unspecified", "guideline", "unit"
_ASIDE = frozenset({"nfs", "ns", "any", "size", "as", "to", "approx", "dia", "diameter", "yield",
                    "yields", "after", "inch", "x", "of", "with", "bone", "cooking", "removed",
                    "in", "a", "each", "about", "level", "rounded", "include", "whole",
                    "individual",
                    "prepared", "usda", "approximate"})  # fmt: skip
_MEASURED = frozenset({"floz", "oz", "inch", "ml", "calory", "lb", "g", "l"})
_SILENT = frozenset({"and", "n", "with", "of", "the"})
_UNSAID_SIZE = frozenset({"nfs", "any", "ns", "usual"})


class PortionText(NamedTuple):
    """A portion's words.

    Shape:
        `groups`: words that must be said, alternatives together, the first is the unit;
        `measures`: numbers with their unit ("12 fl oz"); `measure_unit`: the unit the row itself
        counts ("1 fl oz"), empty otherwise; `product`: the words of the product it is of, if it is
        not of the food in general: "1 Twinkie [Hostess Twinkies]"; `compound`: the unit and the one
        behind it ("1 cup package"), if there is one.
    """

    kind: str
    pieces: float
    groups: tuple[tuple[tuple[str, ...], bool], ...]
    measures: tuple[tuple[float, str], ...]
    measure_unit: str
    is_any_size: bool
    numbers: tuple[float, ...] = ()
    product: frozenset[str] = frozenset()
    compound: tuple[tuple[str, ...], ...] = ()


def read_portion(text: str, rewriting: Rewriting = NO_REWRITING) -> PortionText:
    """Read one portion text of a table."""
    text, _, of = text.partition(" [")
    words = rewriting.apply(split(of))
    product = frozenset(word.form for word in words if word.form[0].isalpha())
    words = rewriting.apply(split(text))
    forms = [word.form for word in words]
    if forms[:1] == ["quantity"] and "not" in forms:
        return PortionText(UNSPECIFIED, 1.0, (), (), "", is_any_size=True, product=product)
    if forms[:1] == ["guideline"]:
        return PortionText(GUIDELINE, 1.0, _groups(forms[2:]), (), "", is_any_size=False)
    count, place = 1.0, 0
    if words and words[0].number is not None:
        count, place = words[0].number, 1
    measure_unit = ""
    if place < len(forms) and forms[place] in _MEASURED and place == 1:
        measure_unit = forms[place]
        place += 1
    measures = tuple(
        (word.number, forms[at + 1])
        for at, word in enumerate(words[:-1])
        if at >= place and word.number is not None and forms[at + 1] in _MEASURED
    )
    is_any_size = any(form in _UNSAID_SIZE for form in forms)
    numbers = tuple(word.number for word in words[place:] if word.number is not None)
    return PortionText(
        UNIT,
        count or 1.0,
        _groups(forms[place:]),
        measures,
        measure_unit,
        is_any_size,
        numbers,
        product - _SILENT,
    )


def _groups(forms: Sequence[str]) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return what must be said, alternatives ("can or bottle", "fun/snack") in one group."""
    groups: list[tuple[list[str], bool]] = []
    depth, joins = 0, False
    for form in forms:
        if form in {"(", ")"}:
            depth += 1 if form == "(" else -1
        elif form in {"or", "/"}:
            joins = bool(groups)
        elif form in _MEASURED or form in _SILENT or not form[0].isalpha():
            joins = False
        elif joins:
            groups[-1][0].append(form)
            joins = False
        else:
            groups.append(([form], depth > 0 or form in _ASIDE))
    return tuple((tuple(words), is_aside) for words, is_aside in groups)
