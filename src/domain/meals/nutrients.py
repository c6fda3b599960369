"""What foods are made of, and sums that remember what they could not count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Nutrient(StrEnum):
    """A nutrient, its unit in the name (`ug` is micrograms)."""

    ENERGY = "energy_kcal"
    PROTEIN = "protein_g"
    CARBOHYDRATE = "carbohydrate_g"
    FAT = "fat_g"
    FIBER = "fiber_g"
    SUGAR = "sugar_g"
    SATURATED_FAT = "saturated_fat_g"
    SODIUM = "sodium_mg"
    ADDED_SUGAR = "added_sugar_g"
    CALCIUM = "calcium_mg"
    IRON = "iron_mg"
    MAGNESIUM = "magnesium_mg"
    POTASSIUM = "potassium_mg"
    ZINC = "zinc_mg"
    VITAMIN_A = "vitamin_a_ug"
    VITAMIN_C = "vitamin_c_mg"
    VITAMIN_D = "vitamin_d_ug"
    VITAMIN_E = "vitamin_e_mg"
    VITAMIN_K = "vitamin_k_ug"
    THIAMIN = "thiamin_mg"
    RIBOFLAVIN = "riboflavin_mg"
    NIACIN = "niacin_mg"
    VITAMIN_B6 = "vitamin_b6_mg"
    FOLATE = "folate_ug"
    VITAMIN_B12 = "vitamin_b12_ug"
    CHOLINE = "choline_mg"
    CHOLESTEROL = "cholesterol_mg"
    CAFFEINE = "caffeine_mg"
    ALCOHOL = "alcohol_g"
    PHOSPHORUS = "phosphorus_mg"
    COPPER = "copper_mg"
    SELENIUM = "selenium_ug"


Nutrients = Mapping[Nutrient, float]
"""Known amounts; a nutrient that is absent is unknown, which is not zero."""

_DECIMALS = {Nutrient.ENERGY: 0, Nutrient.SODIUM: 0}
_OTHER_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one nutrient, and how many foods it could not count.

    `uncounted_kcal` is the energy of the foods it could not count, as far as that is known.
    """

    amount: float = 0.0
    uncounted: int = 0
    uncounted_kcal: float = 0.0

    def __add__(self, other: "Total") -> "Total":
        """Add amounts and carry the uncounted foods of both sides."""
        amount = round(self.amount + other.amount, _OTHER_DECIMALS)
        missing = round(self.uncounted_kcal + other.uncounted_kcal, _OTHER_DECIMALS)
        return Total(amount, self.uncounted + other.uncounted, missing)


Totals = Mapping[Nutrient, Total]


def scaled(per_100_g: Nutrients, mass_g: float) -> Nutrients:
    """Return the nutrients of a portion, rounded once: energy and sodium to 1, the rest to 0.01.

    Rounding each portion, and never again, is what lets every sum a user sees add up.
    """
    return {
        nutrient: round(amount * mass_g / 100, _DECIMALS.get(nutrient, _OTHER_DECIMALS))
        for nutrient, amount in per_100_g.items()
    }


def total(portions: Iterable[Nutrients]) -> Totals:
    """Return the sum of every nutrient; a portion that does not know one makes it uncounted."""
    known = tuple(portions)
    return {nutrient: _sum(nutrient, known) for nutrient in Nutrient}


def _sum(nutrient: Nutrient, portions: tuple[Nutrients, ...]) -> Total:
    present = [portion[nutrient] for portion in portions if nutrient in portion]
    if len(present) == len(portions):
        return Total(round(sum(present), _OTHER_DECIMALS))
    missing = [each.get(Nutrient.ENERGY, 0.0) for each in portions if nutrient not in each]
    amount, energy = round(sum(present), _OTHER_DECIMALS), round(sum(missing), _OTHER_DECIMALS)
    return Total(amount, len(missing), energy)


def combined(totals: Iterable[Totals]) -> Totals:
    """Return the sum of several totals."""
    summands = tuple(totals)
    return {n: sum((each[n] for each in summands), Total()) for n in Nutrient}
