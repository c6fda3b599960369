"""Answers about a recipe of a user's own that was just kept."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.own_recipes import keep_entry, measures
from domain.conversation.state import Pending
from domain.conversation.talk.replies import say
from domain.conversation.talk.taught import told_last
from domain.conversation.which_wish import certain_wish
from domain.memory.memory import Remembered
from domain.memory.own_recipes import with_lines_read, with_servings
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.recipes.own_recipe import read_line
from domain.recipes.recipe import Ingredient
from domain.recipes.written import servings_in
from domain.understanding.intents import Intent

_LEFT_OUT = Pattern(
    r"(?:(?:just|please|you can|solo|por favor) )?(?:leave|drop|skip|ignore|omit|forget)"
    r"(?: (?:it|them|that|those|this))?(?: (?:out|all))?[.!]*|(?:without(?: (?:it|them))?)"
    r"|(?:no|nothing|none|nada|sin (?:eso|ello))[.!]*"
    r"|(?:deja|quita|omite|ignora)(?:l[oa]s?)?(?: (?:eso|fuera))?[.!]*"
)
_IT_IS = Pattern(
    r"^(?:(?:it|that|this|they|the (?:first|second|last)|eso|esto|es el|la|el)(?:'s| is| are|"
    r"'re)?|es|son|use|usa|call it|count it as|take|like|just|about)\s+(?:like |just |about )?",
)
_BETWEEN = Pattern(r"[\n;]+|,\s+(?:and |y )?|\s+(?:and|y)\s+")
_AMOUNT = Pattern(
    r"^\s*(?:\d+(?:[.,/]\d+)?|[½¼¾⅓⅔]|an?|una?)(?:\s*(?:g|kg|ml|oz|lb|cups?|tazas?|tbsp|tsp|"
    r"tablespoons?|teaspoons?|cucharad(?:it)?as?))?\b"
)
_EATEN = Pattern(
    r"\b(?:i|we) (?:had|ate|drank|have eaten)\b|\b(?:comi|bebi|desayune|almorce|cene|comimos)\b|\?$"
)
_SERVES = Pattern(
    r"(?:(?:it|that|es|son|it's|makes|sirve|da|rinde)? ?)*(?:serves|for|para|makes|is for)? ?"
    r"(?P<count>\d{1,2})(?: (?:servings?|portions?|people|personas|porciones|raciones))?[.!]*"
)
_MOST_SERVINGS = 50
_LONGEST_ANSWER = 40  # words
_LONGEST_OF_SERVINGS = 6  # words


def answer_recipe(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take what is said of ingredients nobody could read, or of how many a recipe serves.

    Only the very next message answers: later "2 eggs" is a meal again.
    """
    number = int(pending.choices[0])
    entry = next((each for each in told_last(situation) if each.number == number), None)
    text = situation.message.text
    if entry is None:
        return None
    if (servings := _servings_told(text)) is not None:
        return keep_entry(with_servings(entry, servings), situation, knowledge)
    is_other = certain_wish(text, knowledge) is not None or _EATEN.search(simplify(text))
    if is_other or not entry.unread or len(text.split()) > _LONGEST_ANSWER:
        return None
    return _answered(text, entry, situation, knowledge)


def _answered(text: str, entry: Remembered, situation: Situation, knowledge: Knowledge) -> Outcome:
    if _LEFT_OUT.fullmatch(simplify(text)):
        return keep_entry(with_lines_read(entry, (), ()), situation, knowledge)
    added, unread = _lines_answered(text, entry, knowledge)
    if not added:
        return say(Intent.RECIPE, "own_recipe_still_unread", situation, knowledge)
    return keep_entry(with_lines_read(entry, added, unread), situation, knowledge)


_AMOUNT_OF_PEOPLE = Pattern(
    r"\b(?:serves?|servings?|portions?|people|personas|porciones|raciones)\b"
)


def _servings_told(text: str) -> int | None:
    """Return how many a recipe serves, where a message tells that and nothing else."""
    said = simplify(text)
    found = _SERVES.fullmatch(said)
    count = servings_in(said) if found is None else int(found["count"])
    is_told = count is not None and (found is not None or len(said.split()) <= _LONGEST_OF_SERVINGS)
    return count if is_told and count and count <= _MOST_SERVINGS else None


def _lines_answered(
    text: str, entry: Remembered, knowledge: Knowledge
) -> tuple[tuple[Ingredient, ...], tuple[str, ...]]:
    """Return the ingredients an answer names, and the lines it leaves unread.

    With as many parts as there were lines each answers one; else all of it answers all of them.
    A part without an amount has that of its line.
    """
    parts = [part for each in _BETWEEN.split(text) if (part := _IT_IS.sub("", each.strip()))]
    if len(parts) != len(entry.unread):
        parts, lines = ([_IT_IS.sub("", text.strip())], entry.unread[:1])
        unread = () if len(entry.unread) == 1 else entry.unread[1:]
    else:
        lines, unread = entry.unread, ()
    added: list[Ingredient] = []
    for part, line in zip(parts, lines, strict=True):
        found = _read_answer(part, line, knowledge)
        added.extend(found)
        unread = unread if found else (*unread, line)
    return tuple(added), tuple(unread)


def _read_answer(part: str, line: str, knowledge: Knowledge) -> tuple[Ingredient, ...]:
    amount = _AMOUNT.match(line)
    tries = [part]
    if amount and not _AMOUNT.match(part):
        tries.insert(0, f"{amount[0].strip()} {part}")
    for text in tries:
        if found := read_line(text, knowledge.foods, measures(knowledge)):
            return tuple(replace(each, words=f"{line} ({part})") for each in found)
    return ()
