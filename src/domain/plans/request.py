"""A profile as it is handed in, read into what planning asks for; nothing is guessed silently."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.errors import UserFacingError
from domain.plans.intakes import IntakeTable, limits_of
from domain.plans.wishes import DayWish, Eater, Wishes
from domain.profile.household import PLAUSIBLE_BUDGET_USD_WEEK, PLAUSIBLE_PEOPLE
from domain.profile.targets import KCAL_PER_G, POPULATION_ENERGY_KCAL, POPULATION_PROTEIN_G
from domain.recipes.diets import Diet
from domain.recipes.recipe import Equipment, Kitchen, Recipe

PLAUSIBLE_ENERGY_KCAL = (1000, 5000)
"""Of a day. Source: own choice; below is no food for anybody the recipes are made for"""

PLAUSIBLE_PROTEIN_G = (10, 400)
"""Of a day. Source: own choice; outside are typing slips"""

PLAUSIBLE_MINUTES = (0, 600)
"""Of a day. Source: own choice; outside are typing slips"""

USUAL_PROTEIN_SHARE = 0.16
"""Of the energy, where nobody says. Source: What We Eat in America 2017-2020, adults' protein"""

LIKED, UNASKED = 1.0, 0.4
"""The taste of dishes of kitchens that are wished for, and of the others.

Source: own choice; a wish is no ban on porridge
"""

WEEKDAYS = 5

LARGEST_SEED = 2**32 - 1

PLANT_PROTEINS = frozenset({"legume", "vegetables", "grain", "nut_seed"})
_PLANT_DIETS = frozenset({Diet.VEGAN, Diet.VEGETARIAN})
"""Who eats no meat eats beans more often than three times a week."""

_NO_DIET = frozenset({"", "none", "any", "anything", "everything", "omnivore", "no diet"})
_DIET_NAMES = {
    "gluten free": Diet.GLUTEN_FREE,
    "dairy free": Diet.DAIRY_FREE,
    "kosher": Diet.KOSHER_STYLE,
    "kosher style": Diet.KOSHER_STYLE,
    "low fodmap": Diet.LOW_FODMAP_CAUTION,
    "low fodmap caution": Diet.LOW_FODMAP_CAUTION,
    "diabetic": Diet.DIABETIC_FRIENDLY,
    "diabetes": Diet.DIABETIC_FRIENDLY,
    "diabetic friendly": Diet.DIABETIC_FRIENDLY,
    "egg free": Diet.EGG_FREE,
    "nut free": Diet.NUT_FREE,
}


class UnreadableRequestError(UserFacingError):
    """A profile says something nobody can plan by; the message names the key."""


@dataclass(frozen=True)
class Person:
    """Somebody of a household: targets of a day."""

    energy_kcal: float
    protein_g: float | None
    life_stage: str = "adult"


@dataclass(frozen=True)
class PlanRequest:
    """What is wished for, in plain values. `starts_on` is the first of seven days.

    Dishes keep to all diets; the first sets the limits of a day.
    """

    persons: tuple[Person, ...]
    starts_on: date
    allergies: tuple[str, ...] = ()
    diet: Diet | None = None
    more_diets: frozenset[Diet] = frozenset()
    dislikes: tuple[str, ...] = ()
    budget_usd_week: float | None = None
    minutes_weekday: int | None = None
    minutes_weekend: int | None = None
    equipment: frozenset[Equipment] | None = None
    kitchens: frozenset[Kitchen] = frozenset()
    seed: int = 0


def request_of(profile: Mapping[str, Any], starts_on: date) -> PlanRequest:
    """Return the request of a profile, every key of which is optional.

    Raises:
        UnreadableRequestError: A value is of the wrong kind, implausible or unknown.
    """
    if not isinstance(profile, Mapping):
        raise UnreadableRequestError("a profile is an object")
    read = _Profile(profile)
    return PlanRequest(
        persons=read.persons(),
        starts_on=starts_on,
        allergies=read.texts("allergies"),
        diet=read.diet(),
        dislikes=read.texts("dislikes"),
        budget_usd_week=read.number("budget_usd_week", PLAUSIBLE_BUDGET_USD_WEEK),
        minutes_weekday=read.whole("minutes_weekday", PLAUSIBLE_MINUTES),
        minutes_weekend=read.whole("minutes_weekend", PLAUSIBLE_MINUTES),
        equipment=read.equipment(),
        kitchens=frozenset(read.members("kitchens", Kitchen)),
        seed=read.whole("seed", (0, LARGEST_SEED)) or 0,
    )


def wishes_of(request: PlanRequest, intakes: IntakeTable, recipes: Iterable[Recipe]) -> Wishes:
    """Return a request as a week to plan.

    Raises:
        UnreadableRequestError: Nobody knows the life stage of a person.
    """
    days = tuple(request.starts_on + timedelta(days=n) for n in range(7))
    tastes: dict[str, float] = {
        recipe.recipe_id: LIKED if recipe.kitchen in request.kitchens else UNASKED
        for recipe in recipes
        if request.kitchens
    }
    return Wishes(
        eaters=tuple(
            _eater(n, person, request.diet, intakes) for n, person in enumerate(request.persons, 1)
        ),
        days=tuple(DayWish(day, minutes_max=_minutes(request, day)) for day in days),
        budget_usd=request.budget_usd_week,
        tastes=tastes,
        free_kitchens=frozenset(map(str, request.kitchens)),
        free_proteins=PLANT_PROTEINS if request.diet in _PLANT_DIETS else frozenset(),
    )


def _eater(number: int, person: Person, diet: Diet | None, intakes: IntakeTable) -> Eater:
    if person.life_stage not in intakes:
        raise UnreadableRequestError(f"life_stage: one of {', '.join(sorted(intakes))}")
    limits = limits_of(person.energy_kcal, intakes[person.life_stage], diet)
    return Eater(f"eater {number}", person.energy_kcal, person.protein_g, limits)


def _minutes(request: PlanRequest, day: date) -> int | None:
    return request.minutes_weekday if day.weekday() < WEEKDAYS else request.minutes_weekend


class _Profile:
    """Reads the values of one profile."""

    def __init__(self, profile: Mapping[str, Any]) -> None:
        self.profile = profile

    def persons(self) -> tuple[Person, ...]:
        """Return everybody who eats: equal targets for so many people, or a list of them."""
        listed = self.profile.get("persons")
        if listed is None:
            people = self.whole("people", PLAUSIBLE_PEOPLE) or 1
            return (self.person(),) * people
        if not isinstance(listed, list) or not 0 < len(listed) <= PLAUSIBLE_PEOPLE[1]:
            raise UnreadableRequestError("persons: a list of 1 to 20 objects")
        return tuple(_Profile(_object(each)).person() for each in listed)

    def person(self) -> Person:
        """Return one person's targets."""
        energy = self.number("energy_kcal", PLAUSIBLE_ENERGY_KCAL)
        protein = self.number("protein_g", PLAUSIBLE_PROTEIN_G)
        stage = self.profile.get("life_stage", "adult")
        if not isinstance(stage, str):
            raise UnreadableRequestError("life_stage: a text")
        energy = energy or POPULATION_ENERGY_KCAL
        if protein is None:
            protein = max(POPULATION_PROTEIN_G, round(energy * USUAL_PROTEIN_SHARE / KCAL_PER_G))
        return Person(energy, protein, stage)

    def number(self, key: str, plausible: tuple[float, float]) -> float | None:
        """Return a number within what is plausible."""
        value = self.profile.get(key)
        if value is None:
            return None
        least, most = plausible
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            raise UnreadableRequestError(f"{key}: a number from {least:g} to {most:g}")
        return float(value)

    def whole(self, key: str, plausible: tuple[float, float]) -> int | None:
        """Return a whole number within what is plausible."""
        value = self.number(key, plausible)
        if value is None:
            return None
        if value != int(value):
            raise UnreadableRequestError(f"{key}: a whole number")
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text counts as a list of one."""
        value = self.profile.get(key) or []
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise UnreadableRequestError(f"{key}: a list of texts")
        return tuple(each.strip() for each in listed if each.strip())

    def diet(self) -> Diet | None:
        """Return the diet, by the names people use."""
        value = self.profile.get("diet")
        if value is not None and not isinstance(value, str):
            raise UnreadableRequestError("diet: a text")
        name = " ".join((value or "").lower().replace("-", " ").replace("_", " ").split())
        if name in _NO_DIET:
            return None
        known = {diet.value.replace("-", " "): diet for diet in Diet} | _DIET_NAMES
        if name not in known:
            raise UnreadableRequestError(f"diet: one of {', '.join(sorted(set(known)))}")
        return known[name]

    def equipment(self) -> frozenset[Equipment] | None:
        """Return what the kitchen has; not told is everything, and what no recipe asks is fine."""
        if self.profile.get("equipment") is None:
            return None
        names = {text.lower() for text in self.texts("equipment")}
        return frozenset(each for each in Equipment if each.value in names)

    def members(self, key: str, kind: Callable[[str], Kitchen]) -> tuple[Kitchen, ...]:
        """Return the kitchens of a list."""
        found = []
        for text in self.texts(key):
            try:
                found.append(kind(" ".join(text.lower().replace("_", " ").split())))
            except ValueError as error:
                known = ", ".join(Kitchen)
                raise UnreadableRequestError(f"{key}: some of {known}") from error
        return tuple(found)


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnreadableRequestError("persons: a list of objects")
    return value
