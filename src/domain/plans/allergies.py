"""Who may not eat what, as far as recipes go: the one question planning asks the gate."""

from collections.abc import Iterable

from domain.meals.foods import Food
from domain.meals.vocabulary import canonical_words
from domain.plans.request import UnreadableRequestError
from domain.plans.selection import AllergyCheck
from domain.recipes.recipe import Recipe
from domain.safety.allergens import AllergenTable


def allergy_check(
    allergies: Iterable[str], table: AllergenTable, foods: Iterable[Food]
) -> AllergyCheck:
    """Return what tells why a recipe must not be served to somebody who said this.

    A word no allergen is called by ("kiwi") is looked for in the foods' names.

    Raises:
        UnreadableRequestError: A word is neither an allergen nor a food: nothing would be safe.
    """
    allergens: set[str] = set()
    words: set[str] = set()
    for said in allergies:
        for allergy in table.allergies_named_in(said):
            allergens |= allergy.allergens
        words |= set(table.words_without_allergen(said))
    known = {word for food in foods for word in canonical_words(food.name)}
    unknown = sorted(words - known)
    if unknown:
        raise UnreadableRequestError(f"allergies: nobody knows {', '.join(unknown)}")
    return _Check(frozenset(allergens), frozenset(words))


class _Check:
    """Looks for allergens and words in the ingredients of a recipe."""

    def __init__(self, allergens: frozenset[str], words: frozenset[str]) -> None:
        self._allergens = allergens
        self._words = words

    def __call__(self, recipe: Recipe) -> tuple[str, ...]:
        """Return the allergens and words found."""
        found = set(recipe.allergens & self._allergens)
        for each in recipe.ingredients:
            found |= self._words & set(canonical_words(each.food.name))
        return tuple(sorted(found))
