"""What somebody takes back in the same breath: "a beer no wait two beers", "2 digo 3 huevos"."""

from re import IGNORECASE

from domain.meals.corrected_amounts import read_only_amount
from domain.meals.foods import FoodTable
from domain.meals.quantities import find_number
from domain.meals.reading import read_meal
from domain.messaging.text import simplify
from domain.pattern import Match, Pattern

_TAKES_BACK = Pattern(
    r"[ ,.;\u2014-]*\b(?:no,? wait|wait,? no|no,? sorry|sorry,? no|scratch that|or rather"
    r"|i mean|i meant|no,? perd[oó]n|perd[oó]n,? no|no,? espera|espera,? no|digo|mejor dicho"
    r"|quise decir)\b[ ,.;:-]*(?:(?:it was|they were|era|eran|fue|fueron)\b ?)?",
    IGNORECASE,
)
_BETWEEN = Pattern(r"(?:^|[,;\n]|\b(?:and|then|plus|y|luego|also|with|con)\b)\s*", IGNORECASE)
_OPENING = Pattern(
    r"(?:.*\b(?:had|ate|drank|have|comi|comí|tome|tomé|cene|cené|desayune|desayuné|almorce|almorcé"
    r"|bebi|bebí|like|um|uh|was|were)\b )?",
    IGNORECASE,
)


def without_slips(text: str, table: FoodTable) -> str:
    """Return a meal as it was meant: what was taken back is gone, what took its place stays.

    Words that take nothing back ("I mean, it was great") change nothing.
    """
    for taken_back in list(_TAKES_BACK.finditer(text))[::-1]:
        text = _settled(text, taken_back, table)
    return text


def _settled(text: str, taken_back: Match, table: FoodTable) -> str:
    before, after = text[: taken_back.start()], text[taken_back.end() :]
    start = max((each.end() for each in _BETWEEN.finditer(before)), default=0)
    start += _length_of_opening(before[start:])
    said = before[start:].strip()
    following = _BETWEEN.search(after, 1)
    end = following.start() if following else len(after)
    meant = _meant(said, after[_length_of_opening(after[:end]) : end].strip(), table)
    return f"{before[:start]}{meant} {after[end:]}".strip() if meant else text


def _length_of_opening(text: str) -> int:
    opening = _OPENING.match(text)
    return opening.end() if opening else 0


def _meant(said: str, meant: str, table: FoodTable) -> str:
    """Return what stands for a food and what took its place; empty where neither is food."""
    is_food = bool(read_meal(said, table).portions)
    if is_food and meant and read_only_amount(meant, table):
        return _with_amount(said, meant, table)
    reading = read_meal(meant, table)
    is_only_food = bool(reading.portions) and not reading.unread
    return meant if is_only_food and (is_food or read_only_amount(said, table)) else ""


def _with_amount(said: str, amount: str, table: FoodTable) -> str:
    """Return the words of a food with another amount: "3 slices of pizza" for 2 of them, now 3."""
    first, *words = said.split()
    if len(amount.split()) == 1 and find_number(simplify(first)) is not None:
        return " ".join([amount, *words])
    bare = (
        " ".join([first, *words][place:])
        for place in range(len(words), 0, -1)
        if read_only_amount(" ".join([first, *words][:place]), table)
    )
    return f"{amount} {next(bare, said)}"
