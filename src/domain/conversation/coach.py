"""One message in, one decision out: the order in which the coach looks at what was said."""

from collections.abc import Callable
from dataclasses import replace

from domain.conversation.answers import answer_pending
from domain.conversation.limits import is_flooding, limited, with_turn
from domain.conversation.onboarding import (
    continue_onboarding,
    needs_onboarding,
    open_question,
)
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk import about_you, days, edits, foods, meals
from domain.conversation.talk.danger import point_to_help
from domain.conversation.talk.replies import say
from domain.conversation.wording import shape
from domain.events import OptedIn, OptedOut, UserJoined
from domain.meals.reading import MealReading
from domain.messaging.address import Channel
from domain.messaging.keywords import Keyword, find_keyword
from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import clean
from domain.safety.red_flags import find_danger
from domain.understanding.decide import Decision, decide
from domain.understanding.intents import Intent

_LONGEST_HEARD = 10_000
"""Characters looked at for danger and keywords: more than any channel carries, and bounded."""
_SURE = 0.5
_SOMEONE_ELSE = Phrase(
    "my son|daughter|kid|kids|child|children|baby|wife|husband|partner|boyfriend|girlfriend|mom"
    "|mum|dad|mother|father|brother|sister|friend|dog|cat|roommate|boss ... ate|had|eats|drank"
)
_KNOW_ME = Phrase("know|sabes|remember ... about|de|sobre me|mi")


def answer(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Decide what a message does and what is said to it.

    Reserved words come first, then danger, then silence for those who opted out, then limits, the
    open question of the first conversation, an open question of the coach, and everything else.
    """
    situation = _cleaned(situation)
    profile = situation.profile
    speaking = knowledge.in_language(profile.language, profile.energy_unit)
    outcome = _decide(situation, speaking)
    conversation = with_turn(outcome.conversation, situation, outcome.intent)
    joined = (UserJoined(situation.message.user.channel),) if situation.is_new else ()
    return replace(outcome, conversation=conversation, events=(*joined, *outcome.events))


def _cleaned(situation: Situation) -> Situation:
    message = situation.message
    text = clean(message.button or message.text)[:_LONGEST_HEARD]
    return replace(situation, message=replace(message, text=text))


def _decide(situation: Situation, knowledge: Knowledge) -> Outcome:
    keyword = find_keyword(situation.message)
    if keyword is Keyword.STOP:
        return stop(situation, knowledge)
    if keyword is Keyword.START and situation.profile.opted_out_at:
        return start(situation, knowledge)
    if danger := find_danger(situation.message.text, knowledge.tools.red_flags):
        return point_to_help(danger, situation, knowledge)
    if situation.profile.opted_out_at:
        return Outcome(Intent.OUT_OF_SCOPE, situation.profile, situation.conversation)
    if is_flooding(situation):
        return limited(situation, knowledge)
    if needs_onboarding(situation):
        return _onboard(situation, knowledge)
    return answer_pending(situation, knowledge) or talk(situation, knowledge)


def stop(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt out; on SMS the carrier's own confirmation is the only one."""
    message = situation.message
    if situation.profile.opted_out_at:
        return Outcome(Intent.STOP, situation.profile, situation.conversation)
    says_so = message.user.channel is Channel.WHATSAPP
    return Outcome(
        intent=Intent.STOP,
        profile=replace(situation.profile, opted_out_at=message.received_at),
        conversation=replace(situation.conversation, held_text="", pending=None),
        draft=shape([knowledge.texts.say("stopped")], message.user.channel) if says_so else None,
        may_follow_opt_out=True,
        events=(OptedOut(),),
    )


def start(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt in again; on SMS the carrier confirms."""
    message = situation.message
    says_so = message.user.channel is Channel.WHATSAPP
    said = knowledge.texts.say("welcome_back")
    return Outcome(
        intent=Intent.START,
        profile=replace(situation.profile, opted_out_at=None),
        conversation=situation.conversation,
        draft=shape([said], message.user.channel) if says_so else None,
        events=(OptedIn(),),
    )


def _onboard(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take the answer to the open question, or do what was asked and put the question again."""
    if outcome := continue_onboarding(situation, knowledge):
        return outcome
    outcome = talk(situation, knowledge)
    question, buttons = open_question(outcome, knowledge.texts)
    lines = [outcome.draft.text if outcome.draft else "", question]
    return replace(outcome, draft=shape(lines, situation.message.user.channel, buttons))


def talk(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Answer a message that is no answer to anything asked."""
    message = situation.message
    if message.media and not message.text:
        return say(Intent.LOG_MEAL, "not_yet_media", situation, knowledge)
    if not any(character.isalnum() for character in message.text):
        key = "only_signs" if message.text else "nothing_said"
        return say(Intent.OUT_OF_SCOPE, key, situation, knowledge)
    reading = meals.read(situation, knowledge)
    decision = decide(message.text, _context(situation), knowledge.tools)
    intent = _settled(Intent(decision.intent), decision, reading, situation)
    return _HANDLERS.get(intent, _not_yet(intent))(situation, knowledge)


def _context(situation: Situation) -> str:
    """Return what the message may refer to, in the words the classifier knows."""
    return situation.conversation.last_said


def _settled(
    intent: Intent, decision: Decision, reading: MealReading, situation: Situation
) -> Intent:
    """Let what was read of the words overrule a doubtful guess: a meal that reads whole is one."""
    reads_whole = bool(reading.portions) and not reading.unread
    is_question = situation.message.text.rstrip().endswith("?")
    if decision.by == "rules":
        return intent
    if intent is Intent.CORRECT_MEAL and not situation.conversation.recent:
        return Intent.LOG_MEAL if reading.portions else intent
    if reads_whole and not is_question and decision.confidence < _SURE:
        return Intent.LOG_MEAL
    if intent is Intent.OUT_OF_SCOPE and reads_whole and not is_question:
        return Intent.LOG_MEAL
    return intent


Handler = Callable[[Situation, Knowledge], Outcome]


def _log(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Log a meal; somebody else's is not this user's, and a photo beside the words is not read."""
    if _SOMEONE_ELSE.is_in(spoken(situation.message.text)):
        return say(Intent.OUT_OF_SCOPE, "not_your_meal", situation, knowledge)
    outcome = meals.log_meal(situation, knowledge)
    if not situation.message.media or outcome.draft is None:
        return outcome
    lines = [outcome.draft.text, knowledge.texts.say("media_ignored")]
    draft = shape(lines, situation.message.user.channel, outcome.draft.buttons)
    return replace(outcome, draft=draft)


def _export(situation: Situation, knowledge: Knowledge) -> Outcome:
    if _KNOW_ME.is_in(spoken(situation.message.text)):
        return about_you.what_is_known(situation, knowledge)
    return say(Intent.EXPORT_DATA, "not_yet_export_data", situation, knowledge)


def _saying(intent: Intent, key: str) -> Handler:
    return lambda situation, knowledge: say(intent, key, situation, knowledge)


def _not_yet(intent: Intent) -> Handler:
    """Say truthfully that a wish was understood and cannot be met yet."""
    return _saying(intent, f"not_yet_{intent}")


_HANDLERS: dict[Intent, Handler] = {
    Intent.LOG_MEAL: _log,
    Intent.CORRECT_MEAL: edits.correct_meal,
    Intent.UNDO: edits.undo,
    Intent.REPEAT_MEAL: edits.repeat_meal,
    Intent.ASK_DAY: days.ask_day,
    Intent.ASK_WEEK: days.ask_week,
    Intent.ASK_NUTRITION: foods.ask_nutrition,
    Intent.SET_PROFILE: about_you.set_profile,
    Intent.LOG_WEIGHT: about_you.log_weight,
    Intent.EXPORT_DATA: _export,
    Intent.STOP: stop,
    Intent.START: _saying(Intent.START, "greet"),
    Intent.HELP: _saying(Intent.HELP, "help"),
    Intent.GREET: _saying(Intent.GREET, "greet"),
    Intent.THANKS: _saying(Intent.THANKS, "thanks"),
    Intent.CONFIRM: _saying(Intent.CONFIRM, "nothing_asked"),
    Intent.DECLINE: _saying(Intent.DECLINE, "nothing_asked"),
    Intent.OUT_OF_SCOPE: _saying(Intent.OUT_OF_SCOPE, "fallback"),
    Intent.RED_FLAG: _saying(Intent.RED_FLAG, "danger_unclear"),
}
