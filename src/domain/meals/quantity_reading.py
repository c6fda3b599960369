"""An amount at a place in a sentence: "2", "a couple of", "1 1/2 cups", "one 12 oz can"."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from domain.meals.quantities import (
    COFFEE_SIZES,
    GRAMS,
    MILLILITRES,
    Quantity,
    find_number,
    is_article,
    unit_named,
)
from domain.meals.vocabulary import Token

_PACKED = (GRAMS | MILLILITRES).keys() - {"cup", "tbsp", "tsp"}
"""Units that say what a package holds: "two 12 oz cans", but not "two 3 cups"."""
_SIZES = frozenset({"small", "medium", "large"})


def read_quantity(
    tokens: tuple[Token, ...], start: int, units: AbstractSet[str]
) -> Iterator[tuple[Quantity, int]]:
    """Yield the ways to read an amount at `start`, each with the place behind it.

    The empty amount comes first: no number, one of the food's usual unit.

    Args:
        tokens: The sentence.
        start: Where to begin.
        units: The words that may be units.
    """
    yield Quantity(is_said=False), start
    count, place = _count(tokens, start)
    if place > start:
        yield Quantity(count), place
    yield from _with_unit(tokens, count, place, units)


def _with_unit(
    tokens: tuple[Token, ...], count: float, place: int, units: AbstractSet[str]
) -> Iterator[tuple[Quantity, int]]:
    inner, behind = _count(tokens, place)
    unit, end = _unit(tokens, behind, units)
    if behind > place and (
        unit in _PACKED or is_article(_plain(tokens, place - 1))
    ):  # "two 12 oz cans", "2 x 200 g"
        _, past_container = _unit(tokens, end, units)
        yield Quantity(count * inner, unit), end
        yield Quantity(count * inner, unit), past_container
    unit, end = _unit(tokens, place, units)
    if not unit:
        return
    yield Quantity(count, unit), end
    if unit in _SIZES | COFFEE_SIZES:  # "a large bowl": the container is what was weighed
        container, past_container = _unit(tokens, end, units)
        if container:
            yield Quantity(count, container), past_container


def _count(tokens: tuple[Token, ...], start: int) -> tuple[float, int]:
    """Return the number at a place, 1 if there is none, and the place behind it."""
    count, place = _number(tokens, start)
    if count is None:
        return 1.0, start
    following, after = _number(tokens, _past(tokens, place, {"and", "y"}))
    if following is not None and is_article(_plain(tokens, after - 1)):
        later, past_article = _number(tokens, after)  # "one and a half", "half a dozen"
        following, after = (following, after) if later is None else (later, past_article)
    if following is None:
        return count, _past(tokens, place, {"x"})
    joined = _joined(tokens, (start, place, after), count, following)
    return (count, place) if joined is None else (joined, after)


def _joined(
    tokens: tuple[Token, ...], places: tuple[int, int, int], count: float, following: float
) -> float | None:
    """Return what two numbers in a row mean, or None where they are two amounts.

    `places` are where the first starts, where it ends, and where the second ends.
    """
    start, place, after = places
    is_fraction = 0 < following < 1
    if is_article(_plain(tokens, start)):  # "a couple", "a half"
        return following if _is_word(tokens, start + 1) else None
    if is_fraction and (count >= 1 or _plain(tokens, place) in {"and", "y"}):
        return count + following
    if _plain(tokens, start) in {"half", "quarter", "medio", "media"}:
        return count * following
    return count * following if _plain(tokens, after - 1) in {"dozen", "docena"} else None


def _number(tokens: tuple[Token, ...], place: int) -> tuple[float | None, int]:
    if place >= len(tokens):
        return None, place
    number = find_number(tokens[place].plain)
    return number, place + (number is not None)


def _unit(tokens: tuple[Token, ...], place: int, units: AbstractSet[str]) -> tuple[str, int]:
    """Return the unit at a place, empty if there is none, and the place behind it."""
    word = _plain(tokens, place)
    if word in {"fl", "fluid"} and _plain(tokens, place + 1) in {"oz", "ounce", "ounces"}:
        return "fl_oz", place + 2
    unit = word if word in COFFEE_SIZES & units else unit_named(word)
    return (unit, place + 1) if unit in units else ("", place)


def _plain(tokens: tuple[Token, ...], place: int) -> str:
    return tokens[place].plain if 0 <= place < len(tokens) else ""


def _is_word(tokens: tuple[Token, ...], place: int) -> bool:
    return _plain(tokens, place).isalpha()


def _past(tokens: tuple[Token, ...], place: int, skipped: set[str]) -> int:
    return place + (_plain(tokens, place) in skipped)
