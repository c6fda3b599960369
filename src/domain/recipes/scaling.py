"""A recipe cooked for fewer or more: what a cook measures it with, and the water of its steps."""

import math
import re

from domain.meals.foods import Food
from domain.meals.vocabulary import canonical_words
from domain.pattern import Pattern
from domain.recipes.shelves import Shelf

TABLESPOONS_OF_CUP, TEASPOONS_OF_TABLESPOON = 16, 3
"""Source: NIST SP 811, US cup, tablespoon and teaspoon"""

PINCH = "pinch"
"""What is less than an eighth of a teaspoon."""

_CLOVE, _TEASPOON, _TABLESPOON, _CUP = "clove", "tsp", "tbsp", "cup"
_QUARTERS = ("", "¼", "½", "¾")
_FEW = 8  # quarters; of more pieces nobody counts quarters, but halves
_EIGHTH = 0.125
_SPOONED = 3.5  # tablespoons of water; more is measured by the cup
_NUMBERS = {"a": 1.0, "half a": 0.5}
_WATER = Pattern(
    r"(?P<number>\d+ \d/\d|\d+/\d|\d+|\bhalf a|\ba) (?P<unit>cup|tbsp)s?"
    r"(?= of (?:(?:the|its|their|fresh|cold|hot|warm|boiling|kept|simmering|barely simmering"
    r"|cooking|poaching) )*(?:water|liquid))",
    re.IGNORECASE,
)


def in_kitchen(food: Food, mass_g: float, shelf: Shelf | None) -> tuple[str, str]:
    """Return how a cook measures a mass, as number and unit: ("1½", "tsp"), ("2", "").

    Spoons and cups of what is spooned, cloves of garlic, pieces of what is bought by the piece;
    ("", "") of what is weighed, ("", "pinch") of what no spoon measures. Numbers are rounded to
    quarters, for the grams stand beside them wherever they matter.
    """
    if _CLOVE in food.portions:
        return quarters_text(_rounded(mass_g / food.portions[_CLOVE])), _CLOVE
    if shelf is not None and shelf.piece_g and _counts_itself(shelf):
        return quarters_text(_rounded(mass_g / shelf.piece_g)), ""
    if _TABLESPOON in food.portions or _TEASPOON in food.portions:
        return _spoons(food, mass_g)
    return "", ""


def quarters_text(quarters: int) -> str:
    """Return a number of quarters as people write it: "½", "1¾", "2"."""
    whole, rest = divmod(quarters, 4)
    return f"{whole or ''}{_QUARTERS[rest]}"


def scaled_step(step: str, factor: float) -> str:
    """Return a step with its water for `factor` times the servings it was written for."""
    if factor == 1:
        return step
    return _WATER.sub(lambda match: _water(match["number"], match["unit"], factor), step)


def _water(number: str, unit: str, factor: float) -> str:
    tablespoons = _number_of(number.lower()) * factor
    if unit == _CUP:
        tablespoons *= TABLESPOONS_OF_CUP
    if tablespoons >= _SPOONED:
        quarter_cups = math.floor(tablespoons / TABLESPOONS_OF_CUP * 4 + 0.5)
        return f"{quarters_text(quarter_cups)} {_CUP}{'s' if quarter_cups > 4 else ''}"  # noqa: PLR2004
    return f"{max(1, round(tablespoons))} {_TABLESPOON}"


def _number_of(said: str) -> float:
    if said in _NUMBERS:
        return _NUMBERS[said]
    parts = (part.partition("/") for part in said.split())
    return sum(int(over) / int(under or 1) for over, _, under in parts)


def _counts_itself(shelf: Shelf) -> bool:
    """Whether the piece is the food: an egg, an onion, but no can of beans and no head of kale."""
    return canonical_words(shelf.pieces["en"][0]) == canonical_words(shelf.names["en"])


def _rounded(pieces: float) -> int:
    """Return a number in quarters, above a few in halves; a crumb is a quarter."""
    quarters = max(1, round(pieces * 4))
    return quarters if quarters <= _FEW else 2 * round(pieces * 2)


def _spoons(food: Food, mass_g: float) -> tuple[str, str]:
    tablespoon_g = food.portions.get(_TABLESPOON) or (
        food.portions[_TEASPOON] * TEASPOONS_OF_TABLESPOON
    )
    cups = mass_g / (food.portions.get(_CUP) or tablespoon_g * TABLESPOONS_OF_CUP)
    spoons = mass_g / tablespoon_g
    if cups >= 0.22:  # noqa: PLR2004 (a quarter of a cup, nearly)
        return quarters_text(_rounded(cups)), _CUP
    if spoons >= 0.9:  # noqa: PLR2004 (a spoon, nearly)
        return quarters_text(2 * max(1, round(spoons * 2))), _TABLESPOON
    if spoons * TEASPOONS_OF_TABLESPOON < _EIGHTH:
        return "", PINCH
    return quarters_text(_rounded(spoons * TEASPOONS_OF_TABLESPOON)), _TEASPOON
