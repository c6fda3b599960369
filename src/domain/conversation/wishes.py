"""What the coach does for each intent."""

from collections.abc import Callable
from dataclasses import replace

from domain.conversation.onboarding import needs_onboarding
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk import about_you, days, edits, foods, kitchen_doors, meals
from domain.conversation.talk.danger import care
from domain.conversation.talk.replies import say, saying, warning_lines
from domain.conversation.talk.watching import named_against
from domain.conversation.wording import drafted
from domain.profile.targets import Caution
from domain.understanding.intents import Intent

Handler = Callable[[Situation, Knowledge], Outcome]

_LONGEST_ASKED = 300  # characters
_DOCTORS_KNOW = frozenset({Caution.PREGNANT, Caution.BREASTFEEDING, Caution.KIDNEY_DISEASE})
"""What makes "can I eat that?" a question for somebody's doctor."""


def is_of_someone_else(text: str, knowledge: Knowledge) -> bool:
    """Whether a message tells what somebody else ate."""
    return knowledge.means("others_eat", text)


def act(intent: Intent, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Do what a message wants; what cannot be done yet is said truthfully."""
    handler = _HANDLERS.get(intent)
    if handler is None:
        return _not_yet(intent, situation, knowledge)
    return handler(situation, knowledge)


def is_granted(intent: Intent) -> bool:
    """Whether the coach does what is wished for, not only says that it cannot yet."""
    return intent in _HANDLERS


def _not_yet(intent: Intent, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what cannot be done yet, after what speaks against the foods that are named.

    "Can I eat pesto?" is asked by people with an allergy to nuts.
    """
    text, allergies = situation.message.text[:_LONGEST_ASKED], situation.profile.allergies or ()
    asked = situation.profile.cautions if intent is Intent.SCORE_FOOD else frozenset()
    careful = [
        knowledge.texts.say(f"careful_{each}") for each in sorted(asked) if each in _DOCTORS_KNOW
    ]
    lines = [
        *warning_lines(named_against(allergies, text, knowledge), knowledge),
        *(careful or [knowledge.texts.say(f"not_yet_{intent}")]),
    ]
    return saying(intent, lines, situation)


def _log(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Log a meal; somebody else's is not this user's, and a photo beside the words is not read."""
    is_others = is_of_someone_else(situation.message.text, knowledge)
    if is_others and not meals.read(situation, knowledge).portions:
        return say(Intent.OUT_OF_SCOPE, "not_your_meal", situation, knowledge)
    outcome = meals.log_meal(situation, knowledge)
    if not situation.message.media or outcome.draft is None:
        return outcome
    lines = [outcome.draft.text, knowledge.texts.say("media_ignored")]
    return replace(outcome, draft=drafted(lines, outcome.draft.buttons))


def _help(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say what matters now: the question that is open, the first meal, or all that works."""
    conversation = situation.conversation
    key = "help" if conversation.recent or conversation.edits else "help_start"
    key = "help_first" if needs_onboarding(situation) else key
    return say(Intent.HELP, key, situation, knowledge)


def _saying(intent: Intent, key: str) -> Handler:
    return lambda situation, knowledge: say(intent, key, situation, knowledge)


_HANDLERS: dict[Intent, Handler] = {
    Intent.LOG_MEAL: _log,
    Intent.CORRECT_MEAL: edits.correct_meal,
    Intent.UNDO: edits.undo,
    Intent.REPEAT_MEAL: edits.repeat_meal,
    Intent.ASK_DAY: days.ask_day,
    Intent.ASK_WEEK: days.ask_week,
    Intent.ASK_NUTRITION: foods.ask_nutrition,
    Intent.SUGGEST_MEAL: kitchen_doors.suggest_meal,
    Intent.PLAN_WEEK: kitchen_doors.plan_week,
    Intent.SWAP_MEAL: kitchen_doors.swap_meal,
    Intent.SHOPPING_LIST: kitchen_doors.shopping_list,
    Intent.RECIPE: kitchen_doors.tell_recipe,
    Intent.RATE_MEAL: kitchen_doors.rate_meal,
    Intent.SET_PROFILE: about_you.set_profile,
    Intent.LOG_WEIGHT: about_you.log_weight,
    Intent.START: _saying(Intent.GREET, "greet"),
    Intent.HELP: _help,
    Intent.GREET: _saying(Intent.GREET, "greet"),
    Intent.THANKS: _saying(Intent.THANKS, "thanks"),
    Intent.CONFIRM: _saying(Intent.CONFIRM, "nothing_asked"),
    Intent.DECLINE: _saying(Intent.DECLINE, "nothing_asked"),
    Intent.OUT_OF_SCOPE: _saying(Intent.OUT_OF_SCOPE, "fallback"),
    Intent.RED_FLAG: care,
}
