"""A recipe as people paste it: which lines are ingredients, which are steps, how many it serves."""

import re
from dataclasses import dataclass

from domain.messaging.text import simplify
from domain.pattern import Pattern

LONGEST_RECIPE = 10_000
"""Characters that are read. Source: own choice, ten pages of a phone"""

MOST_INGREDIENTS = 60
"""Lines that are read. Source: own choice, twice the longest in the recipe book and more"""

_BULLET = Pattern(r"^\s*(?:[-*•·–▢☐]\s*)+")  # noqa: RUF001 - an en dash is a bullet
_NUMBERED = Pattern(r"^\s*(?:step\s+|paso\s+)?\d{1,2}\s*[.):]\s+", re.IGNORECASE)
_STARTS_WITH_AMOUNT = Pattern(r"^\s*(?:\d|[½⅓⅔¼¾⅛]|an?\s|una?\s)", re.IGNORECASE)
_SERVINGS = Pattern(
    r"\b(?:serves|servings|yields?|makes|para|porciones|rinde)\b\D{0,12}(\d{1,2})\b"
    r"|\b(\d{1,2})\s+(?:servings|serves|people|portions|porciones|personas)\b"
)
_INGREDIENTS = Pattern(r"(?:the )?ingredient(?:e)?s?:?")
_STEPS = Pattern(
    r"(?:directions|instructions|method|steps|preparation|preparacion|instrucciones|pasos):?"
)
_LONGEST_INGREDIENT = 120


@dataclass(frozen=True, slots=True)
class WrittenRecipe:
    """A recipe in its writer's words; `servings` is None where nobody said."""

    name: str
    servings: int | None
    ingredient_lines: tuple[str, ...]
    steps: tuple[str, ...] = ()


def written_recipe(text: str) -> WrittenRecipe:
    """Read a pasted recipe; without headings, lines that begin with an amount are ingredients."""
    lines = [line.strip() for line in text[:LONGEST_RECIPE].splitlines() if line.strip()]
    name, ingredients, steps, section = "", list[str](), list[str](), ""
    for line in lines:
        if heading := _heading(line):
            section = heading
        elif servings_in(line) and len(line) < _LONGEST_INGREDIENT and section != "steps":
            name = name or _name_before_servings(line)
        elif section == "steps" or (not section and _NUMBERED.match(line)):
            steps.append(_NUMBERED.sub("", _BULLET.sub("", line)))
        elif section == "ingredients" or _looks_like_ingredient(line):
            ingredients.append(_BULLET.sub("", line))
        elif not name and not ingredients:
            name = line
        else:
            steps.append(line)
    return WrittenRecipe(
        name, servings_in(text), tuple(ingredients[:MOST_INGREDIENTS]), tuple(steps)
    )


def servings_in(text: str) -> int | None:
    """Return how many a text says it serves, from 1 on."""
    found = _SERVINGS.search(simplify(text[:LONGEST_RECIPE]))
    return None if found is None else int(found[1] or found[2]) or None


def _heading(line: str) -> str:
    plain = simplify(line).strip("#* ")
    if _INGREDIENTS.fullmatch(plain):
        return "ingredients"
    return "steps" if _STEPS.fullmatch(plain) else ""


def _name_before_servings(line: str) -> str:
    found = _SERVINGS.search(simplify(line))
    return line[: found.start()].strip(" -,:(·") if found else ""


def _looks_like_ingredient(line: str) -> bool:
    if len(line) > _LONGEST_INGREDIENT:
        return False
    return bool(_BULLET.match(line) or _STARTS_WITH_AMOUNT.match(line))
