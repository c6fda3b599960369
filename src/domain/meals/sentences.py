"""Sentences as people tell meals: names are taken at their word, and the rest is ranked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.meals.diary import Portion
from domain.meals.foods import Food, FoodTable, Found, Span
from domain.meals.quantities import GRAMS, Quantity, find_number, is_article
from domain.meals.reading import (
    LARGEST_PORTION_G,
    SEPARATORS,
    Doubt,
    MealReading,
    NamedFood,
    Unread,
    amount_text,
    list_names,
    read_meal,
    slot_in,
    weigh,
)
from domain.meals.vocabulary import Token, tokens
from domain.messaging.text import clean, words
from domain.pattern import Pattern

_ALMOST = 0.02  # share by which two masses may differ and still be the same, rounded
_TABLE_UNITS = {"fl oz": "fl_oz", "tablespoon": "tbsp", "teaspoon": "tsp"}
_PUT_INTO = Pattern(r"\b(?:with|w|con)\b")
_AT_A_PLACE = Pattern(r"\b(?:in|at|on|from|to|en|de|por)(?: the| my| la| el| los| las)? *\Z")
_SMALL = SEPARATORS | frozenset(
    words(
        "a al an at by de del el en for from la las los my near of on para por some the to un una"
    )
)
"""Words that join others and stand for nothing themselves."""

_DIGIT = Pattern(r"\d")
_LONGEST_NAME = 4  # words of a food nobody knows; what is longer is a story


def understand(text: str, table: FoodTable) -> MealReading:
    """Return the foods of a sentence, whatever story is told around them.

    A list of names and amounts is read as what it says. Where that leaves words over, every food
    they may mean is ranked, over the whole sentence: "a ham sandwich on that bread from the place
    downtown" is one food. What is named outright is still taken at its word. A word nobody knows
    is asked about where it belongs to a food ("gribblefruit stew") or stands for one.

    Returns:
        Portions in the order said; what must be asked about; the slot; and what may carry
        allergens besides.
    """
    names = read_meal(text, table)
    if table.finder is None or not any(_may_be_ranked(part) for part in names.unread):
        return names
    spelled = respelled(clean(text), table)
    names = read_meal(spelled, table)
    found, amounts = table.finder.find(spelled)
    strange = _strange_parts(names, spelled, table)
    amounts = tuple(span for span in amounts if _DIGIT.search(spelled[slice(*span)]))
    asked = [*strange, *(each for each in amounts if not _meets(each, strange))]
    parts = [*_understood(found, spelled, table), *_named_beside(found, spelled, table)]
    parts = [part for part in parts if not _meets(part[0], strange)]
    if not parts:
        return names
    kept = [span for span, part in parts if isinstance(part, Portion)]
    parts += [
        (span, Unread(spelled[slice(*span)], Doubt.UNKNOWN_FOOD))
        for span in asked
        if not _meets(span, kept)
    ]
    parts.sort(key=lambda each: each[0])
    return MealReading(
        tuple(part for _, part in parts if isinstance(part, Portion)),
        tuple(part for _, part in parts if isinstance(part, Unread)),
        slot_in(spelled),
        (*names.portions, *(Portion.unknown(part.text) for part in names.unread)),
    )


def respelled(text: str, table: FoodTable) -> str:
    """Return a text with the slips in names of foods mended."""
    parts, end = list[str](), 0
    for token in tokens(text):
        if token.plain.isalpha() and (meant := table.respell(token.base)) != token.base:
            parts += [text[end : token.start], meant]
            end = token.end
    return "".join((*parts, text[end:]))


def _may_be_ranked(part: Unread) -> bool:
    """Whether words may mean more than was read: all but an amount nobody eats or that fits not."""
    if part.doubt is Doubt.UNKNOWN_UNIT:
        numbers = (find_number(token.plain) for token in tokens(part.text))
        return all(number in {None, 1.0} for number in numbers)
    return part.doubt is Doubt.UNKNOWN_FOOD


def _strange_parts(names: MealReading, text: str, table: FoodTable) -> list[Span]:
    """Return where words stand that no food is called, with the food they belong to."""
    starts = (text.find(part.text) for part in names.unread)
    return [
        (start, start + len(part.text))
        for start, part in zip(starts, names.unread, strict=True)
        if _is_asked(part.text, text[:start], table)
    ]


def _is_asked(words: str, before: str, table: FoodTable) -> bool:
    """Whether a word nobody knows is counted, stands beside a food, or alone where a food may."""
    said = tokens(words)
    strange = [n for n, each in enumerate(said) if _is_strange(each, table)]
    foods = [(name.start, name.end) for name in list_names(words, table)]
    if not foods:
        return bool(strange) and len(said) <= _LONGEST_NAME and not _AT_A_PLACE.search(before)
    is_food = [_is_in((each.start, each.end), foods) for each in said]
    heads = [n for n in range(len(said)) if is_food[n] and not any(is_food[n + 1 : n + 3])]
    return (
        any(_is_kind(said[n], said[n + 1 : n + 3], table) for n in heads)
        or any(n and _is_count(said[n - 1]) for n in strange)
        or any(_belongs(n, is_food, said, table) for n in strange)
    )


def _belongs(place: int, is_food: list[bool], said: tuple[Token, ...], table: FoodTable) -> bool:
    """Whether a word stands in one row with a food, with nothing but words of content between."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(said) and not is_food[at] and _has_content(said[at], table):
            at += step
        if 0 <= at < len(said) and is_food[at]:
            return True
    return False


def _has_content(token: Token, table: FoodTable) -> bool:
    is_harmless = token.plain in table.harmless_words or token.base in table.harmless_words
    return token.plain.isalpha() and not is_harmless and token.plain not in _SMALL


def _is_strange(token: Token, table: FoodTable) -> bool:
    return token.plain.isalpha() and table.is_strange(token.base)


def _is_kind(food: Token, following: tuple[Token, ...], table: FoodTable) -> bool:
    """Whether what stands behind a food is its name: "jalapeño poppers", "cream of tartar"."""
    if not following:
        return False
    behind, *more = following
    if behind.plain == "of":
        return bool(more) and _has_content(more[0], table)
    is_plural = behind.plain.endswith("s") and behind.plain != behind.base
    is_known = behind.base in table.vocabulary or behind.base in table.harmless_words
    return is_plural and food.plain == food.base and behind.plain.isalpha() and not is_known


def _is_count(token: Token) -> bool:
    return find_number(token.plain) is not None and not is_article(token.plain)


def _understood(
    found: tuple[Found, ...], text: str, table: FoodTable
) -> Iterator[tuple[Span, Portion | Unread]]:
    """Yield the portions of what was found; a name that told its food already tells it once."""
    told: set[Span] = set()
    for each in found:
        names = _placed_names(each, text, table)
        spans = [(name.start, name.end) for name in names]
        parts = _parts_of(each, names, text, table)
        if not told.isdisjoint(spans):
            parts = [part for part, span in zip(parts, spans, strict=False) if span not in told]
        told.update(spans if len(parts) > 1 else ())
        yield from (((each.start, each.end), part) for part in parts)


def _placed_names(found: Found, text: str, table: FoodTable) -> tuple[NamedFood, ...]:
    """Return the foods named in what was found, by their places in the whole text."""
    names = list_names(text[found.start : found.end], table)
    return tuple(
        replace(name, start=name.start + found.start, end=name.end + found.start) for name in names
    )


def _named_beside(
    found: tuple[Found, ...], text: str, table: FoodTable
) -> Iterator[tuple[Span, Portion | Unread]]:
    """Yield the foods that are named where none was found."""
    places = [(each.start, each.end) for each in found]
    for name in list_names(text, table):
        if not _meets(span := (name.start, name.end), places):
            yield span, weigh(name.food, name.quantity, name.text, is_added=name.is_added)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _parts_of(
    found: Found, names: tuple[NamedFood, ...], text: str, table: FoodTable
) -> list[Portion | Unread]:
    """Return the portions of what was found: of the foods its words name, or of the best ranked."""
    spans = [(name.start, name.end) for name in names]
    if not _is_more_named(found, text, spans, table) and _stand_for(names, found, text):
        parts = [weigh(n.food, n.quantity, n.text, is_added=n.is_added) for n in names]
        if not any(isinstance(p, Unread) and p.doubt is Doubt.UNKNOWN_UNIT for p in parts):
            return parts
    return [_ranked(found, text[found.start : found.end], table)]


def _is_more_named(found: Found, text: str, spans: list[Span], table: FoodTable) -> bool:
    """Whether a further word of food stands in one row with a name: "chai latte" is no chai."""
    said = tokens(text[found.start : found.end])
    places = [(each.start + found.start, each.end + found.start) for each in said]
    is_food = [_is_in(each, spans) for each in places]
    return any(
        _is_in(each, found.names)
        and not is_food[n]
        and _has_content(said[n], table)
        and _belongs(n, is_food, said, table)
        for n, each in enumerate(places)
    )


def _stand_for(names: tuple[NamedFood, ...], found: Found, text: str) -> bool:
    """Whether names say better what was eaten than the food that was found.

    One does. Several do if they are listed ("eggs, toast"), or if the food that was found is not
    the first of them or leaves out what was put into it: "pancakes with syrup" are no pancake
    syrup. "Ham sandwich on rye" is one food.
    """
    if len(names) <= 1:
        return bool(names) and _agree(names[0], found)
    if not all(name.is_apart for name in names):
        return False
    added = [(name.start, name.end) for name in names if name.is_added]
    if not added:
        return True
    first = [(name.start, name.end) for name in names if not name.is_added]
    put_into = _PUT_INTO.search(text[found.start : added[0][0]]) is not None
    is_left_out = put_into and any(_is_in(each, added) for each in found.others)
    return is_left_out or not any(_is_in(head, first) for head in found.heads)


def _is_in(word: Span, spans: Iterable[Span]) -> bool:
    return any(start <= word[0] and word[1] <= end for start, end in spans)


def _agree(name: NamedFood, found: Found) -> bool:
    """Whether grams that were found stand with the name as well."""
    if found.portion:
        return True
    mass_g = name.quantity.count * GRAMS.get(name.quantity.unit, 0.0)
    return abs(mass_g - found.mass_g) <= _ALMOST * found.mass_g


def _ranked(found: Found, words: str, table: FoodTable) -> Portion | Unread:
    food = table.foods[found.food_id]
    if not found.mass_g:
        return weigh(food, Quantity(is_said=False), words)
    if not 0 < found.mass_g <= LARGEST_PORTION_G:
        return Unread(words, Doubt.IMPLAUSIBLE)
    return Portion.of(food, found.mass_g, _amount(found, food), words)


def _amount(found: Found, food: Food) -> str:
    """Return the amount in the food's own units, else in grams."""
    unit = found.portion.removeprefix("1 ")
    unit = _TABLE_UNITS.get(unit, unit) if found.portion.startswith("1 ") else food.usual_unit
    if not found.portion or unit not in food.portions:
        return amount_text(found.mass_g, "g")
    return amount_text(round(found.mass_g / food.portions[unit], 2), unit)
