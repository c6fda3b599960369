"""What to aim for in a day: energy within safe limits, and what should come with it."""

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from domain.profile.body import Body, Sex
from domain.profile.energy_needs import (
    find_maintenance_energy_kcal,
    find_resting_energy_kcal,
    has_studied_age,
)
from domain.profile.goal import Goal

POPULATION_ENERGY_KCAL = 2000
"""Source: US FDA, 21 CFR 101.9(c)(9), general reference"""

POPULATION_PROTEIN_G = 50
"""Source: US FDA, 21 CFR 101.9(c)(7)(iii), Daily Reference Value of protein"""

DEFICIT_KCAL = 500.0
"""Source: AHA/ACC/TOS 2013, Circulation 129(25 S2):S102-S138, 500 to 750 kcal a day"""

LARGEST_DEFICIT_SHARE = 0.25
"""Source: own choice; keeps the deficit of small bodies moderate"""

SURPLUS_KCAL = 300.0
"""Source: Iraki et al. 2019, Sports 7(7):154, a conservative surplus"""

LEAST_ENERGY_KCAL = {Sex.FEMALE: 1200.0, Sex.MALE: 1500.0}
"""Never less for an adult without medical care.

Source: AHA/ACC/TOS 2013, Circulation 129(25 S2):S102-S138, lower ends of the ranges
"""

ADULT_YEARS = 18
"""Source: UN Convention on the Rights of the Child, article 1"""

UNDERWEIGHT_BMI = 18.5
"""Source: WHO Technical Report Series 894 (2000), adult BMI classes"""

PROTEIN_G_PER_KG = 0.8
"""Source: Dietary Reference Intakes 2005, RDA of protein"""

MUSCLE_PROTEIN_G_PER_KG = 1.6
"""Source: Jaeger et al. 2017, ISSN position stand, J Int Soc Sports Nutr 14:20"""

DEFICIT_PROTEIN_G_PER_KG = 1.2
"""Source: Leidy et al. 2015, Am J Clin Nutr 101(6):1320S-1329S"""

LARGEST_PROTEIN_SHARE = 0.35
"""Of the energy. Source: Dietary Reference Intakes 2005, AMDR of protein"""

FIBER_G_PER_1000_KCAL = 14
"""Source: Dietary Reference Intakes 2005, AI of fiber"""

SODIUM_MG_MAX = 2300
"""Source: Dietary Reference Intakes 2019, CDRR of sodium"""

SODIUM_MG_MAX_OF_CHILDREN = ((9, 1500), (14, 1800))
"""The age below which a smaller limit holds, youngest first.

Source: Dietary Reference Intakes 2019, CDRR of sodium
"""

ADDED_SUGAR_SHARE_MAX = 0.1
"""Of the energy. Source: Dietary Guidelines for Americans 2020-2025, added sugars"""

KCAL_PER_G = 4
"""Of protein and of sugar. Source: Atwater general factors, USDA Handbook 74"""

_STEP_KCAL = 10  # energy is not known better than this


class Caution(StrEnum):
    """What makes a weight-loss target unsafe without a professional; the most telling first."""

    EATING_DISORDER = "eating_disorder"
    MINOR = "minor"
    PREGNANT = "pregnant"
    BREASTFEEDING = "breastfeeding"
    UNDERWEIGHT = "underweight"
    KIDNEY_DISEASE = "kidney_disease"
    INSULIN = "insulin"


PROTEIN_G_PER_KG_BY_CAUTION = (
    (Caution.BREASTFEEDING, 1.3),
    (Caution.PREGNANT, 1.1),
    (Caution.MINOR, 0.95),
)
"""The most demanding first. Source: Dietary Reference Intakes 2005, RDA of protein"""


class Reason(StrEnum):
    """Why the energy target is what it is."""

    BODY_UNKNOWN = "body_unknown"
    AGE_NOT_STUDIED = "age_not_studied"
    MAINTENANCE = "maintenance"
    SURPLUS = "surplus"
    DEFICIT = "deficit"
    DEFICIT_LIMITED = "deficit_limited"
    NO_DEFICIT_EATING_DISORDER = "no_deficit_eating_disorder"
    NO_DEFICIT_MINOR = "no_deficit_minor"
    NO_DEFICIT_PREGNANT = "no_deficit_pregnant"
    NO_DEFICIT_BREASTFEEDING = "no_deficit_breastfeeding"
    NO_DEFICIT_UNDERWEIGHT = "no_deficit_underweight"
    NO_DEFICIT_KIDNEY_DISEASE = "no_deficit_kidney_disease"
    NO_DEFICIT_INSULIN = "no_deficit_insulin"


@dataclass(frozen=True, slots=True)
class Targets:
    """A day's aims; no protein target is None.

    `is_personal` is False where the energy is the population's reference, not this body's.
    """

    energy_kcal: int
    protein_g: int | None
    fiber_g_min: int
    sodium_mg_max: int
    added_sugar_g_max: int
    is_personal: bool
    reason: Reason


def daily_targets(body: Body, goal: Goal | None, cautions: AbstractSet[Caution]) -> Targets:
    """Return what to aim for in a day.

    Args:
        body: What is known of it; a child's age and an underweight count as cautions by
            themselves.
        goal: None means nothing was chosen, which is eating well at the same weight.
        cautions: What else was told.

    Returns:
        Energy rounded up to 10 kcal, so that no floor is broken; the rest to whole units.
    """
    known = cautions | cautions_of(body)
    energy, reason = _energy_kcal(body, goal, known)
    energy_kcal = math.ceil(round(energy / _STEP_KCAL, 6)) * _STEP_KCAL
    return Targets(
        energy_kcal=energy_kcal,
        protein_g=_protein_g(body, goal, known, energy_kcal),
        fiber_g_min=round(energy_kcal * FIBER_G_PER_1000_KCAL / 1000),
        sodium_mg_max=_sodium_mg_max(body),
        added_sugar_g_max=round(energy_kcal * ADDED_SUGAR_SHARE_MAX / KCAL_PER_G),
        is_personal=find_maintenance_energy_kcal(body) is not None,
        reason=reason,
    )


def cautions_of(body: Body) -> frozenset[Caution]:
    """Return the cautions that follow from the body data alone."""
    found = set()
    if body.age_years is not None and body.age_years < ADULT_YEARS:
        found.add(Caution.MINOR)
    if body.bmi is not None and body.bmi < UNDERWEIGHT_BMI:
        found.add(Caution.UNDERWEIGHT)
    return frozenset(found)


def _energy_kcal(
    body: Body, goal: Goal | None, cautions: AbstractSet[Caution]
) -> tuple[float, Reason]:
    maintenance, resting = find_maintenance_energy_kcal(body), find_resting_energy_kcal(body)
    caution = next((each for each in Caution if each in cautions), None)
    if goal is Goal.LOSE_WEIGHT and caution:
        energy, reason = maintenance, Reason(f"no_deficit_{caution}")
    elif maintenance is None or resting is None:
        energy, reason = None, _why_unknown(body)
    elif goal is Goal.LOSE_WEIGHT:
        energy, reason = _reduced(maintenance, resting)
    elif goal is Goal.BUILD_MUSCLE:
        energy, reason = maintenance + SURPLUS_KCAL, Reason.SURPLUS
    else:
        energy, reason = maintenance, Reason.MAINTENANCE
    if energy is None or body.sex is None:
        return POPULATION_ENERGY_KCAL, reason
    return _floored(energy, LEAST_ENERGY_KCAL[body.sex], reason)


def _reduced(maintenance: float, resting: float) -> tuple[float, Reason]:
    """Return maintenance less a deficit that is neither steep nor below the resting energy."""
    smallest = max(resting, maintenance * (1 - LARGEST_DEFICIT_SHARE))
    return _floored(maintenance - DEFICIT_KCAL, smallest, Reason.DEFICIT)


def _floored(energy: float, floor: float, reason: Reason) -> tuple[float, Reason]:
    is_limited = energy < floor and reason is Reason.DEFICIT
    return max(energy, floor), Reason.DEFICIT_LIMITED if is_limited else reason


def _why_unknown(body: Body) -> Reason:
    has_age_outside = body.age_years is not None and not has_studied_age(body)
    return Reason.AGE_NOT_STUDIED if has_age_outside else Reason.BODY_UNKNOWN


def _protein_g(
    body: Body, goal: Goal | None, cautions: AbstractSet[Caution], energy_kcal: int
) -> int | None:
    """Return the protein aimed for; none for sick kidneys, whose share a doctor sets."""
    if Caution.KIDNEY_DISEASE in cautions:
        return None
    if body.mass_kg is None:
        return POPULATION_PROTEIN_G
    most = energy_kcal * LARGEST_PROTEIN_SHARE / KCAL_PER_G
    return round(min(body.mass_kg * _protein_g_per_kg(goal, cautions), most))


def _protein_g_per_kg(goal: Goal | None, cautions: AbstractSet[Caution]) -> float:
    if goal is Goal.BUILD_MUSCLE and Caution.MINOR not in cautions:
        return MUSCLE_PROTEIN_G_PER_KG
    if goal is Goal.LOSE_WEIGHT and not cautions:
        return DEFICIT_PROTEIN_G_PER_KG
    own = (grams for caution, grams in PROTEIN_G_PER_KG_BY_CAUTION if caution in cautions)
    return next(own, PROTEIN_G_PER_KG)


def _sodium_mg_max(body: Body) -> int:
    age = body.age_years
    if age is None:
        return SODIUM_MG_MAX
    return next((mg for below, mg in SODIUM_MG_MAX_OF_CHILDREN if age < below), SODIUM_MG_MAX)
