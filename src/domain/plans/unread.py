"""What of a request for a week none of our rules speaks for: the words a model is asked about.

"plan my week under $60, nothing slimy, eating out on Friday" leaves "nothing slimy".
"""

from collections.abc import Set as AbstractSet
from datetime import date

from domain.meals.foods import FoodTable
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import LONGEST_READ, find_unwanted, food_in
from domain.plans.change_words import read_first_changes
from domain.plans.inventions import asks_for_new
from domain.plans.words import without_private, without_read
from domain.profile.tastes import find_dislikes

_PARTS = Pattern(r"[,.;:!?()\n]+|\b(?:and|but|y|pero|also|tambien|because|porque)\b")
_NEGATIONS = frozenset(words("no not nothing without sin nada ni never nor none don't"))
"""They mean something only with what they deny."""

_FEELS = Pattern(r"\b(?:hate|stand|like|want|enjoy|detest|odio|gusta|soporto|detesto)\b")
"""What follows is what it is about, common as the word may be: "hate cooking"."""

_LONGEST = 300


def unread_words(
    text: str,
    today: date,
    dates: tuple[date, ...],
    foods: FoodTable,
    common: AbstractSet[str],
) -> str:
    """Return what of a request for a week is left once the rules have read what they can.

    Parts keep the words they were said in, so that they can be quoted; of those that were read in
    part the rest is kept. What looks like an address or a number to call is left out.

    Args:
        text: The request.
        today: The user's date.
        dates: The days of the week that is asked for.
        foods: The foods its words may name.
        common: Words in which weeks are asked for; alone they wish for nothing more.
    """
    kept = []
    for part in _PARTS.split(without_private(simplify(text[:LONGEST_READ]))):
        if not _is_read(part, today, dates, foods):
            rests = (_bare(rest, common) for rest in without_read(part).split(","))
            kept += [rest for rest in rests if _says(rest, common)]
    return ", ".join(kept)[:_LONGEST]


def _is_read(part: str, today: date, dates: tuple[date, ...], foods: FoodTable) -> bool:
    """Whether a part tells a change of single days, or a food that is not wanted."""
    if asks_for_new(part) or any(food_in(each, foods) for each in find_dislikes(part)):
        return True
    return bool(find_unwanted(part, foods) or read_first_changes(part, today, dates, foods))


def _says(part: str, common: AbstractSet[str]) -> bool:
    return any(not _is_common(word, common) and word not in _NEGATIONS for word in words(part))


def _is_common(word: str, common: AbstractSet[str]) -> bool:
    return word.removesuffix("'s") in common or word.isdigit() or len(word) == 1


def _bare(part: str, common: AbstractSet[str]) -> str:
    """Return a part without the common words it begins and ends with."""
    said = part.split()
    while said and _is_joint(said[0], common):
        said = said[1:]
    while said and _is_joint(said[-1], common) and not _FEELS.search(part):
        said = said[:-1]
    return " ".join(said)


def _is_joint(said: str, common: AbstractSet[str]) -> bool:
    return all(_is_common(word, common) for word in words(said))
