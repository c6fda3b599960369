"""What is wrong with a recipe: what a dietitian, a cook or a careful reader would object to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from domain.meals.nutrients import Nutrient
from domain.meals.vocabulary import canonical_words
from domain.recipes.recipe import Equipment, Ingredient, Recipe, RecipeId, Slot

ENERGY_KCAL: Mapping[Slot, tuple[float, float]] = {
    Slot.BREAKFAST: (250, 600),
    Slot.LUNCH: (350, 850),
    Slot.DINNER: (350, 850),
    Slot.SNACK: (80, 350),
}
"""Of a serving. Source: own choice, an eighth to two fifths of 2,000 kcal, a snack up to a sixth"""

SODIUM_MG_MAX = 1150
"""Of a serving. Source: Dietary Reference Intakes 2019, CDRR of sodium, half a day's 2,300 mg"""

KEEPS_DAYS_MAX = 4
"""Of what spoils. Source: USDA FSIS, Leftovers and Food Safety, 3 to 4 days in a refrigerator"""

MINUTES = (5, 60)
"""Of cooking. Source: own choice, what is planned for a day is cooked within an hour"""

SERVING_G = (25, 900)
"""Source: own choice, from a handful of nuts to a large bowl of soup"""

TOO_ALIKE = 0.85
"""Share of foods two recipes have in common. Source: own choice, one more herb is no new dish"""

_PERISHABLE = frozenset({"dairy", "dish", "egg", "fish", "legume", "meat", "poultry", "vegetable"})
_NO_INGREDIENT_WORDS = frozenset(
    canonical_words(
        "a an and the of or to in with for from as you your if on it its few little about more "
        "cup cups tbsp tsp oz lb g kg ml inch piece pieces slice slices clove cloves handful "
        "handfuls pinch can cans tin block bunch head stalk stalks stick sticks sprig sprigs "
        "large small medium big thick thin ripe fresh dried dry canned frozen raw cooked boneless "
        "peeled unsalted unsweetened plain lean low fat sodium reduced light extra firm soft hot "
        "warm cold ground grated chopped diced sliced minced rinsed drained crushed shredded "
        "white black red green yellow brown dark whole baby fillet fillets leaf leaves "
        "water free gluten"
    )
)
_KINDS = frozenset(canonical_words("seed oil powder sauce juice paste flour bread cheese"))
"""What a cook calls an ingredient by where there is no other of its kind."""
_MAY_BE_UNLISTED = frozenset(
    canonical_words(
        "water ice batter dough seed bean mix drink fruit leaf snack dish egg roll vegetable "
        "flake sauce half"
    )
)
_DURATION = re.compile(r"(?:(\d+) to )?(\d+) (?:more )?minutes?( a side| per side)?")
_SIGNS: Mapping[Equipment, re.Pattern[str]] = {
    Equipment.BLENDER: re.compile(r"\bblend|\bblitz", re.IGNORECASE),
    Equipment.MICROWAVE: re.compile(r"\bmicrowave", re.IGNORECASE),
    Equipment.OVEN: re.compile(r"\b(?:oven|bake|roast [^i]|broil)\b", re.IGNORECASE),
    Equipment.STOVE: re.compile(r"\b(?:simmer|fry|sear|boil(?!ing water)|saut)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one recipe."""

    recipe_id: RecipeId
    what: str


def complaints(recipes: Iterable[Recipe]) -> Iterator[Complaint]:
    """Yield everything wrong with a book of recipes."""
    book = tuple(recipes)
    nouns = frozenset(noun for recipe in book for noun in _Reading(recipe).nouns)
    for recipe in book:
        for what in (*_about_numbers(recipe), *_about_words(recipe, nouns)):
            yield Complaint(recipe.recipe_id, what)
    yield from _about_the_book(book)


def _about_numbers(recipe: Recipe) -> Iterator[str]:
    energy = recipe.per_serving[Nutrient.ENERGY]
    if energy.uncounted:
        yield "energy is not known"
    for slot in sorted(recipe.slots):
        least, most = ENERGY_KCAL[slot]
        if not least <= energy.amount <= most:
            yield f"{energy.amount:.0f} kcal a serving is no {slot} ({least:.0f}-{most:.0f})"
    if (sodium := recipe.per_serving[Nutrient.SODIUM].amount) > SODIUM_MG_MAX:
        yield f"{sodium:.0f} mg of sodium a serving (at most {SODIUM_MG_MAX})"
    serving_g = sum(recipe.mass_g_per_serving.values())
    if not SERVING_G[0] <= serving_g <= SERVING_G[1]:
        yield f"a serving of {serving_g:.0f} g"
    yield from _about_times(recipe)


def _about_times(recipe: Recipe) -> Iterator[str]:
    if not MINUTES[0] <= recipe.minutes <= MINUTES[1]:
        yield f"{recipe.minutes} minutes ({MINUTES[0]}-{MINUTES[1]})"
    if not 0 < recipe.active_minutes <= recipe.minutes:
        yield f"{recipe.active_minutes} active of {recipe.minutes} minutes"
    told = [
        int(most) * (2 if both_sides else 1)
        for step in recipe.steps
        for _, most, both_sides in _DURATION.findall(step)
    ]
    at_once = any("eanwhile" in step for step in recipe.steps)
    needed = max(told, default=0) if at_once else sum(told)
    if needed > recipe.minutes:
        yield f"the steps take {needed} minutes, not {recipe.minutes}"
    spoils = any(each.food.group in _PERISHABLE for each in recipe.ingredients)
    if spoils and recipe.keeps_days > KEEPS_DAYS_MAX:
        yield f"does not keep {recipe.keeps_days} days"
    if recipe.can_freeze and not recipe.keeps_days:
        yield "freezes but does not keep a day"


def _about_words(recipe: Recipe, nouns: frozenset[str]) -> Iterator[str]:
    reading = _Reading(recipe)
    foods = [each.food.food_id for each in recipe.ingredients]
    for food_id in sorted({each for each in foods if foods.count(each) > 1}):
        yield f"lists {food_id} twice"
    for each in recipe.ingredients:
        if reading.in_steps.isdisjoint(names_of(each) | reading.kinds_of_its_own(each)):
            yield f"no step mentions {each.words!r}"
    unlisted = (reading.in_steps & nouns) - reading.listed - _MAY_BE_UNLISTED
    for word in sorted(unlisted):
        yield f"the steps speak of {word!r}, which is no ingredient"
    least_steps = 2 if recipe.minutes <= 10 else 3 if recipe.minutes <= 15 else 4
    if not least_steps <= len(recipe.steps) <= 8:
        yield f"{len(recipe.steps)} steps ({least_steps}-8)"
    if len(recipe.ingredients) < 2:
        yield "is no recipe but a food"
    text = " ".join(recipe.steps)
    for equipment, sign in _SIGNS.items():
        if sign.search(text) and equipment not in recipe.equipment:
            yield f"needs a {equipment}"
    for equipment in sorted(recipe.equipment - {Equipment.STOVE}):
        if not _SIGNS[equipment].search(text):
            yield f"lists a {equipment} no step uses"


def names_of(ingredient: Ingredient) -> frozenset[str]:
    """Return the words that name an ingredient, without amounts, sizes and states."""
    before_comma = ingredient.words.split(",", maxsplit=1)[0]
    said = {*canonical_words(before_comma), *canonical_words(ingredient.food.name)}
    words = {word for word in said if not any(map(str.isdigit, word))}
    return frozenset(words - _NO_INGREDIENT_WORDS - _KINDS) or frozenset(words)


def _kinds_of(ingredient: Ingredient) -> frozenset[str]:
    return _KINDS.intersection(canonical_words(f"{ingredient.words} {ingredient.food.name}"))


@dataclass(frozen=True)
class _Reading:
    """The words of a recipe."""

    recipe: Recipe

    @cached_property
    def in_steps(self) -> frozenset[str]:
        return frozenset(word for step in self.recipe.steps for word in canonical_words(step))

    @cached_property
    def listed(self) -> frozenset[str]:
        texts = (f"{each.words} {each.food.name}" for each in self.recipe.ingredients)
        named = canonical_words(self.recipe.name)
        return frozenset(word for text in texts for word in canonical_words(text)).union(named)

    def kinds_of_its_own(self, ingredient: Ingredient) -> frozenset[str]:
        """Return the kinds ("oil") of which an ingredient is the only one."""
        kinds = [kind for each in self.recipe.ingredients for kind in _kinds_of(each)]
        return frozenset(kind for kind in _kinds_of(ingredient) if kinds.count(kind) == 1)

    @property
    def nouns(self) -> Iterator[str]:
        """Yield what each ingredient is called in one word, the last of its food's name."""
        for each in self.recipe.ingredients:
            yield canonical_words(each.food.name)[-1]


def _about_the_book(book: tuple[Recipe, ...]) -> Iterator[Complaint]:
    for one, other in combinations(book, 2):
        if one.name.lower() == other.name.lower():
            yield Complaint(other.recipe_id, f"is called the same as {one.recipe_id}")
        foods, others = frozenset(one.mass_g_per_serving), frozenset(other.mass_g_per_serving)
        alike = len(foods & others) / len(foods | others)
        if alike >= TOO_ALIKE:
            yield Complaint(other.recipe_id, f"is nearly {one.recipe_id} ({alike:.0%} alike)")
