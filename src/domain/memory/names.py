"""What a food of one's own may be called."""

import re
from enum import StrEnum

from domain.meals.foods import FoodTable
from domain.meals.quantities import find_number
from domain.meals.reading import SEPARATORS, slot_in
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern

LONGEST_NAME = 40
"""Characters. Source: own choice, a name and no sentence"""
_MOST_WORDS = 6
_NO_FOOD = frozenset(
    "goal target limit budget maximum minimum maintenance tdee bmr deficit surplus intake "  # noqa: SIM905
    "allowance requirement allergy allergic favorite favourite son daughter husband wife kid child "
    "dog cat mom dad friend meta objetivo limite presupuesto maximo minimo mantenimiento consumo "
    "necesidad alergia favorito favorita hijo hija marido esposa perro gato amigo amiga".split()
)
"""Words of what people say of themselves: "my goal is 2000 kcal" is no food."""
_NO_FOOD_ALONE = frozenset(
    "calory calorie kcal energy protein carb fat fiber sugar sodium macro weight height age day "  # noqa: SIM905
    "daily week weekly total average diet plan need name body last latest max min of de del per "
    "caloria energia proteina grasa azucar peso estatura edad dia diario diaria semana dieta "
    "nombre cuerpo ultimo ultima gasto today yesterday tonight hoy ayer".split()
)
"""Words that are no food where nothing but a meal's name stands with them.

"My daily protein is 120 g" is said of the user, "my lunch is 2 tacos" is eaten.
"""
_SITE = Pattern(r"\s*(?:[|(\[:\u2013\u2014]|\s-\s).*$")
_NO_LETTERS = Pattern(r"[^\w\s'&%-]")
_PRAISE = Pattern(
    r"^(?:(?:the|my|our|el|la|mi|best|ever|easy|quick|simple|homemade|classic|perfect|delicious"
    r"|favou?rite|ultimate|receta de|recipe for)\s+)+",
    re.IGNORECASE,
)
_FEWEST_LEFT = 2  # words of a name without praise
_KIND = Pattern(r"\s+(?:recipe|receta)$", re.IGNORECASE)


class NameFault(StrEnum):
    """Why nothing can be called so."""

    NO_FOOD = "no_food"  # it is said of something else
    TOO_LONG = "too_long"
    RESERVED = "reserved"  # the words mean something already


def is_said_of_food(name: str) -> bool:
    """Whether what is told of a name can be told of a food: "my goal is 2000 kcal" is not."""
    said = frozenset(canonical_words(name))
    is_of_body = bool(_NO_FOOD & said)
    is_of_time = all(word in _NO_FOOD_ALONE or slot_in(word) for word in said)
    return not is_of_body and not is_of_time


def find_fault(name: str, table: FoodTable, *, is_command: bool) -> NameFault | None:
    """Return why a name cannot be one.

    Args:
        name: What was typed, clean.
        table: Its words for units and for nothing cannot be a name.
        is_command: Whether the words alone tell the coach to do something.
    """
    said = canonical_words(name)
    if not is_said_of_food(name):
        return NameFault.NO_FOOD
    if len(name) > LONGEST_NAME or len(said) > _MOST_WORDS:
        return NameFault.TOO_LONG
    if is_command or not any(_says_something(word, table) for word in said):
        return NameFault.RESERVED
    return NameFault.RESERVED if _splits(simplify(name)) else None


def short_name(title: str, *, keeps_first: bool) -> str:
    """Return a title as people type it: without its site and praise, and no longer than a name.

    What it is stands at the end of a long English name, and first in a Spanish one.
    """
    letters = _NO_LETTERS.sub(" ", _SITE.sub("", title))
    bare = _KIND.sub("", " ".join(letters.split()))
    bare = bare.capitalize() if bare.isupper() else bare
    said = bare.split()
    plain = _PRAISE.sub("", bare).split()
    if len(plain) >= _FEWEST_LEFT:  # "easy pancakes" are not all pancakes
        said = plain
    while _is_long(said):
        said = said[:-1] if keeps_first else said[1:]
    return " ".join(said)


def _is_long(said: list[str]) -> bool:
    return len(said) > _MOST_WORDS or len(" ".join(said)) > LONGEST_NAME


def _says_something(word: str, table: FoodTable) -> bool:
    """Whether a word can tell a food: no number, no unit, no filler; "bowl" alone is none."""
    is_small = word in table.harmless_words or word in SEPARATORS or word in table.units
    return not is_small and find_number(word) is None and any(map(str.isalpha, word))


def _splits(plain: str) -> bool:
    """Whether a name would never be read as one: a comma in it separates foods."""
    return any(sign in plain for sign in ",;:.+()\n")
