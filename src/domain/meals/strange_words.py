"""Words no food is called: which belong to a food and must be asked about, and which are story."""

from domain.meals.foods import FoodTable, Span
from domain.meals.quantities import find_number, is_article
from domain.meals.reading import SEPARATORS, MealReading, list_names
from domain.meals.spans import is_in
from domain.meals.vocabulary import Token, tokens
from domain.messaging.text import words as words_of
from domain.pattern import Pattern

_AT_A_PLACE = Pattern(r"\b(?:in|at|on|from|to|en|de|por)(?: the| my| la| el| los| las)? *\Z")
_LONGEST_NAME = 4  # words of a food nobody knows; what is longer is a story
_SHORTEST_ALONE = 5  # letters of a word that may be a food with nothing said around it
_DOUBLED = Pattern(r"(.)\1")
_NO_WORD = Pattern(
    r"[bcdfghjklmnpqrstvwxz]{4}|[aeiouy]{4}|(.)\1\1|^(.{1,3})\2+.?$|^[^aeiouy]*$|qwer|asdf|zxcv"
)
"""Letters no food is called by: four consonants or vowels in a row, one three times, a syllable
again and again, no vowel, a row of keys."""
_SMALL = SEPARATORS | frozenset(
    words_of(
        "a al an at by de del el en for from la las los my near of on para por some the to un una"
    )
)
"""Words that join others and stand for nothing themselves."""


def strange_parts(names: MealReading, text: str, table: FoodTable) -> list[Span]:
    """Return where words stand that no food is called, with the food they belong to."""
    starts = (text.find(part.text) for part in names.unread)
    return [
        (start, start + len(part.text))
        for start, part in zip(starts, names.unread, strict=True)
        if _is_asked(part.text, text[:start], table)
    ]


def is_strange_word(text: str, table: FoodTable) -> bool:
    """Whether a text is one word of no other talk that is built like a word: "zorble", not "hjkl".

    Laughter, a hand on the keys and a cry ("jajaja", "qwerty", "aaargh") are none.
    """
    said = [token for token in tokens(text) if not token.is_punctuation]
    if len(said) != 1 or not said[0].plain.isalpha() or text.rstrip().endswith("?"):
        return False
    word, base = said[0].plain, said[0].base
    is_built = len(word) >= _SHORTEST_ALONE and not _NO_WORD.search(word)
    forms = (word, base, _DOUBLED.sub(r"\1", word))  # "undoo" is "undo"
    return is_built and all(table.is_strange(form) for form in forms)


def _is_asked(words: str, before: str, table: FoodTable) -> bool:
    """Whether a word nobody knows is counted, stands beside a food, or alone where a food may."""
    said = tokens(words)
    strange = [n for n, each in enumerate(said) if _is_strange(each, table)]
    foods = [(name.start, name.end) for name in list_names(words, table)]
    if not foods:
        return bool(strange) and len(said) <= _LONGEST_NAME and not _AT_A_PLACE.search(before)
    is_food = [is_in((each.start, each.end), foods) for each in said]
    heads = [n for n in range(len(said)) if is_food[n] and not any(is_food[n + 1 : n + 3])]
    return (
        any(_is_kind(said[n], said[n + 1 : n + 3], table) for n in heads)
        or any(n and _is_count(said[n - 1]) for n in strange)
        or any(belongs(n, is_food, said, table) for n in strange)
    )


def belongs(place: int, is_food: list[bool], said: tuple[Token, ...], table: FoodTable) -> bool:
    """Whether a word stands in one row with a food, with nothing but words of content between."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(said) and not is_food[at] and has_content(said[at], table):
            at += step
        if 0 <= at < len(said) and is_food[at]:
            return True
    return False


def has_content(token: Token, table: FoodTable) -> bool:
    """Whether a word stands for something: no word that joins, none that says nothing of food."""
    is_harmless = token.plain in table.harmless_words or token.base in table.harmless_words
    return token.plain.isalpha() and not is_harmless and token.plain not in _SMALL


def _is_strange(token: Token, table: FoodTable) -> bool:
    return token.plain.isalpha() and table.is_strange(token.base)


def _is_kind(food: Token, following: tuple[Token, ...], table: FoodTable) -> bool:
    """Whether what stands behind a food is its name: "jalapeño poppers", "cream of tartar"."""
    if not following:
        return False
    behind, *more = following
    if behind.plain == "of":
        return bool(more) and has_content(more[0], table)
    is_plural = behind.plain.endswith("s") and behind.plain != behind.base
    is_known = behind.base in table.vocabulary or behind.base in table.harmless_words
    return is_plural and food.plain == food.base and behind.plain.isalpha() and not is_known


def _is_count(token: Token) -> bool:
    return find_number(token.plain) is not None and not is_article(token.plain)
