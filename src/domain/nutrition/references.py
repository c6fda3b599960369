"""Dietary reference intakes: how much of a nutrient a person of some age and sex needs a day."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from domain.meals.nutrients import Nutrient
from domain.profile.body import Sex
from domain.profile.targets import Caution

GENERAL_AGE_YEARS = 30
"""Taken while the age is not known. Source: own choice, an adult under 51"""

BEARING_AGES_YEARS = (14, 50)
"""Youngest and oldest age that has references in pregnancy and lactation.

Source: National Academies, Dietary Reference Intakes, life stage groups
"""

BEARING = (Caution.PREGNANT, Caution.BREASTFEEDING)


class Kind(StrEnum):
    """What a reference is: recommended, adequate while none is recommended, or the upper level."""

    RDA = "RDA"
    AI = "AI"
    UL = "UL"


class Counts(StrEnum):
    """Of what intake an amount is told: all of it, only what was added, only preformed."""

    ALL = "all"
    ADDED = "added"
    PREFORMED = "preformed"


@dataclass(frozen=True, slots=True)
class Reference:
    """An amount a day for one life stage; no sex is both, no state is neither of the two."""

    nutrient: Nutrient
    kind: Kind
    sex: Sex | None
    state: Caution | None
    from_years: int
    below_years: int
    amount: float
    counts: Counts
    source: str


@dataclass(frozen=True, slots=True)
class ShareRange:
    """The share of the day's energy a macronutrient acceptably gives, for ages of a range."""

    nutrient: Nutrient
    from_years: int
    below_years: int
    lowest: float
    highest: float
    source: str


@dataclass(frozen=True, slots=True)
class LifeStage:
    """What of a person decides what they need; None is not known."""

    age_years: int | None = None
    sex: Sex | None = None
    state: Caution | None = None


@dataclass(frozen=True)
class References:
    """All references, found by nutrient and life stage."""

    amounts: tuple[Reference, ...] = ()
    ranges: tuple[ShareRange, ...] = ()

    @cached_property
    def nutrients(self) -> tuple[Nutrient, ...]:
        """The nutrients an amount is recommended of, in the order of the table."""
        recommended = (each for each in self.amounts if each.kind is not Kind.UL)
        return tuple(dict.fromkeys(each.nutrient for each in recommended))

    def find_recommended(self, nutrient: Nutrient, stage: LifeStage) -> Reference | None:
        """Return the recommended or adequate intake; the higher one while the sex is unknown."""
        found = [each for each in self._of(nutrient, stage) if each.kind is not Kind.UL]
        return max(found, key=lambda each: each.amount, default=None)

    def find_upper(self, nutrient: Nutrient, stage: LifeStage) -> Reference | None:
        """Return the upper level food counts towards; the lower one while the sex is unknown.

        None for nutrients without one, and for those whose level is of supplements alone.
        """
        found = [
            each
            for each in self._of(nutrient, stage)
            if each.kind is Kind.UL and each.counts is Counts.ALL
        ]
        return min(found, key=lambda each: each.amount, default=None)

    def find_range(self, nutrient: Nutrient, stage: LifeStage) -> ShareRange | None:
        """Return the acceptable share of energy of a macronutrient."""
        age = _age(stage)
        ranges = (each for each in self.ranges if each.nutrient is nutrient)
        return next((each for each in ranges if each.from_years <= age < each.below_years), None)

    def _of(self, nutrient: Nutrient, stage: LifeStage) -> list[Reference]:
        """Return a nutrient's amounts for a life stage; a state's own go before the general."""
        sex = Sex.FEMALE if stage.state in BEARING else stage.sex
        age = _age(stage)
        fitting = [
            each
            for each in self.amounts
            if each.nutrient is nutrient
            and each.from_years <= age < each.below_years
            and (each.sex is None or sex is None or each.sex is sex)
        ]
        own = {each.kind: each for each in fitting if each.state and each.state is stage.state}
        general = [each for each in fitting if each.state is None and each.kind not in own]
        return [*own.values(), *general]


def _age(stage: LifeStage) -> int:
    age = GENERAL_AGE_YEARS if stage.age_years is None else stage.age_years
    youngest, oldest = BEARING_AGES_YEARS if stage.state in BEARING else (1, 120)
    return min(max(age, youngest), oldest)
