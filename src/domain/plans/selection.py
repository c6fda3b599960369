"""Which recipes a household may be offered, and why the others are not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from domain.meals.vocabulary import canonical_words
from domain.plans.dishes import Dish, dish_of
from domain.recipes.diets import Diet, FodmapLimits, fits
from domain.recipes.recipe import Equipment, Recipe, Skill, Slot

SKILLS = (Skill.EASY, Skill.MEDIUM, Skill.HARD)

AllergyCheck = Callable[[Recipe], tuple[str, ...]]
"""Returns what keeps a recipe from somebody with the household's allergies; nothing: may serve."""


class Filter(StrEnum):
    """What keeps a recipe from being offered; an allergy is never lifted."""

    ALLERGY = "allergies"
    DIET = "diet"
    DISLIKE = "dislikes"
    EQUIPMENT = "equipment"
    SKILL = "skill"
    UNKNOWN = "unknown nutrients"


@dataclass(frozen=True)
class Rules:
    """What a household can and wants to cook. No equipment named means any."""

    allergies_of: AllergyCheck
    diet: Diet | None = None
    more_diets: frozenset[Diet] = frozenset()
    dislikes: tuple[str, ...] = ()
    equipment: frozenset[Equipment] | None = None
    skill: Skill = Skill.HARD
    fodmaps: FodmapLimits = field(default_factory=dict)


@dataclass(frozen=True)
class Selection:
    """The dishes offered, and what keeps each of the others away."""

    dishes: tuple[Dish, ...]
    refused: Mapping[str, frozenset[Filter]]
    slots_of_refused: Mapping[str, frozenset[Slot]]

    def conflict(self, slots: Iterable[Slot]) -> tuple[Filter, ...]:
        """Return a smallest set of filters that together leave some slot without any dish.

        Empty where every slot has one.
        """
        offered = frozenset(slot for dish in self.dishes for slot in dish.slots)
        empty = sorted(set(slots) - offered)
        if not empty:
            return ()
        reasons = [
            self.refused[dish] for dish, fits in self.slots_of_refused.items() if empty[0] in fits
        ]
        kept = set(Filter)
        for each in reversed(Filter):
            if all(reason & (kept - {each}) for reason in reasons):
                kept.discard(each)
        return tuple(each for each in Filter if each in kept)


def select(recipes: Iterable[Recipe], rules: Rules) -> Selection:
    """Return the recipes a household may be offered."""
    dishes: list[Dish] = []
    refused: dict[str, frozenset[Filter]] = {}
    slots: dict[str, frozenset[Slot]] = {}
    for recipe in recipes:
        dish = dish_of(recipe)
        reasons = frozenset(reasons_against(recipe, rules)) | (
            {Filter.UNKNOWN} if dish is None else set()
        )
        if dish is None or reasons:
            refused[recipe.recipe_id] = reasons
            slots[recipe.recipe_id] = recipe.slots
        else:
            dishes.append(dish)
    return Selection(tuple(dishes), refused, slots)


def reasons_against(recipe: Recipe, rules: Rules) -> Iterator[Filter]:
    """Yield what keeps a recipe from a household."""
    if rules.allergies_of(recipe):
        yield Filter.ALLERGY
    diets = rules.more_diets | ({rules.diet} if rules.diet else set())
    if not all(fits(recipe, each, rules.fodmaps) for each in diets):
        yield Filter.DIET
    if any(is_disliked(recipe, dislike) for dislike in rules.dislikes):
        yield Filter.DISLIKE
    if rules.equipment is not None and not recipe.equipment <= rules.equipment:
        yield Filter.EQUIPMENT
    if SKILLS.index(recipe.skill) > SKILLS.index(rules.skill):
        yield Filter.SKILL


def is_disliked(recipe: Recipe, dislike: str) -> bool:
    """Whether the recipe, one of its foods or their kind is called so: "fish", "blue cheese"."""
    words = _words(dislike)
    if not words:
        return False
    names = [recipe.name] + [
        name
        for each in recipe.ingredients
        for name in (each.food.name, each.food.group.replace("_", " "), *each.food.tags)
    ]
    return any(words <= _words(name) for name in names)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(canonical_words(name))
