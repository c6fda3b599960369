"""Foods nobody knows: kept as estimates, and asked about once, with choices where there are any."""

from collections.abc import Iterator

from domain.conversation.outcome import Knowledge
from domain.conversation.talk.replies import question_about
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.diary import Portion
from domain.meals.estimates import kept, kind_of, list_of_kind
from domain.meals.foods import Food
from domain.meals.reading import MealReading, Unread
from domain.meals.vocabulary import canonical_words

LONGEST_CHOICE = 20
"""Characters of a button. Source: Twilio Content API, title of a quick reply."""
_MOST_CHOICES = 2  # Source: own choice, with "undo" they are all the buttons there may be


def keep_unread(reading: MealReading, knowledge: Knowledge) -> tuple[Portion, ...]:
    """Return what was not read of a meal as it is kept: as estimates where it may be food."""
    return tuple(kept(part, quoted(part.text), knowledge.foods) for part in reading.unread)


def choices_for(part: Unread, knowledge: Knowledge) -> tuple[str, ...]:
    """Return foods a part may be: the plainest of its kind, as they are called.

    None where its words do not tell the kind, or no name of it is short enough for a button.
    """
    kind = kind_of(part.text, knowledge.foods)
    if not kind:
        return ()
    like = list_of_kind(kind, knowledge.foods)
    names = {name for food in like for name in _names(food, kind, knowledge.texts)}
    plainest = sorted(names, key=lambda name: (len(name.split()), len(name), name))
    return tuple(plainest[:_MOST_CHOICES])


def _names(food: Food, kind: str, texts: ReplyTexts) -> Iterator[str]:
    """Yield the shortest name of a food that says its kind: last in English, first in Spanish."""
    spoken = texts.food_names
    names = (food.name,) if spoken is None else spoken.words.get(food.food_id, ())
    place = -1 if spoken is None else 0
    fitting = [
        name
        for name in names
        if len(name) <= LONGEST_CHOICE and canonical_words(name)[place] == kind
    ]
    yield from sorted(fitting, key=lambda name: (len(name), name))[:1]


def question_for(
    part: Unread, portion: Portion, choices: tuple[str, ...], texts: ReplyTexts
) -> str:
    """Return the question whose answer takes the place of an estimate, or of what is open."""
    if portion.estimate is None:
        return question_about(part, texts)
    if not choices:
        return texts.say("estimated_food", text=quoted(part.text))
    like = listed(choices, texts, "or")
    return texts.say("estimated_food_like", text=quoted(part.text), choices=like)
