"""Intakes against what is aimed for: amounts, shares, and whether enough is known to tell them."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from domain.meals.nutrients import Nutrient, Totals
from domain.nutrition.references import LifeStage, References
from domain.profile.targets import Caution, Targets

ENOUGH_KNOWN = 0.8
"""Share of the energy whose foods know a nutrient, from which its intake is told.

Source: own choice; below, what is missing could change what a share means
"""

SATURATED_FAT_SHARE_MAX = 0.1
"""Of the energy. Source: Dietary Guidelines for Americans 2020-2025, saturated fat"""

KCAL_PER_G = {
    Nutrient.PROTEIN: 4.0,
    Nutrient.CARBOHYDRATE: 4.0,
    Nutrient.FAT: 9.0,
    Nutrient.SATURATED_FAT: 9.0,
    Nutrient.ADDED_SUGAR: 4.0,
    Nutrient.ALCOHOL: 7.0,
}
"""Source: Atwater general factors, USDA Handbook 74"""

NOT_PUSHED = {
    Caution.KIDNEY_DISEASE: frozenset(
        {Nutrient.PROTEIN, Nutrient.POTASSIUM, Nutrient.PHOSPHORUS, Nutrient.MAGNESIUM}
    ),
    Caution.EATING_DISORDER: frozenset({Nutrient.PROTEIN}),
}
"""What is never asked more of.

Source: KDOQI 2020, Am J Kidney Dis 76(3 S1):S1-S107, intakes are set by the care team
"""

_SODIUM_SOURCE = "National Academies, Dietary Reference Intakes 2019, CDRR of sodium"
_FIBER_SOURCE = "National Academies, Dietary Reference Intakes 2005, AI of fiber"
_PROTEIN_SOURCE = "National Academies, Dietary Reference Intakes 2005, RDA of protein"
_GUIDELINES = "Dietary Guidelines for Americans 2020-2025"


@dataclass(frozen=True, slots=True)
class Aim:
    """An amount of a nutrient a day: to reach, or, if it is a maximum, to stay below."""

    nutrient: Nutrient
    amount: float
    is_maximum: bool
    source: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an intake stands to its aim.

    `share` is None where less than `ENOUGH_KNOWN` of the energy is of foods that know the
    nutrient. Where it is not `is_complete` the true share is at least this.
    """

    aim: Aim
    amount: float
    share: float | None
    is_complete: bool


def list_aims(
    targets: Targets, stage: LifeStage, cautions: AbstractSet[Caution], references: References
) -> tuple[Aim, ...]:
    """Return what a day aims at: macronutrients first, then vitamins and minerals, then maxima.

    Nothing is aimed for that a caution leaves to a doctor.
    """
    unpushed = frozenset[Nutrient]().union(*(NOT_PUSHED.get(each, ()) for each in cautions))
    saturated_g = targets.energy_kcal * SATURATED_FAT_SHARE_MAX / KCAL_PER_G[Nutrient.FAT]
    aims = [
        Aim(Nutrient.PROTEIN, targets.protein_g or 0, is_maximum=False, source=_PROTEIN_SOURCE),
        Aim(Nutrient.FIBER, targets.fiber_g_min, is_maximum=False, source=_FIBER_SOURCE),
        *_recommended(stage, references),
        Aim(Nutrient.SODIUM, targets.sodium_mg_max, is_maximum=True, source=_SODIUM_SOURCE),
        Aim(Nutrient.ADDED_SUGAR, targets.added_sugar_g_max, is_maximum=True, source=_GUIDELINES),
        Aim(Nutrient.SATURATED_FAT, round(saturated_g), is_maximum=True, source=_GUIDELINES),
    ]
    return tuple(aim for aim in aims if aim.is_maximum or aim.nutrient not in unpushed)


def _recommended(stage: LifeStage, references: References) -> Iterable[Aim]:
    for nutrient in references.nutrients:
        if found := references.find_recommended(nutrient, stage):
            yield Aim(nutrient, found.amount, is_maximum=False, source=found.source)


def coverage(totals: Totals, nutrient: Nutrient) -> float:
    """Return the share of the energy that is of foods which know the nutrient.

    Returns:
        0 to 1; 1 where nothing has energy and nothing is uncounted.
    """
    energy, found = totals[Nutrient.ENERGY], totals[nutrient]
    if energy.amount <= 0:
        return 0.0 if found.uncounted else 1.0
    judged_kcal = energy.estimated_amount if found.estimated else 0.0
    return max(0.0, 1 - (found.uncounted_kcal + judged_kcal) / energy.amount)


def standing(totals: Totals, aim: Aim, days: int = 1) -> Standing:
    """Return how the intake of some days stands to an aim, a day on average."""
    intake = totals[aim.nutrient]
    amount = intake.known_amount / days
    is_known = coverage(totals, aim.nutrient) >= ENOUGH_KNOWN and aim.amount > 0
    share = amount / aim.amount if is_known else None
    return Standing(aim, amount, share, is_complete=intake.is_sure)


def list_lowest(standings: Iterable[Standing], most: int = 3) -> Sequence[Standing]:
    """Return the aims that are furthest from being reached, the furthest first."""
    lacking = [
        (each.share, each)
        for each in standings
        if not each.aim.is_maximum and each.share is not None and each.share < 1
    ]
    return [each for _, each in sorted(lacking, key=lambda pair: pair[0])[:most]]


def find_energy_share(totals: Totals, nutrient: Nutrient) -> float | None:
    """Return the share of energy a macronutrient gives, None where either is not fully known."""
    energy, amount = totals[Nutrient.ENERGY], totals[nutrient]
    if not (energy.is_sure and amount.is_sure) or energy.amount <= 0:
        return None
    return amount.amount * KCAL_PER_G[nutrient] / energy.amount
