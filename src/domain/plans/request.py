"""A profile as it is handed in, read into what planning asks for; nothing is guessed silently."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.errors import UserFacingError
from domain.profile.household import PLAUSIBLE_BUDGET_USD_WEEK, PLAUSIBLE_PEOPLE
from domain.profile.targets import POPULATION_ENERGY_KCAL, POPULATION_PROTEIN_G
from domain.recipes.diets import Diet
from domain.recipes.recipe import Equipment, Kitchen

PLAUSIBLE_ENERGY_KCAL = (1000, 5000)
"""Of a day. Source: own choice; below is no food for anybody the recipes are made for"""

PLAUSIBLE_PROTEIN_G = (10, 400)
"""Of a day. Source: own choice; outside are typing slips"""

PLAUSIBLE_MINUTES = (0, 600)
"""Of a day. Source: own choice; outside are typing slips"""

LARGEST_SEED = 2**32 - 1

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
    """What is wished for, in plain values. `starts_on` is the first of seven days."""

    persons: tuple[Person, ...]
    starts_on: date
    allergies: tuple[str, ...] = ()
    diet: Diet | None = None
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


class _Profile:
    """Reads the values of one profile."""

    def __init__(self, profile: Mapping[str, Any]) -> None:
        self.profile = profile

    def persons(self) -> tuple[Person, ...]:
        """Return everybody who eats: equal targets for so many people, or a list of them."""
        listed = self.profile.get("persons")
        if listed is None:
            people = self.whole("people", PLAUSIBLE_PEOPLE) or 1
            return (self._person(),) * people
        if not isinstance(listed, list) or not 0 < len(listed) <= PLAUSIBLE_PEOPLE[1]:
            raise UnreadableRequestError("persons: a list of 1 to 20 objects")
        return tuple(_Profile(_object(each))._person() for each in listed)

    def _person(self) -> Person:
        energy = self.number("energy_kcal", PLAUSIBLE_ENERGY_KCAL)
        protein = self.number("protein_g", PLAUSIBLE_PROTEIN_G)
        stage = self.profile.get("life_stage", "adult")
        if not isinstance(stage, str):
            raise UnreadableRequestError("life_stage: a text")
        if protein is None:
            share = (energy or POPULATION_ENERGY_KCAL) / POPULATION_ENERGY_KCAL
            protein = max(POPULATION_PROTEIN_G, round(POPULATION_PROTEIN_G * share * 1.5))
        return Person(energy or POPULATION_ENERGY_KCAL, protein, stage)

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
