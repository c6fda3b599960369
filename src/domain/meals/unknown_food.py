"""What is counted of a food nobody knows: its words alone, and how many people told it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from domain.identity import UserId
from domain.meals.estimates import bare_words
from domain.meals.foods import FoodTable
from domain.meals.vocabulary import canonical_words

KEPT_FOR = timedelta(days=180)
"""How long a count is kept after it was last raised. Source: own choice, two seasons"""

LEAST_PEOPLE = 3
"""People who told a word before anybody is shown it. Source: own choice, one may be a name"""

MOST_A_MESSAGE = 3
"""Foods counted of one message. Source: own choice, a list of nonsense says nothing of foods"""

_MOST_WORDS = 4
_LETTERS = range(2, 25)  # of a word


@dataclass(frozen=True, slots=True)
class UnknownFood:
    """Words some people called a food by that no table knows."""

    words: str
    people: int
    times: int


def words_counted(texts: Iterable[str], table: FoodTable, called: str = "") -> tuple[str, ...]:
    """Return the words of unknown foods as they are counted: of each a few, in dictionary form.

    Numbers, amounts, and words anybody might say of other things at either end are left out, and
    so is what the sender is called. What keeps no word that is strange is not counted.

    Args:
        texts: The users' words for each food.
        table: The foods that are known.
        called: The sender's name, as far as it was told.
    """
    own = frozenset(canonical_words(called))
    found = (_words(text, table, own) for text in texts)
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_A_MESSAGE]


def _words(text: str, table: FoodTable, own: frozenset[str]) -> str:
    words = [
        word
        for word in bare_words(text, table)
        if word.isalpha() and len(word) in _LETTERS and word not in own
    ]
    while words and not _is_of_food(words[0], table):
        words.pop(0)
    while words and not _is_of_food(words[-1], table):
        words.pop()
    has_strange = any(table.is_strange(word) for word in words)
    return " ".join(words) if has_strange and len(words) <= _MOST_WORDS else ""


def _is_of_food(word: str, table: FoodTable) -> bool:
    return word in table.vocabulary or table.is_strange(word)


def mark_of(words: str, user_id: UserId) -> str:
    """Return what tells people apart who told the same words, and nothing else of them."""
    return sha256(f"{words}\0{user_id}".encode()).hexdigest()[:20]


def summed(found: Iterable[tuple[str, int]], least_people: int) -> list[UnknownFood]:
    """Return each food once that enough people told, the most told first.

    Args:
        found: Words and times, one a person.
        least_people: How many must have told it; never fewer than `LEAST_PEOPLE`.
    """
    people: dict[str, list[int]] = {}
    for words, times in found:
        people.setdefault(words, []).append(times)
    least = max(least_people, LEAST_PEOPLE)
    foods = [
        UnknownFood(words, len(times), sum(times))
        for words, times in people.items()
        if len(times) >= least
    ]
    return sorted(foods, key=lambda food: (-food.people, -food.times, food.words))
