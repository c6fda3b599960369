"""Who may not eat what, as far as recipes go: the one question planning asks the gate."""

from collections.abc import Iterable

from domain.meals.foods import Food, FoodId
from domain.plans.request import UnreadableRequestError
from domain.plans.selection import AllergyCheck
from domain.recipes.kept import is_own
from domain.recipes.recipe import Recipe
from domain.safety.gate.avoidance import Avoidance
from domain.safety.gate.claims import Contents
from domain.safety.gate.gate import Gate


def allergy_check(allergies: Iterable[str], gate: Gate) -> AllergyCheck:
    """Return what tells why a recipe must not be served to somebody who said this.

    Every ingredient passes the gate by itself. A recipe's title is not asked about: all that is in
    a recipe of the house is known, and a curry without nuts may be called a curry. Of a user's own
    recipe every word is asked about as well: a line may name more than the food it was read as.

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
        found = frozenset[str]().union(*(self._found_in(each.food) for each in recipe.ingredients))
        if is_own(recipe.recipe_id):
            found |= self._found_in_words(recipe)
        return tuple(sorted(found))

    def _found_in(self, food: Food) -> frozenset[str]:
        if food.food_id not in self._found:
            verdicts = (self._gate.check_food(each, food) for each in self._avoided)
            findings = (finding for verdict in verdicts for finding in verdict.findings)
            names = (name for each in findings for name in each.allergens or (each.said,))
            self._found[food.food_id] = frozenset(names)
        return self._found[food.food_id]

    def _found_in_words(self, recipe: Recipe) -> frozenset[str]:
        """Return what is avoided and named in a recipe's words.

        Of its name and steps only what they call by its own name: a dish is judged by what goes
        into it, and not by what it is usually made with.
        """
        if not self._avoided:
            return frozenset()
        lines = [self._gate.contents(each.words) for each in recipe.ingredients]
        around = [_by_its_name(self._gate.contents(text)) for text in (recipe.name, *recipe.steps)]
        return frozenset(
            name
            for avoidance in self._avoided
            for each in (*lines, *around)
            for name in self._gate.check_contents(avoidance, each).allergens
        )


def held_in(recipe: Recipe, gate: Gate) -> frozenset[str]:
    """Return the kinds of allergens that a user's own recipe holds or names."""
    lines = (gate.contents(each.words) for each in recipe.ingredients)
    around = (_by_its_name(gate.contents(text)) for text in (recipe.name, *recipe.steps))
    kinds = (held.kinds for each in (*lines, *around) for held in each.foods)
    return recipe.allergens | gate.ontology.wider(frozenset[str]().union(*kinds))


def _by_its_name(contents: Contents) -> Contents:
    """Return of a text what it calls by its own name; words nobody knows say nothing there."""
    return Contents(tuple(each for each in contents.foods if each.mention.term.is_itself), ())
