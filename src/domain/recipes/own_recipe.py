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
_DRAINED = Pattern(r"\b(?:drained|rinsed|escurrid[oa]s?)\b", re.IGNORECASE)
_SEASONING = Pattern(r"\b(salt (?:and|&) |(?:tsp|pinch|ground)\s+(?:of )?)pepper\b", re.IGNORECASE)
_LOOKS = Pattern(
    r"\b(?:fresh(?:ly)?|ripe|boneless|skinless|lean|organic|unsalted|finely|roughly|thinly|brown|"
    r"yellow|chopped|diced|minced|sliced|shredded|grated|crushed|peeled|cubed|halved)\s+",
    re.IGNORECASE,
)
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


def own_recipe(written: WrittenRecipe, table: FoodTable) -> OwnRecipe:
    """Read the ingredient lines of a recipe into foods and grams."""
    ingredients, unknown = list[Ingredient](), list[str]()
    for line in written.ingredient_lines:
        if read := read_line(line, table):
            ingredients.extend(read)
        else:
            unknown.append(line)
    return OwnRecipe(
        written.name, written.servings or 1, tuple(ingredients), tuple(unknown), written.steps
    )


def read_line(line: str, table: FoodTable) -> tuple[Ingredient, ...]:
    """Return the ingredients of a line, raw and dry as bought; nothing if a part is not known.

    "1 lb chicken breast" in a recipe is raw, "1 can chickpeas" is not dry.
    """
    is_ready = bool(_READY.search(line))
    for text in _readings(line):
        if not is_ready:
            for as_sold in _as_sold(text):
                found = _ingredients(as_sold, line, table)
                if found and all("uncooked" in each.food.tags for each in found):
                    return found
        if found := _ingredients(text, line, table):
            return found
    return ()


def _readings(line: str) -> Iterator[str]:
    """Yield a line in ever plainer words: to the comma, in full, a can in grams, without looks."""
    in_grams = _can_in_grams(line)
    plain = _SEASONING.sub(r"\1black pepper", " ".join(_ASIDE.sub(" ", line).split()))
    texts = (plain.split(",", maxsplit=1)[0], plain, in_grams)
    for text in filter(None, texts):
        yield text
    for text in filter(None, texts):
        if _LOOKS.search(text):
            yield _LOOKS.sub("", text)


def _can_in_grams(line: str) -> str:
    """Return "1 (15 oz) can chickpeas, drained" as grams of canned chickpeas, or nothing."""
    found = _CAN.match(line)
    if found is None:
        return ""
    mass_g = int(found["count"]) * float(found["oz"] or _CAN_OZ) * _OZ_G
    food = found["food"].split(",", maxsplit=1)[0]
    is_drained = bool(_DRAINED.search(line))
    share, how = (_DRAINED_SHARE, "rinsed canned ") if is_drained else (1.0, "canned ")
    return f"{mass_g * share:.0f} g {how}{_DRAINED.sub('', food).strip()}"


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
