"""Questions about the coach itself and about what it knows: plain words, plain answers."""

import re
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import RememberedMeal
from domain.conversation.talk.known import what_is_known
from domain.conversation.talk.replies import say, saying, shown_food
from domain.conversation.talk.targets import next_question, target_lines
from domain.meals.certainty import energy_range_kcal
from domain.meals.corrected_amounts import portion_source
from domain.meals.diary import Portion
from domain.messaging.phrases import spoken
from domain.pattern import Pattern
from domain.profile.targets import Caution
from domain.understanding.intents import Intent

_OF_THE_TARGET = "about_target"
_OF_THE_USER = "about_you"
_OF_THE_NUMBERS = "about_numbers"
_OF_MEDICINES = "about_medicine"
_OF_FEELINGS = "about_feelings"
_CARED_FOR = (Caution.PREGNANT, Caution.BREASTFEEDING, Caution.KIDNEY_DISEASE, Caution.INSULIN)
_PROTEIN = Pattern(r"\bprote[ií]n", re.IGNORECASE)
_MOST_SOURCES = 6


def answer_directly(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what the coach is, what becomes of the data, or where its numbers come from.

    Where the numbers come from is told of the latest meal, food by food. None where a message
    asks none of these.
    """
    key = _asked(situation.message.text, knowledge)
    if key == _OF_THE_TARGET:
        return _target(situation, knowledge)
    if key == _OF_THE_USER:
        return what_is_known(situation, knowledge)
    recent = situation.conversation.recent
    if key == _OF_THE_NUMBERS and recent:
        return _sources_of(recent[-1], situation, knowledge)
    return say(Intent.HELP, key, situation, knowledge) if key else None


def asks_of_medicine(text: str, knowledge: Knowledge) -> bool:
    """Whether a message asks for what only a doctor may answer, whatever food it names."""
    return _asked(text, knowledge) == _OF_MEDICINES


def kind_words(text: str, knowledge: Knowledge) -> str:
    """Return what to say to who is hard on themselves over food; empty where nobody is."""
    is_meant = _asked(text, knowledge) == _OF_FEELINGS
    return knowledge.texts.say(_OF_FEELINGS) if is_meant else ""


def _asked(text: str, knowledge: Knowledge) -> str:
    said = spoken(text)
    return next((key for key, phrase in knowledge.direct_questions if phrase.is_in(said)), "")


def _target(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say the target, or ask for what a personal one still needs."""
    texts, targets = knowledge.texts, situation.targets
    cautions = situation.profile.cautions
    careful = [texts.say(f"careful_{each}") for each in _CARED_FOR if each in cautions]
    if Caution.KIDNEY_DISEASE in cautions and _PROTEIN.search(situation.message.text):
        return saying(Intent.HELP, careful, situation)  # how much is for the doctor alone
    lines = target_lines(situation, texts)
    question, conversation = next_question(situation, texts)
    if not lines and not question and Caution.EATING_DISORDER not in cautions:
        question = texts.say_energy("target_general", energy=texts.aim(targets.energy_kcal))
    if not (careful or lines or question):
        return what_is_known(situation, knowledge)
    outcome = saying(Intent.HELP, [*careful, *lines, question], situation)
    return replace(outcome, conversation=conversation or situation.conversation)


def _sources_of(meal: RememberedMeal, situation: Situation, knowledge: Knowledge) -> Outcome:
    texts = knowledge.texts
    portions = meal.meal(knowledge.foods).portions[:_MOST_SOURCES]
    lines = [_source_line(portion, knowledge) for portion in portions]
    return saying(Intent.HELP, [texts.say("about_sources"), *lines], situation)


def _source_line(portion: Portion, knowledge: Knowledge) -> str:
    """Return where a food's numbers and its weight come from, and between what they lie."""
    texts, within = knowledge.texts, energy_range_kcal([portion])
    likely = ""
    if within is not None and within[0] < within[1]:
        likely = texts.say_energy("about_likely", range=texts.span(*within))
    if portion.estimate is not None and portion.estimate.is_told:
        return texts.say("about_told", food=portion.name)
    if portion.estimate is not None:
        count = portion.estimate.foods
        return texts.say("about_estimate", food=portion.name, count=count, likely=likely)
    if not portion.source:
        return texts.say("about_no_source", food=portion.name)
    name, amount = shown_food(portion, texts)
    weighed = portion_source(portion, knowledge.foods)
    return texts.say(
        "about_source",
        food=f"{name}{amount}",
        source=portion.source,
        portion=texts.say("about_portion", source=weighed) if weighed else "",
        likely=likely,
    )
