"""Whether somebody wants to be asked about meals: "stop asking me", "you can ask me again"."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Asking
from domain.conversation.talk import meals
from domain.conversation.talk.replies import say
from domain.messaging.text import words
from domain.understanding.intents import Intent

_LONGEST = 10  # words


def hear_of_questions(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep whether questions about meals are wanted, where a short message says so of no food.

    "Don't ask me why, I had 3 tacos" is a meal.
    """
    text = situation.message.text
    is_unwanted = knowledge.means("no_questions", text)
    if not is_unwanted and not knowledge.means("questions_again", text):
        return None
    if len(words(text)) > _LONGEST or meals.read(situation, knowledge).portions:
        return None
    key = "questions_stopped" if is_unwanted else "questions_back"
    outcome = say(Intent.SET_PROFILE, key, situation, knowledge)
    asking = Asking(foods=situation.conversation.asking.foods, is_unwanted=is_unwanted)
    conversation = replace(situation.conversation, asking=asking, pending=None)
    return replace(outcome, conversation=conversation)
