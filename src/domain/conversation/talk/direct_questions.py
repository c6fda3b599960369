"""Questions about the coach itself and about what it knows: plain words, plain answers."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import RememberedMeal
from domain.conversation.talk.known import what_is_known
from domain.conversation.talk.replies import say, saying, shown_food
from domain.conversation.talk.targets import next_question, target_lines
from domain.messaging.phrases import spoken
from domain.understanding.intents import Intent

_OF_THE_TARGET = "about_target"
_OF_THE_USER = "about_you"
_OF_THE_NUMBERS = "about_numbers"
_MOST_SOURCES = 6


def answer_directly(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Answer what the coach is, what becomes of the data, or where its numbers come from.

    Where the numbers come from is told of the latest meal, food by food. None where a message
    asks none of these.
    """
    said = spoken(situation.message.text)
    key = next((key for key, phrase in knowledge.direct_questions if phrase.is_in(said)), "")
    if key == _OF_THE_TARGET:
        return _target(situation, knowledge)
    if key == _OF_THE_USER:
        return what_is_known(situation, knowledge)
    recent = situation.conversation.recent
    if key == _OF_THE_NUMBERS and recent:
        return _sources_of(recent[-1], situation, knowledge)
    return say(Intent.HELP, key, situation, knowledge) if key else None


def _target(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say the target, or ask for what a personal one still needs."""
    lines = target_lines(situation, knowledge.texts)
    question, conversation = next_question(situation, knowledge.texts)
    if not lines and not question:
        return what_is_known(situation, knowledge)
    outcome = saying(Intent.HELP, [*lines, question], situation)
    return replace(outcome, conversation=conversation or situation.conversation)


def _sources_of(meal: RememberedMeal, situation: Situation, knowledge: Knowledge) -> Outcome:
    texts = knowledge.texts
    known = [portion for portion in meal.meal(knowledge.foods).portions if portion.source]
    lines = [
        texts.say("about_source", food=shown_food(portion, texts)[0], source=portion.source)
        for portion in known[:_MOST_SOURCES]
    ]
    return saying(Intent.HELP, [texts.say("about_sources"), *lines], situation)
