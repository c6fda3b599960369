"""A sentence cut at its connectors into stretches that may name a food."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.meals.resolving.amounts import (
    NOTHING_SAID,
    Amount,
    number_of,
    read_amount,
    starts_amount,
)
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.names import content
from domain.meals.resolving.words import NO, Word, split

AND, STRONG, MERGING, TOPPING, WITH, COMMA, STOP, PLACE, TAIL = (
    "&",
    "|",
    "~",
    "^",
    "with",
    ",",
    ".",
    "in",
    ">",
)
_SIGNS = {
    "and": AND, "y": AND, "plus": AND, "&": AND, "+": AND, "e": AND, "|": STRONG, "~": MERGING,
    "^": TOPPING, ">": TAIL,
    "with": WITH, "con": WITH, "w": WITH, ",": COMMA, ";": STOP, ".": STOP, ":": COMMA,
    "?": STOP, "in": PLACE, "on": PLACE, "from": PLACE, "en": PLACE, "over": PLACE, "by": PLACE,
    "\n": STOP,
}  # fmt: skip


_AMOUNT = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two connectors.

    `sign` is the connector before it; `opens` is 1 if it begins with an article, 2 if with a number
    or an amount ("a cup of").
    """

    words: tuple[Word, ...]
    sign: str
    opens: int


def stretches(text: str, lexicon: Lexicon) -> list[Stretch]:
    """Cut a sentence; connectors and denials are read first, so that they cannot be food words."""
    words = lexicon.connectors.apply(lexicon.spoken.apply(split(text)))
    found: list[Stretch] = []
    sign = STOP
    current: list[Word] = []
    marked = content(words)
    for place, word in enumerate(marked):
        if _meal_named(marked, place, lexicon):
            continue
        mark = _SIGNS.get(word.form)
        if mark == AND and _adds_fraction(marked, place):
            mark = None
        if mark == COMMA and _form(marked, place + 1) == "the":
            mark = MERGING  # "a double cheeseburger, the McDouble"
        if mark is None:
            current.append(word)
            continue
        if _says_something(current, lexicon):
            found.append(_stretch(current, sign, lexicon))
            sign, current = mark, []
        else:
            sign = _stronger(sign, mark) if found else STOP
            current = []
    if _says_something(current, lexicon):
        found.append(_stretch(current, sign, lexicon))
    return found


_STRENGTH = {
    PLACE: 0,
    WITH: 1,
    COMMA: 2,
    AND: 3,
    TAIL: 4,
    TOPPING: 5,
    MERGING: 6,
    STRONG: 7,
    STOP: 8,
}


def _stronger(a: str, b: str) -> str:
    """Return what two connectors in a row mean: ", and" joins as "and", ", with" as a comma."""
    return a if _STRENGTH[a] >= _STRENGTH[b] else b


def _form(words: Sequence[Word], place: int) -> str:
    return words[place].form if place < len(words) else ""


def _adds_fraction(words: Sequence[Word], place: int) -> bool:
    """Whether "and" goes on with a number: "two and a half cups"."""
    if place == 0 or number_of(words[place - 1]) is None:
        return False
    return _form(words, place + 1 + (_form(words, place + 1) == "a")) in {
        "half",
        "quarter",
        "third",
    }


def _says_something(words: Sequence[Word], lexicon: Lexicon) -> bool:
    return any(word.number is not None or word.form not in lexicon.story for word in words)


def _stretch(words: Sequence[Word], sign: str, lexicon: Lexicon) -> Stretch:
    opens = _opening(words, lexicon)
    if sign == TAIL and opens < _AMOUNT:
        portions = lexicon.portion_rules.unit_or_size
        words = [word for word in words if word.form not in portions] or words
    return Stretch(tuple(words), sign, opens)


def _opening(words: Sequence[Word], lexicon: Lexicon) -> int:
    for place, word in enumerate(words[:3]):
        if number_of(word) is not None:
            return 2
        if starts_amount(word):
            following = words[place + 1 : place + 4]
            return 1 + any(each.form in lexicon.units for each in following)
    return 0


def _meal_named(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether a word only names the meal: "for my snack", not "snack cake"."""
    if words[place].form not in lexicon.meals:
        return False
    following = words[place + 1].form if place + 1 < len(words) else ""
    return following not in lexicon.meal_compounds and not any(
        word.form in {"frozen", "baby", "school"} for word in words[max(0, place - 3) : place]
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What one or several stretches say.

    `forms` are all words, `foods` the words that may name a food with what each is worth,
    `amount` the numbers, `head` the word that names the kind of food, if one can be told.
    """

    words: tuple[Word, ...]
    forms: frozenset[str]
    foods: tuple[tuple[str, float], ...]
    amount: Amount
    head: str
    plurals: frozenset[str] = frozenset()
    sized: frozenset[str] = frozenset()
    singulars: frozenset[str] = frozenset()


NOTHING = Said((), frozenset(), (), NOTHING_SAID, "")


def said(words: tuple[Word, ...], lexicon: Lexicon) -> Said:
    """Return what a run of words says."""
    amount = read_amount(words)
    foods: dict[str, float] = {}
    head = ""
    for place, word in enumerate(words):
        form = word.form
        if place in amount.places or form in lexicon.story or not form[0].isalnum():
            continue
        worth = lexicon.worth(form)
        foods[form] = max(worth, foods.get(form, 0.0))
        if (
            worth == 1.0
            and not form.startswith(NO)
            and form not in lexicon.portion_rules.unit_or_size
        ):
            head = form
    forms = frozenset(word.form for word in words)
    plurals = frozenset(word.form for word in words if word.is_plural)
    singulars = frozenset(word.form for word in words if not word.is_plural)
    sizes = lexicon.sizes
    sized = frozenset(
        unit.form
        for size, unit in pairwise(words)
        if size.form in sizes and unit.form in lexicon.units
    )
    return Said(words, forms, tuple(foods.items()), amount, head, plurals, sized, singulars)


def nouns(what: Said, lexicon: Lexicon) -> frozenset[str]:
    """Return the words that may name a food by themselves."""
    portions = lexicon.portion_rules.unit_or_size
    return frozenset(form for form, worth in what.foods if worth == 1.0 and form not in portions)
