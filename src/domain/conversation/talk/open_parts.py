"""Parts of a meal that could not be weighed: asked about, and the answer put in their place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Pending, RememberedMeal
from domain.conversation.talk import meals
from domain.conversation.talk.after_meal import is_of_doubt
from domain.conversation.talk.edits import put_in_place
from domain.conversation.talk.meal_doubts import answered_portion
from domain.conversation.talk.replies import say
from domain.conversation.talk.taught import learned
from domain.conversation.wording import drafted, quoted
from domain.meals.corrected_amounts import as_much_as, read_only_amount
from domain.meals.diary import Portion
from domain.meals.estimates import bare_name, judged_again, may_be_food
from domain.meals.food_asked import find_food_asked
from domain.meals.quantities import Quantity
from domain.meals.reading import Doubt, MealReading
from domain.meals.told_energy import ToldEnergy, read_energy_of_part, told_portion
from domain.meals.vocabulary import canonical_words
from domain.messaging.reply import Draft
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.understanding.intents import Intent

_SPEAKS_OF_IT = (
    r"(?:it|that|this|they)(?:'?s|'?re| is| was| are| were| has| had| have)?|made (?:of|with)"
    r"|contains?|basically|mostly|(?:eso |esto )?(?:es|era|eran|son|tiene|tenia|lleva|llevaba)"
    r"|hech[oa] (?:de|con)"
)
_VERB = "is|was|are|were|has|had|es|era|son|eran|tiene|tenia|lleva|llevaba"
_ROUGHLY = r"(?:like|about|mostly|just|basically|made (?:of|with)|como|de)"
_EXPLAINS = Pattern(rf"^(?:{_SPEAKS_OF_IT})\b[ ,:]*(?:{_ROUGHLY}\b )*")
_LIKE = Pattern(r"^(?:(?:it was|it'?s|more|rather|like|mas como|como|era|es|mas|un[ao]?|an?) )+")
_ASKS = Pattern(r"(?:\u00bf ?)?(?:is|are|has|have|does|es|era|son|eran|tiene|lleva)\b.*\?\s*$")
"""A question: who tells what something is says "it is" in English, and nothing with a mark."""
_LONGEST_EXPLAINED = 300  # characters


def answer_part(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take an amount, or what a food is made of, as the answer; None if it is neither."""
    outcome = _answer(pending, situation, knowledge)
    if outcome is None:
        return None
    if outcome.intent is Intent.DECLINE:
        return outcome
    conversation = outcome.conversation
    answered = replace(conversation, asking=conversation.asking.answered())
    return replace(outcome, conversation=answered)


def _answer(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    text, doubt, meal_id, *choices = pending.choices
    if is_of_doubt(pending):
        return _answer_doubt(text, meal_id, situation, knowledge)
    reading = _chosen(text, choices, situation, knowledge)
    reading = reading or _answered(text, Doubt(doubt), situation, knowledge)
    if reading is None:
        return None
    found = [meal for meal in situation.conversation.recent if meal.meal_id == meal_id]
    if found:
        return _put_in(found[0], text, reading, situation, knowledge)
    meal = meals.meal_of(situation, reading, situation.message.text)
    outcome = meals.record(situation, knowledge, meal, reading)
    unknown = (Portion.unknown(text),)
    memory, said = learned(unknown, reading.portions, situation, knowledge)
    told = outcome.draft or Draft("")
    return replace(outcome, memory=memory, draft=drafted([told.text, *said], told.buttons))


def _answer_doubt(
    name: str, meal_id: str, situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    """Put the amount or the kind that was told in place of what was understood."""
    for meal in situation.conversation.recent:
        was = meal.meal(knowledge.foods)
        places = [n for n, each in enumerate(was.portions) if each.name == name]
        if meal.meal_id != meal_id or not places:
            continue
        place = places[0]
        told = answered_portion(was.portions[place], situation, knowledge)
        if told is None:
            return _left_as_it_is(situation, knowledge)
        portions = (*was.portions[:place], told, *was.portions[place + 1 :])
        return put_in_place(replace(was, portions=portions), meal, situation, knowledge)
    return None


def _left_as_it_is(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Leave a food as it was understood where nobody knows better; None if that was not said."""
    text = situation.message.text
    is_unsure = knowledge.means("not_sure", text) or knowledge.means("rather_not", text)
    if not is_unsure or meals.read(situation, knowledge).portions:
        return None
    return say(Intent.DECLINE, "doubt_stays", situation, knowledge)


def _chosen(
    text: str, choices: list[str], situation: Situation, knowledge: Knowledge
) -> MealReading | None:
    """Return the food that was taken of those offered, in the amount that was told before."""
    said = canonical_words(_LIKE.sub("", simplify(situation.message.text)))
    taken = [choice for choice in choices if canonical_words(choice) == said]
    if not taken:
        return None
    reading = meals.read(situation, knowledge, taken[0])
    told = Portion.unknown(text)
    portions = (as_much_as(portion, told, knowledge.foods) for portion in reading.portions)
    return replace(reading, portions=tuple(portions)) if _is_clear(reading) else None


def _answered(
    text: str, doubt: Doubt, situation: Situation, knowledge: Knowledge
) -> MealReading | None:
    said = situation.message.text
    if read_only_amount(said, knowledge.foods) is not None:
        readings = (meals.read(situation, knowledge, each) for each in _amounts_of(text, said))
        known = next((each for each in readings if _is_clear(each)), None)
        return known or _judged_again(text, read_only_amount(said, knowledge.foods), knowledge)
    if doubt is not Doubt.UNKNOWN_FOOD or len(said) > _LONGEST_EXPLAINED:
        return None
    if energy_kcal := read_energy_of_part(said, text):
        told_so = told_portion(ToldEnergy(energy_kcal, "", text), quoted(text))
        return MealReading((told_so,), ())
    if find_food_asked(said) or _ASKS.match(simplify(said)):
        return None
    told = _about_it(simplify(said), text, bare_name(text, knowledge.foods))
    explained = _EXPLAINS.match(told)
    reading = meals.heard(situation, knowledge, told[explained.end() :]) if explained else None
    return reading if reading and _is_clear(reading) else None


def _judged_again(text: str, amount: Quantity | None, knowledge: Knowledge) -> MealReading | None:
    """Return what is still not known, as an estimate in the amount told now."""
    if amount is None or not may_be_food(text, knowledge.foods):
        return None
    again = judged_again(Portion.unknown(text, quoted(text)), amount, knowledge.foods)
    return MealReading((again,), ()) if again else None


def _is_clear(reading: MealReading) -> bool:
    return bool(reading.portions) and not reading.unread


def _about_it(said: str, *names: str) -> str:
    """Return what is said with the part itself as "it": "the blorb was two crackers"."""
    name = "|".join(re.escape(simplify(each)) for each in names if each)
    named = re.match(rf"(?:(?:the|my|el|la|mi) )?(?:{name})(?= (?:{_VERB})\b)", said)
    return f"it{said[named.end() :]}" if named else said


def _amounts_of(text: str, amount: str) -> Iterator[str]:
    """Yield the amount told now with ever less of what was said before: "2" of "500 eggs"."""
    said = text.split()
    return (f"{amount} {' '.join(said[start:])}" for start in range(1, len(said)))


def _put_in(
    meal: RememberedMeal,
    text: str,
    reading: MealReading,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome | None:
    """Put what was meant in place of the part that was not counted."""
    was = meal.meal(knowledge.foods)
    places = [n for n, p in enumerate(was.portions) if p.food_id is None and p.text == text]
    if not places:
        return None
    place = places[0]
    portions = (*was.portions[:place], *reading.portions, *was.portions[place + 1 :])
    return put_in_place(replace(was, portions=portions), meal, situation, knowledge)
