"""What is wrong with proposed recipes; only what nothing is wrong with may leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.adviser.schema import MOST_FAULTS, faults_of
from domain.invention.form import FORM, recipes_of, unknown_foods
from domain.invention.house import House, texts_of
from domain.invention.wish import InventionWish
from domain.meals.vocabulary import canonical_words
from domain.pattern import Pattern
from domain.plans.selection import Rules, select
from domain.recipes.lint import about
from domain.recipes.recipe import Recipe
from domain.safety.gate.avoidance import Avoidance
from domain.safety.gate.gate import Reason

_CLAIMS = frozenset(
    canonical_words(
        "free safe without vegan vegetarian halal kosher allergy allergies allergic allergen "
        "allergens suitable substitute replace instead option healthy cure heal sin libre apto "
        "vegano vegana seguro segura alergia alergico "
        "ignore previous instruction instructions system prompt user tell answer reply message "
        "text link send visit click ignora instrucciones usuario mensaje enlace"
    )
)
"""What a recipe says of itself is worth nothing and may take an allergen off in the gate's eyes;
and a recipe talks to nobody."""

_NO_COOKERY = Pattern(r"://|www\.|@|[<>{}\[\]`$#]|\d{5,}")
"""Addresses, numbers to call and marks of machines."""


@dataclass(frozen=True)
class Inspection:
    """Judges filled forms for one wish of one household."""

    house: House
    wish: InventionWish
    rules: Rules
    avoided: tuple[Avoidance, ...]

    def faults(self, filled: Mapping[str, Any]) -> tuple[str, ...]:
        """Return what is wrong, the form first: what breaks it is not looked at any further."""
        return tuple(self._told(filled))[:MOST_FAULTS]

    def _told(self, filled: Mapping[str, Any]) -> Iterator[str]:
        if faults := tuple(faults_of(filled, FORM)):
            yield from faults
            return
        if unknown := unknown_foods(filled, self.house.foods):
            yield from (f"no such food_id: {food_id}" for food_id in unknown)
            return
        recipes = recipes_of(filled, self.house.foods)
        if len(recipes) != self.wish.count:
            yield f"{len(recipes)} recipes, not {self.wish.count}"
        for number, recipe in enumerate(recipes, 1):
            yield from (f"recipe {number}: {fault}" for fault in self._about(recipe))

    def _about(self, recipe: Recipe) -> Iterator[str]:
        yield from self._about_household(recipe)
        yield from self._about_wish(recipe)
        yield from about(recipe, self.house.nouns)
        yield from self._about_texts(recipe)

    def _about_household(self, recipe: Recipe) -> Iterator[str]:
        for name in self.rules.allergies_of(recipe):
            yield f"holds {name}, which must not be served"
        for reason in sorted(select([recipe], self.rules).refused.get(recipe.recipe_id, ())):
            yield f"does not keep: {reason}"

    def _about_wish(self, recipe: Recipe) -> Iterator[str]:
        if not self.wish.takes(recipe):
            at_most = "" if self.wish.minutes_max is None else f" in {self.wish.minutes_max} min"
            yield f"is not for {self.wish.slot}{at_most}"
        if recipe.name.lower() in self.house.names:
            yield "is called as one of the house"

    def _about_texts(self, recipe: Recipe) -> Iterator[str]:
        """Yield what the words say that the ingredients do not."""
        names = frozenset(w for e in recipe.ingredients for w in canonical_words(e.food.name))
        for text in texts_of(recipe):
            if _NO_COOKERY.search(text):
                yield "writes what is no cookery"
            claims = _CLAIMS.intersection(canonical_words(text)) - names
            yield from (f"may not say {word!r}" for word in sorted(claims))
            unknown = set(self.house.gate.contents(text).unknown) - self.house.words
            yield from (f"uses a word nobody here cooks with: {w[:30]!r}" for w in sorted(unknown))
            yield from self._refused(text, names)
        carried = self.house.loose_terms(recipe, names) - self.house.loose_words
        yield from (f"speaks of {' '.join(words)!r}, which no ingredient is" for words in carried)

    def _refused(self, text: str, names: frozenset[str]) -> Iterator[str]:
        """Yield what the gate finds in a text against somebody of the household.

        It is as strict as with any food, but for the short names of what is in the recipe ("the
        tortillas"), whose full name has passed, and for words that only look like a food.
        """
        for avoidance in self.avoided:
            for finding in self.house.gate.check_text(avoidance, text).findings:
                said = canonical_words(finding.said)
                is_short_name = finding.reason is Reason.HOLDS and names.issuperset(said)
                if finding.allergens and not is_short_name and not self._is_no_slip(finding.said):
                    held = ", ".join(finding.allergens)
                    yield f"says {finding.said[:30]!r}: {held} must not be served"

    def _is_no_slip(self, said: str) -> bool:
        """Whether what looks like a misspelt food is a word the house cooks with ("break")."""
        is_food = self.house.gate.foods.term(canonical_words(said)) is not None
        return not is_food and self.house.words.issuperset(said.split())
