"""A place to eat told instead of a meal: "had mcdonalds". What was eaten there is asked."""

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.meals import is_ahead, when_eaten
from domain.conversation.talk.replies import say
from domain.messaging.text import words
from domain.understanding.intents import Intent
from domain.understanding.time_words import without_when

_LONGEST = 12  # words
_AROUND = frozenset(
    words(
        "i we i've ive just had have having ate eat eaten went go got grabbed ordered order picked"
        " up out some the a an at from to by for with in food meal my our usual breakfast brunch"
        " lunch dinner supper snack again so ok oh and then me us kids"
        " comi cene almorce desayune fui fuimos pedi comimos cenamos en de del al el la un una por"
        " para desayuno almuerzo comida cena otra vez hoy"
    )
)


def names_eating_place(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether a message says that somebody ate somewhere, and nothing else."""
    text = situation.message.text
    heard = words(without_when(text, situation.now))
    if not 0 < len(heard) <= _LONGEST or text.rstrip().endswith("?"):
        return False
    if is_ahead(when_eaten(situation, text), situation):
        return False
    place, said = " ".join(word for word in heard if word not in _AROUND), " ".join(heard)
    return any(knowledge.means("eating_place", each) for each in {place, said} if each)


def ask_what_there(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Ask what was eaten where a message names a place to eat and no food; None for any other."""
    if not names_eating_place(situation, knowledge):
        return None
    return say(Intent.LOG_MEAL, "ask_eaten_there", situation, knowledge)
