"""Taking out all that was logged for a day: asked once, and every meal can be brought back."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import QUESTION_STANDS, MealPlace, Pending, Question
from domain.conversation.talk.diary_edits import DiaryChange, remove
from domain.conversation.talk.meals import when_eaten
from domain.conversation.talk.replies import NAMED_DAYS, say
from domain.conversation.wording import ReplyTexts, drafted
from domain.events import MealRemoved
from domain.meals.nutrients import Nutrient
from domain.messaging.text import words
from domain.understanding.intents import Intent

_VERBS = frozenset(
    words(
        "delete remove clear erase wipe scratch reset restart cancel start begin"
        " borra borrar borrame elimina eliminar limpia limpiar vacia vaciar quita reinicia"
        " empieza empezar"
    )
)
_BEGINNING = frozenset(words("start begin empieza empezar"))
_ANEW = frozenset(words("over again anew fresh cero nuevo"))
_ALL = frozenset(words("everything all whole todo todos todas"))
_MEALS = frozenset(
    words(
        "ate eaten had logged meal meals food foods entry entries comi comido registre anote comida"
        " comidas"
    )
)
_DAY = frozenset(words("today todays today's day yesterday yesterdays yesterday's hoy ayer dia"))
_BESIDE = (
    _VERBS
    | _ANEW
    | _ALL
    | _MEALS
    | _DAY
    | frozenset(
        words(
            "please pls can could you i we i've ive lets let's want to wanna just ok no wait the my"
            " of it that this log logs diary told entered so far for from on in with now por favor"
            " lo la las los mis mi que he de del el en puedes quiero"
        )
    )
)


def asks_to_clear(text: str) -> bool:
    """Whether a message asks to take out all meals of a day and nothing else.

    "Delete my data" is another wish; of "delete everything" it is asked which day's.
    """
    said = frozenset(heard := words(text))
    verbs = [word for word in heard if word in _VERBS]
    if not verbs or not said <= _BESIDE:
        return False
    if verbs[0] in _BEGINNING:
        return bool(said & _ANEW) and bool(said & _DAY)
    return bool(said & _DAY) or (bool(said & _ALL) and "cancel" not in verbs)


def clear_day(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Ask whether all meals of a day shall go; None where a message asks for something else."""
    text = situation.message.text
    if not asks_to_clear(text):
        return None
    on = when_eaten(situation, text).day
    on = on if situation.today - NAMED_DAYS <= on <= situation.today else situation.today
    day, texts = situation.day(on), knowledge.texts
    if not day.meals:
        names_day = not _DAY.isdisjoint(words(text))
        return say(Intent.UNDO, "day_empty", situation, knowledge) if names_day else None
    energy = texts.energy(day.totals[Nutrient.ENERGY].amount)
    question = texts.say_energy("ask_clear_day", day=_named(on, situation, texts), energy=energy)
    expires_at = situation.message.received_at + QUESTION_STANDS
    pending = Pending(Question.CLEAR_DAY, expires_at, (on.isoformat(),))
    return Outcome(
        intent=Intent.UNDO,
        profile=situation.profile,
        conversation=replace(situation.conversation, pending=pending),
        draft=drafted([question], (texts.say("button_yes"), texts.say("button_no"))),
    )


def cleared(on: date, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take out all meals of a day; those that are remembered can be brought back one by one."""
    recent = {meal.meal_id: meal for meal in situation.conversation.recent}
    change = DiaryChange(situation.conversation)
    for meal_id in sorted(situation.day(on).meals):  # ids sort by time
        if meal := recent.get(meal_id):
            change = change.then(remove(change.conversation, meal))
        else:
            gone = (MealPlace(meal_id, on),)
            change = change.then(DiaryChange(change.conversation, (), gone))
    outcome = say(
        Intent.UNDO,
        "day_cleared",
        situation,
        knowledge,
        day=_named(on, situation, knowledge.texts),
    )
    return replace(
        outcome,
        conversation=change.conversation,
        removed=change.removed,
        events=tuple(MealRemoved(place.meal_id, place.day) for place in change.removed),
    )


def _named(on: date, situation: Situation, texts: ReplyTexts) -> str:
    return texts.say("day_today" if on == situation.today else f"weekday_{on.weekday()}")
