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
    r"|\b(\d{1,2})\s+(?:servings|serves|people|portions|porciones|personas|raciones)\b"
)
_INGREDIENTS = Pattern(r"(?:the )?ingredient(?:e)?s?:?")
_STEPS = Pattern(
    r"(?:directions|instructions|method|steps|preparation|preparacion|elaboracion|instrucciones"
    r"|pasos|modo de preparacion):?"
)
_LONGEST_INGREDIENT = 120

_SAYS = Pattern(
    r"^\W*(?:(?:hi|hello|hey|ok(?:ay)?|please|so|can you|could you|hola|oye|por favor|puedes)"
    r"[,!.]?\s+)*"
    r"(?:(?:here(?:['’]?s| is| comes)|this is|save|keep|add|store|remember|import|read"  # noqa: RUF001
    r"|aqu[ií] (?:est[aá]|va|tienes)|esta es|guarda(?:me)?|anota|apunta|a[nñ]ade|recuerda"
    r"|te (?:paso|mando|dejo))\s+)?"
    r"(?:(?:my|our|an?|the|this|mi|nuestra|una|la|esta)\s+)?"
    r"(?:(?:own|new|family|favou?rite|grandma'?s)\s+)*"
    r"(?:recipe|receta)\b(?:,?\s+(?:please|por favor))?"
    r"(?:\s+(?:for|of|de|para)\s+(?P<name>[^:\n]{2,80}?))?\s*(?:[:.!\n]|-\s|$)\s*",
    re.IGNORECASE,
)
"""How a message says that a recipe follows."""

_FEWEST_TOLD, _FEWEST = 2, 3
"""Ingredients that make a recipe: of a text that says it is one, and of any other.

Source: own choice; a meal told in lines has neither a heading, nor steps, nor servings
"""
_MOST_UNROLLED = 3  # lines of a recipe told in running text
_SENTENCE = Pattern(r"\.\s+")
_BETWEEN = Pattern(r"[;,:]\s+")
_IS_LOOK = Pattern(
    r"(?:finely |roughly |thinly |freshly )?(?:chopped|diced|minced|sliced|shredded|grated|crushed"
    r"|peeled|cubed|halved|drained|rinsed|cooked|to taste|al gusto|optional|opcional"
    r"|picad[oa]s?|cortad[oa]s?|rallad[oa]s?|escurrid[oa]s?|pelad[oa]s?)\b.*",
    re.IGNORECASE,
)
_BARE_WORDS = 4  # of an ingredient without an amount, in running text

_COUNTED = r"(?P<count>\d{1,3})\s*(?P<unit>h(?:ours?|rs?|oras?)?|m(?:in(?:ute)?s?|inutos?)?)\b"
_TOTAL = Pattern(
    r"(?:total(?: time)?|ready in|takes|done in|tiempo(?: total)?|list[oa] en|tarda)\b\D{0,12}"
    + _COUNTED
)
_TIME = Pattern(r"\b(?P<count>\d{1,3})\s*(?P<unit>h(?:ours?|rs?|oras?)|min(?:ute)?s?|minutos?)\b")
_LABELLED = Pattern(
    r"\b(?:prep(?:aration)?|cook(?:ing)?|bak(?:e|ing)|active|preparacion|coccion|horneado)"
    r"(?: time)?:\s*" + _COUNTED
)
_PREPARING_MIN = 10
"""Added to the times of the steps where nobody told the whole. Source: own choice"""
_LONGEST_MIN = 600


@dataclass(frozen=True, slots=True)
class WrittenRecipe:
    """A recipe in its writer's words; `servings` and `minutes` are None where nobody said.

    `category` is what kind of dish its page calls it.
    """

    name: str
    servings: int | None
    ingredient_lines: tuple[str, ...]
    steps: tuple[str, ...] = ()
    minutes: int | None = None
    category: str = ""


def written_recipe(text: str) -> WrittenRecipe:
    """Read a pasted recipe; without headings, lines that begin with an amount are ingredients."""
    body, told = _after_greeting(text[:LONGEST_RECIPE])
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if len(lines) <= _MOST_UNROLLED:
        lines = [piece for line in lines for piece in _unrolled(line)]
    name, ingredients, steps, section = told, list[str](), list[str](), ""
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
        name.strip(" -:*#"),
        servings_in(text),
        tuple(ingredients[:MOST_INGREDIENTS]),
        tuple(steps),
        minutes_in(text),
    )


def says_recipe(text: str) -> bool:
    """Whether a text begins by saying that a recipe follows, or that one is to be saved."""
    return _SAYS.match(text[:LONGEST_RECIPE]) is not None


def find_recipe(text: str) -> WrittenRecipe | None:
    """Return the recipe a message tells, None where it tells none.

    A meal told in lines is none: nothing says how it is cooked or for how many.
    """
    is_told = says_recipe(text)
    if not is_told and "\n" not in text:
        return None
    found = written_recipe(text)
    if is_told:
        return found if len(found.ingredient_lines) >= _FEWEST_TOLD else None
    lines = text[:LONGEST_RECIPE].splitlines()
    is_cooked = any(_heading(line) or _NUMBERED.match(line) for line in lines)
    is_shared = found.servings is not None and bool(found.steps)
    is_recipe = len(found.ingredient_lines) >= _FEWEST and (is_cooked or is_shared)
    return found if is_recipe else None


def servings_in(text: str) -> int | None:
    """Return how many a text says it serves, from 1 on."""
    found = _SERVINGS.search(simplify(text[:LONGEST_RECIPE]))
    return None if found is None else int(found[1] or found[2]) or None


def minutes_in(text: str) -> int | None:
    """Return how long a recipe says it takes, else what its steps come to; None where none tells.

    "Prep: 15 min, cook: 1 hour" is said of the whole. A step's times count once each: what simmers
    while something else is done is counted twice.
    """
    said = simplify(text[:LONGEST_RECIPE])
    if total := _TOTAL.search(said):
        minutes = _minutes(total["count"], total["unit"])
    else:
        labelled, steps = (_sum_of(pattern, said) for pattern in (_LABELLED, _TIME))
        minutes = labelled or (steps + _PREPARING_MIN if steps else 0)
    return minutes if 0 < minutes <= _LONGEST_MIN else None


def _sum_of(times: Pattern, said: str) -> int:
    return sum(_minutes(each["count"], each["unit"]) for each in times.finditer(said))


def _minutes(count: str, unit: str) -> int:
    return int(count) * (60 if unit.startswith("h") else 1)


def _after_greeting(text: str) -> tuple[str, str]:
    """Return what follows "here's my recipe for stew:", and the name told there."""
    found = _SAYS.match(text)
    if found is None:
        return text, ""
    name = (found["name"] or "").strip()
    return text[found.end() :], "" if servings_in(name) else name


def _unrolled(line: str) -> list[str]:
    """Return a recipe in running text as lines; a line with fewer than two amounts as it is.

    A word without an amount is an ingredient only in a sentence that lists some.
    """
    sentences = [sentence for sentence in _SENTENCE.split(line) if sentence.strip()]
    listed = [_bulleted(_pieces(sentence)) for sentence in sentences]
    if sum(map(len, listed)) < _FEWEST_TOLD:
        return [line]
    both = zip(sentences, listed, strict=True)
    return [each for sentence, lines in both for each in lines or (f"{sentence.strip(' .')}.",)]


def _pieces(sentence: str) -> list[str]:
    """Return the members of a list, each with how it is cut: "2 carrots, diced" is one."""
    pieces: list[str] = []
    for piece in filter(None, (each.strip(" .") for each in _BETWEEN.split(sentence))):
        if pieces and _IS_LOOK.fullmatch(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def _bulleted(pieces: list[str]) -> list[str]:
    """Return the members of a list as lines, ingredients without an amount marked as such.

    Empty where none has one: then it is a sentence.
    """
    first = next((n for n, each in enumerate(pieces) if _STARTS_WITH_AMOUNT.match(each)), None)
    if first is None:
        return []
    return [
        f"- {piece}" if place > first and len(piece.split()) <= _BARE_WORDS else piece
        for place, piece in enumerate(pieces)
    ]


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
