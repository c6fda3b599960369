"""What is wrong with a recipe: what a dietitian, a cook or a careful reader would object to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf

from domain.meals.nutrients import Nutrient
from domain.pattern import Pattern
from domain.recipes.lint_amounts import about_amounts
from domain.recipes.lint_words import about_words, nouns_of
from domain.recipes.recipe import Recipe, RecipeId, Slot

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
LEAST_INGREDIENTS = 2

LEAST_STEPS = ((10, 2), (15, 3), (inf, 4))
"""By minutes. Source: own choice, a step is what is done before looking at the recipe again"""

MOST_STEPS = 8
"""Source: own choice, as above"""

_DURATION = Pattern(r"(?:(\d+) to )?(\d+) (?:more )?minutes?( a side| per side)?")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with one recipe."""

    recipe_id: RecipeId
    what: str


def complaints(recipes: Iterable[Recipe]) -> Iterator[Complaint]:
    """Yield everything wrong with a book of recipes."""
    book = tuple(recipes)
    nouns = nouns_of(book)
    for recipe in book:
        for what in about(recipe, nouns):
            yield Complaint(recipe.recipe_id, what)
    yield from _about_the_book(book)


def about(recipe: Recipe, nouns: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with one recipe; `nouns` are the ingredients of a whole book."""
    yield from _about_numbers(recipe)
    yield from about_amounts(recipe)
    yield from _about_form(recipe)
    yield from about_words(recipe, nouns)


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
        int(found[2]) * (2 if found[3] else 1)
        for step in recipe.steps
        for found in _DURATION.finditer(step)
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


def _about_form(recipe: Recipe) -> Iterator[str]:
    foods = [each.food.food_id for each in recipe.ingredients]
    if len(foods) < LEAST_INGREDIENTS:
        yield "is no recipe but a food"
    for food_id in sorted({each for each in foods if foods.count(each) > 1}):
        yield f"lists {food_id} twice"
    least = next(steps for minutes, steps in LEAST_STEPS if recipe.minutes <= minutes)
    if not least <= len(recipe.steps) <= MOST_STEPS:
        yield f"{len(recipe.steps)} steps ({least}-{MOST_STEPS})"


def _about_the_book(book: tuple[Recipe, ...]) -> Iterator[Complaint]:
    for one, other in combinations(book, 2):
        if one.name.lower() == other.name.lower():
            yield Complaint(other.recipe_id, f"is called the same as {one.recipe_id}")
        foods, others = frozenset(one.mass_g_per_serving), frozenset(other.mass_g_per_serving)
        alike = len(foods & others) / len(foods | others)
        if alike >= TOO_ALIKE:
            yield Complaint(other.recipe_id, f"is nearly {one.recipe_id} ({alike:.0%} alike)")
