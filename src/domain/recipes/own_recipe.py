"""A recipe a user brings: its lines read as foods, what is not known asked for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.meals.foods import FoodTable
from domain.meals.nutrients import Totals
from domain.meals.quantities import GRAMS
from domain.meals.reading import read_meal
from domain.pattern import Pattern
from domain.recipes.measures import Measures
from domain.recipes.recipe import Ingredient, totals_per_serving
from domain.recipes.written import WrittenRecipe

_ASIDE = Pattern(r"\([^()]*\)")
_READY = Pattern(
    r"\b(?:can|cans|canned|tin|tins|jar|cooked|leftover|rotisserie|lata|latas|cocid[oa]s?)\b",
    re.IGNORECASE,
)
_CAN = Pattern(
    r"^(?P<count>\d+)\s+(?:\((?P<oz>\d+(?:\.\d+)?)[\s-]*(?:oz|ounce)s?\.?\)\s+)?"
    r"(?:cans?|tins?|latas?)\s+(?:of\s+|de\s+)?(?P<food>.+)$",
    re.IGNORECASE,
)
_PACKED = Pattern(
    r"^(?P<mass>\d+(?:[.,]\d+)?\s*(?:g|kg|ml|oz)\b)\.?\s+(?:(?P<can>cans?|tins?|latas?)|jars?|packs?"
    r"|packets?|packages?|bags?|tubs?|cartons?|bottles?|bolsas?|paquetes?|botes?)"
    r"\s+(?:of\s+|de\s+)?(?P<food>.+)$",
    re.IGNORECASE,
)
_DRAINED = Pattern(r"\b(?:drained|rinsed|escurrid[oa]s?)\b", re.IGNORECASE)
_SEASONING = Pattern(r"\b(salt (?:and|&) |(?:tsp|pinch|ground)\s+(?:of )?)pepper\b", re.IGNORECASE)
_LOOKS = Pattern(
    r"\b(?:fresh(?:ly)?|ripe|boneless|skinless|lean|organic|unsalted|finely|roughly|thinly|brown|"
    r"yellow|kosher|packed|softened|melted|chopped|diced|minced|sliced|shredded|grated|crushed|peeled|cubed|halved)\s+",
    re.IGNORECASE,
)
_LISTS = Pattern(r"[,;+&]|\b(?:and|with|plus|y|e|con|mas|más)\b", re.IGNORECASE)
_OR = Pattern(r"\s+(?:or|o|u)\s+", re.IGNORECASE)
_HOW_SOLD = ("raw", "dry", "crudo", "cruda", "secos", "secas")
_LONGEST_LINE_WORDS = 12
_CAN_OZ = 15.0
"""Source: own choice, the usual can of beans or tomatoes in the US"""

_OZ_G = GRAMS["oz"]
_DRAINED_SHARE = 0.6
"""Source: USDA SR28 16359, 254 g of rinsed chickpeas from a can of 15 oz"""


@dataclass(frozen=True)
class OwnRecipe:
    """A recipe of a user as far as it is understood.

    `unknown` are the lines no food was found for, in the writer's words: nutrition and allergens
    are not told before each is answered. `servings` is 1 where nobody said.
    """

    name: str
    servings: int
    ingredients: tuple[Ingredient, ...]
    unknown: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def is_understood(self) -> bool:
        """Whether every line is, so that it may be judged and planned."""
        return bool(self.ingredients) and not self.unknown

    @cached_property
    def per_serving(self) -> Totals:
        """Return what the known ingredients of a serving hold."""
        return totals_per_serving(self.ingredients, self.servings)

    @cached_property
    def allergens(self) -> frozenset[str]:
        """Return the allergens of the known ingredients; the unknown ones may carry more."""
        return frozenset[str]().union(*(each.food.allergens for each in self.ingredients))


def own_recipe(
    written: WrittenRecipe,
    table: FoodTable,
    measures: Measures = Measures(),  # noqa: B008 - frozen
) -> OwnRecipe:
    """Read the ingredient lines of a recipe into foods and grams."""
    ingredients, unknown = list[Ingredient](), list[str]()
    for line in written.ingredient_lines:
        if read := read_line(line, table, measures):
            ingredients.extend(read)
        else:
            unknown.append(line)
    return OwnRecipe(
        written.name, written.servings or 1, tuple(ingredients), tuple(unknown), written.steps
    )


def read_line(
    line: str,
    table: FoodTable,
    measures: Measures = Measures(),  # noqa: B008 - frozen
) -> tuple[Ingredient, ...]:
    """Return the ingredients of a line, raw and dry as bought; nothing if a part is not known.

    "1 lb chicken breast" in a recipe is raw, "1 can chickpeas" is not dry. A line that lists
    nothing is one food: "grated Parmesan cheese" is no cheddar besides.
    """
    several: tuple[Ingredient, ...] = ()
    for found in _found(line, table, measures):
        if len(found) == 1 or _LISTS.search(line):
            return found
        several = several or found
    return several


def _found(line: str, table: FoodTable, measures: Measures) -> Iterator[tuple[Ingredient, ...]]:
    """Yield what a line may be, the likeliest first: raw or dry before as it is eaten."""
    is_ready = bool(_READY.search(line))
    for text in _readings(line, measures):
        for as_sold in () if is_ready else _as_sold(text):
            found = _ingredients(as_sold, line, table)
            if found and all("uncooked" in each.food.tags for each in found):
                yield found
        if found := _ingredients(text, line, table):
            yield found


def _readings(line: str, measures: Measures) -> Iterator[str]:
    """Yield a line in ever plainer words: to the comma, in full, a can in grams, without looks."""
    bare = " ".join(_ASIDE.sub(" ", line).split())
    plain = _SEASONING.sub(r"\1black pepper", measures.plainly(bare))
    texts = (plain.split(",", maxsplit=1)[0], plain, *_cans_in_grams(line))
    for text in filter(None, texts):
        yield text
    for text in filter(None, texts):
        if _LOOKS.search(text):
            yield _LOOKS.sub("", text)
    first, *others = _OR.split(plain, maxsplit=1)
    if others:
        yield _LOOKS.sub("", first)


def _cans_in_grams(line: str) -> tuple[str, ...]:
    """Return "1 (15 oz) can chickpeas, drained" as grams of canned chickpeas, else of chickpeas."""
    if packed := _PACKED.match(line):
        bare = f"{packed['mass']} {packed['food']}"
        return (f"{packed['mass']} canned {packed['food']}", bare) if packed["can"] else (bare,)
    found = _CAN.match(line)
    if found is None:
        return ()
    mass_g = int(found["count"]) * float(found["oz"] or _CAN_OZ) * _OZ_G
    food = _DRAINED.sub("", found["food"].split(",", maxsplit=1)[0]).strip()
    is_drained = bool(_DRAINED.search(line))
    share, how = (_DRAINED_SHARE, "rinsed canned ") if is_drained else (1.0, "canned ")
    grams = f"{mass_g * share:.0f} g "
    return f"{grams}{how}{food}", f"{grams}{food}"


def _as_sold(text: str) -> Iterator[str]:
    """Yield the text with "raw", "dry" or their like at each place in turn."""
    words = text.split()[:_LONGEST_LINE_WORDS]
    for place in range(len(words) + 1):
        for how in _HOW_SOLD:
            yield " ".join((*words[:place], how, *words[place:]))


def _ingredients(text: str, line: str, table: FoodTable) -> tuple[Ingredient, ...]:
    reading = read_meal(text, table)
    if reading.unread:
        return ()
    return tuple(
        Ingredient(table.foods[portion.food_id], portion.mass_g, line)
        for portion in reading.portions
        if portion.food_id is not None and portion.mass_g is not None
    )
