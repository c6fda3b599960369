"""Dishes as the planner sees them, and what their ingredients cost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.meals.nutrients import Nutrients


class Slot(StrEnum):
    """A meal of the day, in the order of the day."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"


MAIN_MEALS = frozenset({Slot.LUNCH, Slot.DINNER})
"""The meals whose variety is counted."""


@dataclass(frozen=True, slots=True)
class Dish:
    """A recipe reduced to what planning needs; amounts are per serving.

    `grams` maps food ids to grams as the recipe weighs them, `nutrients` is what they add up to
    (an unknown amount of one ingredient is left out, see `uncertain`), `protein_source` is the
    group the dish counts to for variety ("poultry", "legume"), `minutes` is charged once a
    cooking, `keeps_days` tells for how many days afterwards it may be eaten as a leftover.
    """

    dish_id: str
    name: str
    slots: frozenset[Slot]
    kitchen: str
    protein_source: str
    minutes: int
    keeps_days: int
    grams: Mapping[str, float]
    nutrients: Nutrients
    tags: frozenset[str] = field(default=frozenset())

    @property
    def is_main(self) -> bool:
        """Whether it can be a lunch or a dinner."""
        return not self.slots.isdisjoint(MAIN_MEALS)


@dataclass(frozen=True, slots=True)
class Offer:
    """How a shop sells a food.

    `pack_g` is the smallest pack of what spoils, so that a rest is money lost; None is what
    keeps or is weighed out, of which a rest stays in the cupboard and only what is used counts.
    """

    food_id: str
    usd_per_100_g: float
    pack_g: float | None = None
    aisle: str = "other"

    def cost_usd(self, needed_g: float) -> float:
        """Return what buying at least this much costs."""
        return self.bought_g(needed_g) * self.usd_per_100_g / 100

    def bought_g(self, needed_g: float) -> float:
        """Return the grams paid for: whole packs of what spoils, else what is needed."""
        if self.pack_g is None or needed_g <= 0:
            return max(needed_g, 0.0)
        return self.packs(needed_g) * self.pack_g

    def packs(self, needed_g: float) -> int:
        """Return how many packs hold this much; a crumb more than a pack is still one pack."""
        if self.pack_g is None or needed_g <= 0:
            return 0
        return max(1, -int(-(needed_g - CRUMB_G) // self.pack_g))


CRUMB_G = 0.01
"""Nobody buys a pack for less.

Source: own choice, below what a kitchen scale shows
"""
