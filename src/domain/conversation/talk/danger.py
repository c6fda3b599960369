"""Where help is, and careful words; before anything else."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.replies import say
from domain.conversation.wording import ReplyTexts, drafted
from domain.events import RedFlagRaised
from domain.profile.places import Country, country_around
from domain.profile.targets import Caution
from domain.safety.red_flags import Danger
from domain.understanding.intents import Intent


def point_to_help(danger: Danger, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say where help is, even to someone who opted out: they wrote, and it may be urgent.

    Who tells of an eating disorder or of harming themselves gets no weight-loss target and no
    numbers of energy from then on, until they ask for them.
    """
    texts, profile = knowledge.texts, situation.profile
    country = _country(situation, knowledge)
    crisis = texts.say("crisis_line", line=country.crisis_line) if country.crisis_line else ""
    said = texts.say(
        f"danger_{danger}",
        emergency=_emergency(country, texts),
        crisis=crisis,
    )
    if danger in {Danger.EATING_DISORDER, Danger.SELF_HARM}:
        cautions = profile.cautions | {Caution.EATING_DISORDER}
        profile = replace(profile, cautions=cautions, hides_energy=True)
    return Outcome(
        intent=Intent.RED_FLAG,
        profile=profile,
        conversation=situation.conversation,
        draft=drafted([said]),
        may_follow_opt_out=True,
        events=(RedFlagRaised(danger),),
    )


def _country(situation: Situation, knowledge: Knowledge) -> Country:
    number, zone = situation.message.user.number, situation.profile.zone
    return country_around(number, zone, knowledge.countries)


def _emergency(country: Country, texts: ReplyTexts) -> str:
    return country.emergency_number or texts.say("emergency_generic")


def is_word_after_danger(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether somebody says to be well again right after a danger was heard."""
    is_after = situation.conversation.comes_after(Intent.RED_FLAG)
    return is_after and knowledge.means("well_again", situation.message.text)


def care(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say where help is, where a message only sounds like danger."""
    emergency = _emergency(_country(situation, knowledge), knowledge.texts)
    outcome = say(Intent.RED_FLAG, "danger_unclear", situation, knowledge, emergency=emergency)
    return replace(outcome, may_follow_opt_out=True)
