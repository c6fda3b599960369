"""Whether the words of a recipe hold together: every ingredient told, nothing told that is none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.meals.vocabulary import canonical_words
from domain.pattern import Pattern
from domain.recipes.recipe import Equipment, Ingredient, Recipe

_NO_INGREDIENT_WORDS = frozenset(
    canonical_words(
        "a an and the of or to in with for from as you your if on it its few little about more "
        "cup cups tbsp tsp oz lb g kg ml inch piece pieces slice slices clove cloves handful "
        "handfuls pinch can cans tin block bunch head stalk stalks stick sticks sprig sprigs "
        "large small medium big thick thin ripe fresh dried dry canned frozen raw cooked boneless "
        "peeled unsalted unsweetened plain lean low fat sodium reduced light extra firm soft hot "
        "warm cold ground grated chopped diced sliced minced rinsed drained crushed shredded "
        "white black red green yellow brown dark whole baby fillet fillets leaf leaves "
        "water free gluten"
    )
)
_KINDS = frozenset(canonical_words("seed oil powder sauce juice paste flour bread cheese"))
"""What a cook calls an ingredient by where there is no other of its kind."""
_MAY_BE_UNLISTED = frozenset(
    canonical_words(
        "water ice batter dough seed bean mix drink fruit leaf snack dish egg roll vegetable "
        "flake sauce half"
    )
)
_SIGNS: Mapping[Equipment, Pattern] = {
    Equipment.BLENDER: Pattern(r"\bblend|\bblitz", re.IGNORECASE),
    Equipment.MICROWAVE: Pattern(r"\bmicrowave", re.IGNORECASE),
    Equipment.OVEN: Pattern(r"\b(?:oven|bake|roast [^i]|broil)\b", re.IGNORECASE),
    Equipment.STOVE: Pattern(r"\b(?:simmer|fry|sear|boil(?!ing water)|saut)", re.IGNORECASE),
}


def nouns_of(recipes: Iterable[Recipe]) -> frozenset[str]:
    """Return what ingredients are called in one word, the last of each food's name."""
    foods = {each.food.name for recipe in recipes for each in recipe.ingredients}
    return frozenset(canonical_words(name)[-1] for name in foods)


def about_words(recipe: Recipe, nouns: frozenset[str]) -> Iterator[str]:
    """Yield what does not hold together; `nouns` are the ingredients of the whole book."""
    reading = _Reading(recipe)
    for each in recipe.ingredients:
        if reading.in_steps.isdisjoint(names_of(each) | reading.kinds_of_its_own(each)):
            yield f"no step mentions {each.words!r}"
    for word in sorted((reading.in_steps & nouns) - reading.listed - _MAY_BE_UNLISTED):
        yield f"the steps speak of {word!r}, which is no ingredient"
    yield from _about_equipment(recipe)


def _about_equipment(recipe: Recipe) -> Iterator[str]:
    text = " ".join(recipe.steps)
    for equipment, sign in _SIGNS.items():
        is_used, is_listed = bool(sign.search(text)), equipment in recipe.equipment
        if is_used and not is_listed:
            yield f"needs a {equipment}"
        if is_listed and not is_used and equipment != Equipment.STOVE:
            yield f"lists a {equipment} no step uses"


def names_of(ingredient: Ingredient) -> frozenset[str]:
    """Return the words that name an ingredient, without amounts, sizes and states."""
    before_comma = ingredient.words.split(",", maxsplit=1)[0]
    said = {*canonical_words(before_comma), *canonical_words(ingredient.food.name)}
    words = {word for word in said if not any(map(str.isdigit, word))}
    return frozenset(words - _NO_INGREDIENT_WORDS - _KINDS) or frozenset(words)


def _kinds_of(ingredient: Ingredient) -> frozenset[str]:
    return _KINDS.intersection(canonical_words(f"{ingredient.words} {ingredient.food.name}"))


@dataclass(frozen=True)
class _Reading:
    """The words of a recipe."""

    recipe: Recipe

    @cached_property
    def in_steps(self) -> frozenset[str]:
        return frozenset(word for step in self.recipe.steps for word in canonical_words(step))

    @cached_property
    def listed(self) -> frozenset[str]:
        texts = (f"{each.words} {each.food.name}" for each in self.recipe.ingredients)
        named = canonical_words(self.recipe.name)
        return frozenset(word for text in texts for word in canonical_words(text)).union(named)

    def kinds_of_its_own(self, ingredient: Ingredient) -> frozenset[str]:
        """Return the kinds ("oil") of which an ingredient is the only one."""
        kinds = [kind for each in self.recipe.ingredients for kind in _kinds_of(each)]
        return frozenset(kind for kind in _kinds_of(ingredient) if kinds.count(kind) == 1)
