"""Who may not eat what, as far as recipes go: the one question planning asks the gate."""

from collections.abc import Iterable

from domain.meals.foods import Food, FoodId
from domain.plans.request import UnreadableRequestError
from domain.plans.selection import AllergyCheck
from domain.recipes.recipe import Recipe
from domain.safety.gate.avoidance import Avoidance
from domain.safety.gate.gate import Gate


def allergy_check(allergies: Iterable[str], gate: Gate) -> AllergyCheck:
    """Return what tells why a recipe must not be served to somebody who said this.

    Every ingredient passes the gate by itself. A recipe's title is not asked about: all that is in
    a recipe of the house is known, and a curry without nuts may be called a curry.

    Raises:
        UnreadableRequestError: A word is neither an allergen nor a food: nothing would be safe.
    """
    avoided = tuple(map(gate.avoidance, allergies))
    unclear = sorted({word for each in avoided for word in each.unclear})
    if not all(each.is_clear for each in avoided):
        raise UnreadableRequestError(f"allergies: nobody knows {', '.join(unclear) or 'what'}")
    return _Check(gate, avoided)


class _Check:
    """Asks the gate about each food once."""

    def __init__(self, gate: Gate, avoided: tuple[Avoidance, ...]) -> None:
        self._gate = gate
        self._avoided = avoided
        self._found: dict[FoodId, frozenset[str]] = {}

    def __call__(self, recipe: Recipe) -> tuple[str, ...]:
        """Return the names of what is avoided and found; of a food nobody knows, its words."""
        found = (self._found_in(each.food) for each in recipe.ingredients)
        return tuple(sorted(frozenset[str]().union(*found)))

    def _found_in(self, food: Food) -> frozenset[str]:
        if food.food_id not in self._found:
            verdicts = (self._gate.check_food(each, food) for each in self._avoided)
            findings = (finding for verdict in verdicts for finding in verdict.findings)
            names = (name for each in findings for name in each.allergens or (each.said,))
            self._found[food.food_id] = frozenset(names)
        return self._found[food.food_id]
