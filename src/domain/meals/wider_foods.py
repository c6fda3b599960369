"""Foods of a larger table, looked through for what the own foods do not know."""

from domain.meals.diary import Portion, Shares
from domain.meals.foods import FoodTable, Found, WiderFoods
from domain.meals.found_foods import amount_of
from domain.meals.reading import LARGEST_PORTION_G, Doubt, MealReading, Unread
from domain.meals.spans import is_in
from domain.meals.strange_words import has_content
from domain.meals.vocabulary import tokens

_LONGEST_LOOKED_FOR = 120
"""Characters of what is looked for: a name with its amount. Source: own choice"""


def with_wider(reading: MealReading, table: FoodTable) -> MealReading:
    """Return a reading in which what the own foods do not know is a food of the wider table.

    A food is taken only where every word of food that was said is one of its name: what is named
    exactly there is known, and what is not is asked about.
    """
    wider = table.wider
    if wider is None or not reading.unread:
        return reading
    found = {part: _portion(part, wider, table) for part in reading.unread}
    known = tuple(portion for portion in found.values() if portion is not None)
    unread = tuple(part for part in reading.unread if found[part] is None)
    return MealReading((*reading.portions, *known), unread, reading.slot, reading.heard)


def _portion(part: Unread, wider: WiderFoods, table: FoodTable) -> Portion | None:
    if part.doubt is not Doubt.UNKNOWN_FOOD or len(part.text) > _LONGEST_LOOKED_FOR:
        return None
    found, unfound = wider.find(part.text)
    if unfound or len(found) != 1 or not _names_all(found[0], part.text, table):
        return None
    best = found[0]
    food = wider.find_food(best.food_id)
    if food is None or not 0 < best.mass_g <= LARGEST_PORTION_G:
        return None
    shares = Shares(best.least_g / best.mass_g, best.most_g / best.mass_g)
    return Portion.of(food, best.mass_g, amount_of(best, food), part.text, shares)


def _names_all(found: Found, text: str, table: FoodTable) -> bool:
    """Whether every word that stands for something names the food, or tells its amount."""
    words = [
        (word.start, word.end)
        for word in tokens(text)
        if has_content(word, table) and word.base not in table.units
    ]
    return bool(words) and all(
        is_in(word, found.names) and not is_in(word, found.others) for word in words
    )
