"""Logging a weight: said without judging."""

from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation, WeightEntry
from domain.conversation.state import Question
from domain.conversation.talk.known import weight_text
from domain.conversation.talk.meals import when_eaten
from domain.conversation.talk.replies import saying
from domain.conversation.talk.targets import asking, target_lines
from domain.conversation.wording import ReplyTexts, drafted
from domain.events import WeightLogged
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.facts import read_facts
from domain.profile.measures import MassUnit, Measure, find_mass_kg
from domain.profile.profile import Profile
from domain.profile.targets import Caution
from domain.understanding.intents import Intent

OF_THE_SCALE = "of the scale"
"""Marks an open question about the weight whose answer is logged as one."""

_SAME_KG = 0.05  # what scales and rounding cannot tell apart
_LARGEST_STEP = 0.25
"""Share of the body mass two weights in a row differ by at most. Source: own choice."""
_LONE = Pattern(
    r"(?<![\w.,:/$-])(\d{2,3}(?:[.,]\d{1,2})?)(?![\w:/%])(?![.,]\d)"
    r"(?! ?(?:am|pm|a\.m|p\.m|kcal|cal|kj|g|mg|ml|oz|cm|mm|years?|anos|days?|dias|weeks?|semanas"
    r"|min|minutes|hours?|steps|pasos|kgs?|kilos?|lbs?|pounds?|libras?)\b)"
)


def log_weight(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Record a weight; what changed since the last one is said without judging."""
    profile = _speaking_unit(situation, knowledge)
    told = replace(situation, profile=profile)
    measure = find_weight(situation.message.text, told, knowledge)
    if measure is not None and measure.is_plausible:
        return _logged(measure.value, told, knowledge)
    key = "weight_unclear" if measure is None else "implausible_mass_kg"
    outcome = saying(Intent.LOG_WEIGHT, [knowledge.texts.say(key)], told)
    return replace(outcome, conversation=asking(Question.BODY_MASS, told, OF_THE_SCALE))


def find_weight(text: str, situation: Situation, knowledge: Knowledge) -> Measure | None:
    """Find a weight: one with its unit, else the one number of the message in the user's unit."""
    if found := read_facts(text, knowledge.cities).mass_kg:
        return found
    numbers = _LONE.findall(simplify(text))
    return _without_unit(numbers[0], situation.profile) if len(numbers) == 1 else None


def _without_unit(number: str, profile: Profile) -> Measure | None:
    """Return a weight in the user's unit, in the other one where only that fits the last weight."""
    units = (MassUnit.KILOGRAM, MassUnit.POUND)
    usual, other = reversed(units) if profile.uses_pounds else units
    measure, alternative = find_mass_kg(number, usual), find_mass_kg(number, other)
    last_kg = profile.body.mass_kg
    if measure is None or alternative is None or last_kg is None:
        return measure
    is_likely, is_other = (
        abs(each.value - last_kg) <= _LARGEST_STEP * last_kg for each in (measure, alternative)
    )
    return alternative if is_other and not is_likely else measure


def _speaking_unit(situation: Situation, knowledge: Knowledge) -> Profile:
    uses_pounds = read_facts(situation.message.text, knowledge.cities).uses_pounds
    if uses_pounds is None:
        return situation.profile
    return replace(situation.profile, uses_pounds=uses_pounds)


def _logged(mass_kg: float, situation: Situation, knowledge: Knowledge) -> Outcome:
    profile, texts = situation.profile, knowledge.texts
    weighed = replace(profile, body=replace(profile.body, mass_kg=mass_kg))
    lines = [texts.say("weight_logged", weight=weight_text(mass_kg, profile))]
    before = profile.body.mass_kg
    if before is None:
        lines += target_lines(replace(situation, profile=weighed), texts)
    elif Caution.EATING_DISORDER not in profile.cautions:
        lines.append(_difference(before, mass_kg, profile, texts))
    return Outcome(
        intent=Intent.LOG_WEIGHT,
        profile=weighed,
        conversation=situation.conversation,
        draft=drafted(lines),
        events=(WeightLogged(),),
        weights=(_entry(mass_kg, situation),),
    )


def _entry(mass_kg: float, situation: Situation) -> WeightEntry:
    """Return the row of a weight, on the day it was taken; one of the future is of today."""
    when = when_eaten(situation, situation.message.text)
    on = situation.today if when.is_future else when.day
    return WeightEntry(situation.message.message_sid, on, mass_kg)


def _difference(before: float, now: float, profile: Profile, texts: ReplyTexts) -> str:
    change = abs(now - before)
    if change < _SAME_KG:
        return texts.say("weight_same")
    key = "weight_less" if now < before else "weight_more"
    return texts.say(key, change=weight_text(change, profile), before=weight_text(before, profile))
