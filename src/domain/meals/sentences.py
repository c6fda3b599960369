"""Sentences as people tell meals: names are taken at their word, and the rest is ranked."""

from domain.meals.diary import Portion
from domain.meals.foods import FoodFinder, FoodTable
from domain.meals.found_foods import Placed, portions_told
from domain.meals.quantities import find_number
from domain.meals.reading import Doubt, MealReading, Unread, read_meal, slot_in
from domain.meals.spans import meets
from domain.meals.strange_words import strange_parts
from domain.meals.vocabulary import tokens
from domain.meals.wider_foods import with_wider
from domain.messaging.text import clean
from domain.pattern import Pattern

_DIGIT = Pattern(r"\d")


def understand(text: str, table: FoodTable) -> MealReading:
    """Return the foods of a sentence: own foods first, then those only the wider table has."""
    return with_wider(_understood(text, table), table)


def _understood(text: str, table: FoodTable) -> MealReading:
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
    parts, judged = _told(respelled(clean(text), table), table, table.finder)
    if not parts:
        return names
    return MealReading(
        tuple(part for _, part in parts if isinstance(part, Portion)),
        tuple(part for _, part in parts if isinstance(part, Unread)),
        slot_in(text),
        (*judged.portions, *(Portion.unknown(part.text) for part in judged.unread)),
    )


def _told(text: str, table: FoodTable, finder: FoodFinder) -> tuple[list[Placed], MealReading]:
    """Return what a sentence tells and leaves open, in the order said, and what its names tell.

    Nothing where no food is told.
    """
    names = read_meal(text, table)
    found, unfound = finder.find(text)
    strange = strange_parts(names, text, table)
    counted = (span for span in unfound if _DIGIT.search(text[slice(*span)]))
    asked = [*strange, *(span for span in counted if not meets(span, strange))]
    told = [part for part in portions_told(found, text, table) if not meets(part[0], strange)]
    kept = [span for span, part in told if isinstance(part, Portion)]
    left = [
        (span, Unread(text[slice(*span)], Doubt.UNKNOWN_FOOD))
        for span in asked
        if told and not meets(span, kept)
    ]
    return sorted([*told, *left], key=lambda each: each[0]), names


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
