"""Which food of a meal some words mean: "the toast", "the bread", "the milk in it"."""

from domain.meals.diary import Portion
from domain.meals.foods import FoodTable
from domain.meals.quantities import Quantity, find_number
from domain.meals.reading import read_meal, weigh
from domain.meals.vocabulary import canonical_words
from domain.pattern import Pattern

_BETWEEN = Pattern(r",|&| and | y | e ")
_JOINED = frozenset({"with", "w", "made", "on", "con"})


def list_named(words: str, portions: tuple[Portion, ...], table: FoodTable) -> tuple[int, ...]:
    """Return the places of the foods that words name; several may be named at once."""
    chunks = _BETWEEN.split(words)
    return tuple(sorted({place for each in chunks for place in _named(each, portions, table)}))


def _named(words: str, portions: tuple[Portion, ...], table: FoodTable) -> list[int]:
    """Return the places that fit best: the very food, else its kind, else all of the words."""
    wanted = frozenset(w for w in canonical_words(words) if find_number(w) is None)
    wanted -= table.harmless_words | table.units
    ids = {food.food_id for food in read_meal(words, table).portions}
    places = range(len(portions))
    same = [n for n in places if portions[n].food_id in ids]
    alike = [n for n in places if heads_of(portions[n]) & wanted]
    may_be_part = bool(wanted) and not ids
    called = [n for n in places if may_be_part and wanted <= _words_of(portions[n])]
    return same or alike or called


def foods_named_in(text: str, table: FoodTable) -> tuple[Portion, ...]:
    """Return a usual portion of each food that is named in a text, whatever else it says."""
    said = canonical_words(text)
    found, start = list[Portion](), 0
    while start < len(said):
        lengths = range(min(table.longest_phrase, len(said) - start), 0, -1)
        length = next((n for n in lengths if table.find(said[start : start + n])), 0)
        food = table.find(said[start : start + length]) if length else None
        if food is not None:
            portion = weigh(food, Quantity(is_said=False), food.name)
            found += [portion] if isinstance(portion, Portion) else []
        start += length or 1
    return tuple(found)


def heads_of(portion: Portion) -> frozenset[str]:
    """Return the words that say what a food is: in English the last, in Spanish the first."""
    name, text = canonical_words(portion.name), canonical_words(portion.text)
    said = [_head(name), _head(text)]
    if not set(name) & set(text):  # not the table's English
        said += [next((word for word in text if find_number(word) is None), "")]
    return frozenset(said) - {""}


def _head(words: tuple[str, ...]) -> str:
    joined = next((n for n, word in enumerate(words) if n and word in _JOINED), len(words))
    return words[joined - 1] if words else ""


def _words_of(portion: Portion) -> frozenset[str]:
    return frozenset(canonical_words(f"{portion.name} {portion.text}"))


def find_place(
    new: Portion, portions: tuple[Portion, ...], denied: tuple[int, ...], table: FoodTable
) -> int | None:
    """Return which portion a food corrects.

    The same food; what it is said not to be; the same kind; the only drink, if it is one.
    """
    heads = heads_of(new)
    same = [n for n, old in enumerate(portions) if old.food_id == new.food_id]
    alike = [n for n, old in enumerate(portions) if heads_of(old) & heads]
    drinks = [n for n, old in enumerate(portions) if _is_drink(old, table)]
    may_be_drink = len(drinks) == 1 and _is_drink(new, table)
    return next(iter([*same, *denied, *alike, *(drinks if may_be_drink else ())]), None)


def _is_drink(portion: Portion, table: FoodTable) -> bool:
    """Whether a food is told in fluid ounces and is nothing people put into others."""
    food = table.food(portion.food_id)
    return food is not None and "fl_oz" in food.portions and "added" not in food.portions


def without_part(portion: Portion, words: str, table: FoodTable) -> str:
    """Return what a food is called without something in it, empty where nobody knows.

    "coffee with milk and sugar" without sugar is "coffee with milk".
    """
    whole, _, parts = portion.name.partition(" with ")
    unwanted = set(canonical_words(words))
    kept = [part for part in parts.split(" and ") if not set(canonical_words(part)) & unwanted]
    if not parts or kept == parts.split(" and "):
        return ""
    name = f"{whole} with {' and '.join(kept)}" if kept else whole
    return name if table.find(canonical_words(name)) else ""
