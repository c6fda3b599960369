"""Leaving and coming back: what carriers and WhatsApp demand, and what plain words ask for."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.wording import drafted
from domain.events import OptedIn, OptedOut
from domain.messaging.address import Channel
from domain.messaging.keywords import find_keyword
from domain.messaging.phrases import spoken
from domain.understanding.decide import Tools
from domain.understanding.intents import Intent


def wants_out(text: str, tools: Tools) -> bool:
    """Whether a message asks in plain words to be left alone: "please stop"."""
    said = spoken(text)
    rules = (phrase for intent, phrase in tools.rules if intent == Intent.STOP)
    return any(phrase.is_in(said) for phrase in (*tools.opt_outs, *rules))


def stop(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt out; of a reserved word on SMS the carrier's own confirmation is the only one."""
    message = situation.message
    if situation.profile.opted_out_at:
        return Outcome(Intent.STOP, situation.profile, situation.conversation)
    says_so = message.user.channel is Channel.WHATSAPP or find_keyword(message) is None
    return Outcome(
        intent=Intent.STOP,
        profile=replace(situation.profile, opted_out_at=message.received_at),
        conversation=replace(situation.conversation, held_text="", held_caution="", pending=None),
        draft=drafted([knowledge.texts.say("stopped")]) if says_so else None,
        may_follow_opt_out=True,
        events=(OptedOut(),),
    )


def start(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Opt in again; on SMS the carrier confirms."""
    says_so = situation.message.user.channel is Channel.WHATSAPP
    return Outcome(
        intent=Intent.START,
        profile=replace(situation.profile, opted_out_at=None),
        conversation=situation.conversation,
        draft=drafted([knowledge.texts.say("welcome_back")]) if says_so else None,
        events=(OptedIn(),),
    )
