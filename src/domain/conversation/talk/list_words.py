"""Sentence → edits of a shopping list: "add bananas and remove the oat milk"."""

from dataclasses import dataclass

from domain.meals.foods import FoodTable
from domain.meals.vocabulary import canonical_words
from domain.messaging.text import simplify
from domain.pattern import Pattern

_LONGEST = 200  # characters
_MOST_WORDS = 5
_BETWEEN = Pattern(r"\s*(?:[,;.!&\n]|\b(?:and|y|e|plus|then)\b)\s*")
_VERB = Pattern(
    r"(?:(?:oh|ok|also|please|pls|can you|could you|but|actually|tambien|por favor|luego|hey) )*"
    r"(?:(?P<add>(?:add|put|get|buy|include|(?:(?:i|we)(?: also)? )?need|agrega(?:r|me)?|anade"
    r"|pon(?:me)?|apunta|compra|necesito|falta[n]?)\b)"
    r"|(?:(?:(?:i|we)(?:'?ve)? )?(?:already )?(?:got|bought|picked up)|ya (?:compre|tengo))\b"
    r"|(?:(?:remove|delete|take|cross|drop|scratch|skip|lose|minus|no|without|quita(?:r|me)?|borra"
    r"|saca|elimina|sin|(?:i |we )?(?:don'?t|do not) (?:need|want)|no necesito)\b))"
    r"(?: (?:off|out|away|down|back))?"
)
_SMALL = Pattern(
    r"^(?:(?:some|more|any|a|an|the|un|una|unos|unas|el|la|los|las|mas|on|to|me) )+"
    r"|(?:(?:^| )(?:back|too|as well|please|pls|por favor|off|out|tambien|ya|again|then))+$"
)
_OF_LIST = Pattern(
    r"\b(?:to|on|from|off|of|a|en|de) (?:my|the|our|la|mi)(?: shopping| grocery)? ?(?:list|lista)"
    r"(?: de (?:la )?compras?)?"
)


@dataclass(frozen=True, slots=True)
class ListEdit:
    """One thing more on a list, or one less, in the user's words."""

    what: str
    is_added: bool


def read_list_edits(text: str, foods: FoodTable) -> tuple[ListEdit, ...]:
    """Return the edits a sentence makes, in order; none where any part of it says something else.

    What is joined by "and" goes by the verb before it; a food called so is one ("mac and cheese").
    """
    said = _OF_LIST.sub(" ", simplify(text[:_LONGEST]))
    found, verb = list[ListEdit](), ""
    for part in _parts(" ".join(said.split()), foods):
        match = _VERB.match(part)
        if match is not None:
            verb = "add" if match["add"] else "off"
        what = _bare(part[match.end() :] if match else part)
        if not what and not match:
            continue
        if not verb or not what or len(what.split()) > _MOST_WORDS:
            return ()
        found.append(ListEdit(what, verb == "add"))
    return tuple(found)


def _bare(part: str) -> str:
    return _SMALL.sub("", _SMALL.sub("", part.strip(" .,;!"))).strip(" .,;!")


def _parts(said: str, foods: FoodTable) -> list[str]:
    """Return the parts of a sentence that are joined, but for those that name one food."""
    match = _VERB.match(said)
    rest = _bare(said[match.end() :]) if match else ""
    if rest and foods.find(canonical_words(rest)):
        return [said]
    return [part for part in _BETWEEN.split(said) if part]
