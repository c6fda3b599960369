"""What an eater's day should hold beside energy and protein, from tables and targets."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.meals.nutrients import Nutrient
from domain.plans.wishes import DailyLimit
from domain.profile.targets import (
    ADDED_SUGAR_SHARE_MAX,
    FIBER_G_PER_1000_KCAL,
    KCAL_PER_G,
    SODIUM_MG_MAX,
)
from domain.recipes.diets import Diet

FAT_SHARE = (0.20, 0.40)
"""Of the energy; the upper end leaves room for oil and nuts.

Source: Dietary Reference Intakes 2005, AMDR of fat, 20 to 35 %; own choice of 40 % above
"""

CARBOHYDRATE_SHARE = (0.40, 0.65)
"""Of the energy. Source: Dietary Reference Intakes 2005, AMDR of carbohydrate; own choice below"""

DIABETIC_CARBOHYDRATE_SHARE = (0.26, 0.50)
"""Of the energy. Source: American Diabetes Association 2019, Diabetes Care 42(5):731-754"""

SATURATED_FAT_SHARE_MAX = 0.10
"""Of the energy. Source: Dietary Guidelines for Americans 2020-2025, saturated fat"""

DIABETIC_ADDED_SUGAR_SHARE_MAX = 0.05
"""Of the energy. Source: WHO Guideline: sugars intake for adults and children (2015)"""

KCAL_PER_G_FAT = 9
"""Source: Atwater general factors, USDA Handbook 74"""

ACTIVE_ENERGY_KCAL = 2000
"""Above this energy sodium may rise with it: who eats more also sweats more.

Source: own choice; the CDRR is made for a reference intake of 2,000 kcal
"""


@dataclass(frozen=True, slots=True)
class Intake:
    """A nutrient's estimated average requirement, if there is one, and what is recommended."""

    nutrient: Nutrient
    least: float | None
    goal: float


def limits_of(
    energy_kcal: float, intakes: tuple[Intake, ...], diet: Diet | None = None
) -> tuple[DailyLimit, ...]:
    """Return the limits of an eater's day.

    The requirement of half of all people is the least a plan must bring, the recommendation its
    goal. Vegans need a supplement of vitamin B12 whatever they eat: it is their goal only.
    """
    supplemented = {Nutrient.VITAMIN_B12} if diet == Diet.VEGAN else set()
    micro = tuple(
        DailyLimit(
            each.nutrient,
            least=None if each.nutrient in supplemented else each.least,
            goal=each.goal,
        )
        for each in intakes
    )
    return micro + _macro(energy_kcal, diet)


def _macro(energy_kcal: float, diet: Diet | None) -> tuple[DailyLimit, ...]:
    is_diabetic = diet == Diet.DIABETIC_FRIENDLY
    carbohydrate = DIABETIC_CARBOHYDRATE_SHARE if is_diabetic else CARBOHYDRATE_SHARE
    sugar = DIABETIC_ADDED_SUGAR_SHARE_MAX if is_diabetic else ADDED_SUGAR_SHARE_MAX
    fat_most = 1 - carbohydrate[0] - 0.10 if is_diabetic else FAT_SHARE[1]
    sodium = SODIUM_MG_MAX * max(1.0, energy_kcal / ACTIVE_ENERGY_KCAL)
    return (
        _share(Nutrient.CARBOHYDRATE, energy_kcal, carbohydrate, KCAL_PER_G),
        _share(Nutrient.FAT, energy_kcal, (FAT_SHARE[0], fat_most), KCAL_PER_G_FAT),
        DailyLimit(
            Nutrient.SATURATED_FAT, most=energy_kcal * SATURATED_FAT_SHARE_MAX / KCAL_PER_G_FAT
        ),
        DailyLimit(Nutrient.ADDED_SUGAR, most=energy_kcal * sugar / KCAL_PER_G),
        DailyLimit(Nutrient.FIBER, least=energy_kcal * FIBER_G_PER_1000_KCAL / 1000),
        DailyLimit(Nutrient.SODIUM, most=sodium),
    )


def _share(
    nutrient: Nutrient, energy_kcal: float, share: tuple[float, float], kcal_per_g: float
) -> DailyLimit:
    least, most = (energy_kcal * each / kcal_per_g for each in share)
    return DailyLimit(nutrient, least=least, most=most)


IntakeTable = Mapping[str, tuple[Intake, ...]]
"""By life stage; "adult" is an adult of unknown sex."""
