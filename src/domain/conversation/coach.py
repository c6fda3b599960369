"""One message in, one decision out: the order in which the coach looks at what was said."""

from collections.abc import Callable
from dataclasses import replace

from domain.conversation import meal_talk
from domain.conversation.onboarding import (
    continue_onboarding,
    needs_onboarding,
    open_question,
)
from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.wording import shape
from domain.events import OptedIn, OptedOut, RedFlagRaised, UserJoined
from domain.messaging.address import Channel
from domain.messaging.keywords import Keyword, find_keyword
from domain.messaging.text import clean
from domain.profile.places import country_of
from domain.safety.allergens import Allergy
from domain.safety.red_flags import Danger, find_danger
from domain.understanding.intents import Intent, find_intent

_LONGEST_HEARD = 10_000
"""Characters looked at for danger and keywords: more than any channel carries, and bounded."""


def answer(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Decide what a message does and what is said to it.

    Reserved words come first, then danger, then silence for those who opted out, then the open
    question of the first conversation, then everything else.
    """
    outcome = _decide(_cleaned(situation), knowledge)
    conversation = replace(outcome.conversation, version=situation.conversation.version + 1)
    joined = (UserJoined(situation.message.user.channel),) if situation.is_new else ()
    return replace(outcome, conversation=conversation, events=(*joined, *outcome.events))


def _cleaned(situation: Situation) -> Situation:
    message = situation.message
    text = clean(message.button or message.text)[:_LONGEST_HEARD]
    return replace(situation, message=replace(message, text=text))


def _decide(situation: Situation, knowledge: Knowledge) -> Outcome:
    keyword = find_keyword(situation.message)
    if keyword is Keyword.STOP:
        return _stop(situation, knowledge)
    if keyword is Keyword.START and situation.profile.opted_out_at:
        return _start(situation, knowledge)
    if danger := find_danger(situation.message.text, knowledge.red_flags):
        return _point_to_help(danger, situation, knowledge)
    if situation.profile.opted_out_at:
        return Outcome(Intent.OUT_OF_SCOPE, situation.profile, situation.conversation)
    if needs_onboarding(situation):
        return _onboard(situation, knowledge)
    return _talk(situation, knowledge)


def _stop(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt out; on SMS the carrier's own confirmation is the only one."""
    message = situation.message
    if situation.profile.opted_out_at:
        return Outcome(Intent.STOP, situation.profile, situation.conversation)
    says_so = message.user.channel is Channel.WHATSAPP
    return Outcome(
        intent=Intent.STOP,
        profile=replace(situation.profile, opted_out_at=message.received_at),
        conversation=replace(situation.conversation, held_text=""),
        draft=shape([knowledge.texts.say("stopped")], message.user.channel) if says_so else None,
        may_follow_opt_out=True,
        events=(OptedOut(),),
    )


def _start(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt in again; on SMS the carrier confirms."""
    message = situation.message
    says_so = message.user.channel is Channel.WHATSAPP
    return Outcome(
        intent=Intent.START,
        profile=replace(situation.profile, opted_out_at=None),
        conversation=situation.conversation,
        draft=shape([knowledge.texts.say("welcome_back")], message.user.channel)
        if says_so
        else None,
        events=(OptedIn(),),
    )


def _point_to_help(danger: Danger, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say where help is, even to someone who opted out: they wrote, and it may be urgent."""
    texts = knowledge.texts
    country = country_of(situation.message.user.number, knowledge.countries)
    crisis = texts.say("crisis_line", line=country.crisis_line) if country.crisis_line else ""
    said = texts.say(
        f"danger_{danger}",
        emergency=country.emergency_number or texts.say("emergency_generic"),
        crisis=crisis,
    )
    return Outcome(
        intent=Intent.RED_FLAG,
        profile=situation.profile,
        conversation=situation.conversation,
        draft=shape([said], situation.message.user.channel),
        may_follow_opt_out=True,
        events=(RedFlagRaised(danger),),
    )


def _onboard(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Take the answer to the open question, or do what was asked and put the question again."""
    if outcome := continue_onboarding(situation, knowledge):
        return outcome
    outcome = _talk(situation, knowledge)
    question, buttons = open_question(outcome, knowledge.texts)
    lines = [outcome.draft.text if outcome.draft else "", question]
    return replace(outcome, draft=shape(lines, situation.message.user.channel, buttons))


def _talk(situation: Situation, knowledge: Knowledge) -> Outcome:
    message = situation.message
    intent = find_intent(message.text, knowledge.intent_rules)
    if message.media and not message.text:
        return _say(Intent.LOG_MEAL, "not_yet_media", situation, knowledge)
    if not message.text:
        return _say(Intent.OUT_OF_SCOPE, "nothing_said", situation, knowledge)
    if intent is Intent.SET_PROFILE and (allergies := _named_allergies(situation, knowledge)):
        return meal_talk.tell_allergies(situation, knowledge, allergies)
    if intent in _ANSWERS:
        return _ANSWERS[intent](situation, knowledge)
    if intent in _SAYINGS:
        return _say(intent, _SAYINGS[intent], situation, knowledge)
    return _log_or_decline(situation, knowledge)


def _named_allergies(situation: Situation, knowledge: Knowledge) -> tuple[Allergy, ...]:
    return knowledge.allergens.allergies_named_in(situation.message.text)


_ANSWERS: dict[Intent, Callable[[Situation, Knowledge], Outcome]] = {
    Intent.UNDO: meal_talk.undo,
    Intent.ASK_DAY: meal_talk.ask_day,
}
_SAYINGS = {
    Intent.HELP: "help",
    Intent.GREET: "greet",
    Intent.THANKS: "thanks",
    Intent.CONFIRM: "greet",
    Intent.DECLINE: "fallback",
    Intent.SET_PROFILE: "fallback",
}


def _log_or_decline(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Log what is food; anything else gets a truthful sentence about what works."""
    reading = meal_talk.read(situation, knowledge)
    if not reading.portions and not _is_about_eating(situation):
        return _say(Intent.OUT_OF_SCOPE, "fallback", situation, knowledge)
    outcome = meal_talk.log_meal(situation, knowledge)
    if not situation.message.media or outcome.draft is None:
        return outcome
    lines = [outcome.draft.text, knowledge.texts.say("media_ignored")]
    draft = shape(lines, situation.message.user.channel, outcome.draft.buttons)
    return replace(outcome, draft=draft)


_LONGEST_DISH = 6


def _is_about_eating(situation: Situation) -> bool:
    """Whether words that name no known food still look like one: short, or told as eaten."""
    said = situation.message.text.casefold().split()
    tells = {
        "ate",
        "had",
        "eating",
        "log",
        "drank",
        "comi",
        "breakfast",
        "lunch",
        "dinner",
        "snack",
    }
    is_question = situation.message.text.rstrip().endswith("?")
    return not is_question and (bool(tells.intersection(said)) or len(said) <= _LONGEST_DISH)


def _say(intent: Intent, key: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    draft = shape([knowledge.texts.say(key)], situation.message.user.channel)
    return Outcome(intent, situation.profile, situation.conversation, draft)
