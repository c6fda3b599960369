"""The tables meaning is drawn from."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from domain.meals.foods import FoodId
from domain.nutrition.references import References
from domain.nutrition.rules import Rule


@dataclass(frozen=True)
class NutritionTables:
    """References, rules and the classes of foods rules speak of."""

    references: References = field(default_factory=References)
    rules: tuple[Rule, ...] = ()
    classes: Mapping[FoodId, AbstractSet[str]] = field(default_factory=dict)
