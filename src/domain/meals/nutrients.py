"""What foods are made of, and sums that remember what they could not count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Nutrient(StrEnum):
    """A nutrient, its unit in the name (`ug` is micrograms).

    Vitamin A is retinol activity equivalents and folate dietary folate equivalents, as intakes are
    recommended; what USDA gives besides (`iu` is international units, `total_folate_ug` is plain
    mass) follows after alcohol. Fatty acids are named by carbon atoms and double bonds.
    """

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
    WATER = "water_g"
    ASH = "ash_g"
    MONOUNSATURATED_FAT = "monounsaturated_fat_g"
    POLYUNSATURATED_FAT = "polyunsaturated_fat_g"
    PHOSPHORUS = "phosphorus_mg"
    COPPER = "copper_mg"
    MANGANESE = "manganese_mg"
    SELENIUM = "selenium_ug"
    RETINOL = "retinol_ug"
    ALPHA_CAROTENE = "alpha_carotene_ug"
    BETA_CAROTENE = "beta_carotene_ug"
    BETA_CRYPTOXANTHIN = "beta_cryptoxanthin_ug"
    LYCOPENE = "lycopene_ug"
    LUTEIN_ZEAXANTHIN = "lutein_zeaxanthin_ug"
    VITAMIN_A_IU = "vitamin_a_iu"
    VITAMIN_D_IU = "vitamin_d_iu"
    ADDED_VITAMIN_E = "added_vitamin_e_mg"
    ADDED_VITAMIN_B12 = "added_vitamin_b12_ug"
    PANTOTHENIC_ACID = "pantothenic_acid_mg"
    FOLIC_ACID = "folic_acid_ug"
    FOOD_FOLATE = "food_folate_ug"
    TOTAL_FOLATE = "total_folate_ug"
    THEOBROMINE = "theobromine_mg"
    BUTYRIC_ACID = "fatty_acid_4_0_g"
    CAPROIC_ACID = "fatty_acid_6_0_g"
    CAPRYLIC_ACID = "fatty_acid_8_0_g"
    CAPRIC_ACID = "fatty_acid_10_0_g"
    LAURIC_ACID = "fatty_acid_12_0_g"
    MYRISTIC_ACID = "fatty_acid_14_0_g"
    PALMITIC_ACID = "fatty_acid_16_0_g"
    STEARIC_ACID = "fatty_acid_18_0_g"
    PALMITOLEIC_ACID = "fatty_acid_16_1_g"
    OLEIC_ACID = "fatty_acid_18_1_g"
    GADOLEIC_ACID = "fatty_acid_20_1_g"
    ERUCIC_ACID = "fatty_acid_22_1_g"
    LINOLEIC_ACID = "fatty_acid_18_2_g"
    LINOLENIC_ACID = "fatty_acid_18_3_g"
    STEARIDONIC_ACID = "fatty_acid_18_4_g"
    ARACHIDONIC_ACID = "fatty_acid_20_4_g"
    EPA = "fatty_acid_20_5_n3_g"
    DPA = "fatty_acid_22_5_n3_g"
    DHA = "fatty_acid_22_6_n3_g"


Nutrients = Mapping[Nutrient, float]
"""Known amounts; a nutrient that is absent is unknown, which is not zero."""

_DECIMALS = {Nutrient.ENERGY: 0, Nutrient.SODIUM: 0}
_OTHER_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one nutrient, and how many foods it could not count.

    `uncounted_kcal` is the energy of the foods it could not count, as far as that is known.
    `estimated` foods of the sum are not known but judged by others: `estimated_amount` of it.
    """

    amount: float = 0.0
    uncounted: int = 0
    uncounted_kcal: float = 0.0
    estimated: int = 0
    estimated_amount: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether every food is counted, and none by an estimate."""
        return not self.uncounted and not self.estimated

    @property
    def known_amount(self) -> float:
        """The sum without what is estimated."""
        return round(self.amount - self.estimated_amount, _OTHER_DECIMALS)

    def __add__(self, other: "Total") -> "Total":
        """Add amounts and carry the uncounted foods of both sides."""
        amount = round(self.amount + other.amount, _OTHER_DECIMALS)
        missing = round(self.uncounted_kcal + other.uncounted_kcal, _OTHER_DECIMALS)
        judged = round(self.estimated_amount + other.estimated_amount, _OTHER_DECIMALS)
        return Total(
            amount,
            self.uncounted + other.uncounted,
            missing,
            self.estimated + other.estimated,
            judged,
        )


Totals = Mapping[Nutrient, Total]


def scaled(per_100_g: Nutrients, mass_g: float) -> Nutrients:
    """Return the nutrients of a portion, rounded once: energy and sodium to 1, the rest to 0.01.

    Rounding each portion, and never again, is what lets every sum a user sees add up.
    """
    return {
        nutrient: round(amount * mass_g / 100, _DECIMALS.get(nutrient, _OTHER_DECIMALS))
        for nutrient, amount in per_100_g.items()
    }


def total(portions: Iterable[Nutrients], estimates: Sequence[Nutrients] = ()) -> Totals:
    """Return the sum of every nutrient; a portion that does not know one makes it uncounted.

    Args:
        portions: What each has.
        estimates: Those of them that are estimates.
    """
    known = tuple(portions)
    sums = {nutrient: _sum(nutrient, known) for nutrient in Nutrient}
    for nutrient in dict.fromkeys(nutrient for each in estimates for nutrient in each):
        judged = [each[nutrient] for each in estimates if nutrient in each]
        amount = round(sum(judged), _OTHER_DECIMALS)
        sums[nutrient] = replace(sums[nutrient], estimated=len(judged), estimated_amount=amount)
    return sums


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
