"""How far an energy may be from the truth, by how the amounts were told."""

from collections.abc import Iterable

from domain.meals.diary import EXACT, Portion, Shares
from domain.meals.nutrients import Nutrient
from domain.meals.quantities import GRAMS, MILLILITRES, Quantity

COUNTED = Shares(0.8, 1.2)
"""Several pieces, or a volume in ml or ounces.

Source: own choice, held against 3,000 meals of NutriBench's US train rows (docs/numbers.md)
"""

MEASURED = Shares(0.75, 1.3)
"""One piece, cups and spoons. Source: as above"""

SERVED = Shares(0.7, 1.5)
"""A slice, a bowl, a can. Source: as above"""

UNSAID = Shares(0.35, 1.8)
"""No amount at all, or one that was ranked out of a story. Source: as above"""

TOGETHER = 1.25
"""How the errors of a meal's foods add up: 2 were independent, 1 all in one direction.

Source: as above
"""

WIDE_SHARE, WIDE_KCAL = 0.25, 40.0
"""A range is told where half of it is more than both. Source: own choice, a snack's difference"""

_SPOONS = frozenset({"cup", "tbsp", "tsp"})


def shares_told(quantity: Quantity) -> Shares:
    """Return between which shares of the mass understood the true one lies, four times in five."""
    if quantity.unit in GRAMS:
        return EXACT
    if quantity.unit in _SPOONS:
        return MEASURED
    if quantity.unit in MILLILITRES:
        return COUNTED
    if quantity.unit:
        return SERVED
    if not quantity.is_said:
        return UNSAID
    return MEASURED if quantity.count == 1 else COUNTED


def energy_range_kcal(portions: Iterable[Portion]) -> tuple[float, float] | None:
    """Return what holds the energy of a meal four times in five; None where a food has none known.

    The errors of its foods are partly of one direction: who serves large plates serves all so.
    """
    energy_kcal = below = above = 0.0
    for portion in portions:
        energy = portion.nutrients.get(Nutrient.ENERGY)
        if energy is None:
            return None
        least, most = _ends(portion, energy)
        energy_kcal += energy
        below += max(energy - least, 0.0) ** TOGETHER
        above += max(most - energy, 0.0) ** TOGETHER
    least_kcal = max(energy_kcal - below ** (1 / TOGETHER), 0.0)
    return least_kcal, energy_kcal + above ** (1 / TOGETHER)


def _ends(portion: Portion, energy_kcal: float) -> tuple[float, float]:
    if portion.estimate is not None:
        return portion.estimate.least_kcal, portion.estimate.most_kcal
    return portion.shares.least * energy_kcal, portion.shares.most * energy_kcal


def is_wide(least_kcal: float, most_kcal: float, energy_kcal: float) -> bool:
    """Whether a range is wide enough for people to gain from hearing it."""
    half_kcal = (most_kcal - least_kcal) / 2
    return half_kcal > max(WIDE_SHARE * energy_kcal, WIDE_KCAL)
