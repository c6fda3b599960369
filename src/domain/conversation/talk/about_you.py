"""What users tell of themselves: kept, said back, and used for their target at once."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation, WeightEntry
from domain.conversation.state import Conversation
from domain.conversation.talk.allergies import allergies_told, tell_allergies
from domain.conversation.talk.forgetting import forget
from domain.conversation.talk.grown_up import ask_again, doubted_age
from domain.conversation.talk.known import said_back, what_is_known
from domain.conversation.talk.replies import say
from domain.conversation.talk.targets import (
    BODY_QUESTIONS,
    asking,
    is_busy,
    next_question,
    target_lines,
)
from domain.conversation.talk.weight import log_weight
from domain.conversation.wording import ReplyTexts, drafted, listed, quoted
from domain.events import EventBody, GoalChosen, ProfileChanged, WeightLogged
from domain.meals.naming import foods_named_in
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.body import Body
from domain.profile.facts import Facts, read_facts
from domain.profile.measures import Measure
from domain.profile.profile import Profile
from domain.profile.targets import Caution
from domain.profile.tastes import MOST_TASTES
from domain.understanding.intents import Intent

_ATE = Pattern(
    r"\b(?:ate|drank|comi|bebi|cene|almorce|desayune"
    r"|had(?! (?:an? |the |my |some )?(?:\w+ )?"
    r"(?:al+erg|reaction|intoleran|anaphyl|celiac|coeliac)))\b"
)
_AMOUNT_FIRST = Pattern(r"(?:\d+|an?|two|three|un|una|dos|tres) [a-z]+[\w ]*[,.;]")
_ASKS_ALLERGIES = Pattern(
    r"\b(?:what|which|show|list|remind me of)\b.{0,20}"
    r"\b(?:my allergies|allergies (?:do|did) (?:i|you))\b"
    r"|\b(?:cuales|que|muestra\w*) (?:\w+ ){0,2}"
    r"(?:mis alergias|alergias (?:tengo|sabes|tienes))\b"
    r"|\bwhat am i allergic to\b|\ba que (?:soy|era) alergic[oa]\b"
)

_REFUSED = Pattern(
    r"(?:(?:please|pls|ok|and|also|y|por favor) )*(?:no|sin|nada de)(?: (?:more|any|mas))? "
    r"(?P<what>[a-z][a-z' -]{1,38}?)(?: (?:please|pls|ever|por favor|nunca))*\W*"
)

__all__ = [
    "allergies_told",
    "forget",
    "hear_allergies",
    "keep_facts",
    "log_weight",
    "next_question",
    "set_profile",
    "target_lines",
    "tell_allergies",
    "weight_entry",
    "what_is_known",
]


def hear_allergies(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Act on what a message says of allergies, and keep the facts told beside them.

    A meal told in the same breath is asked for again: what is a food eaten in it and what one to
    avoid cannot be told apart safely. None where a message says nothing of allergies.
    """
    text = situation.message.text
    if _ASKS_ALLERGIES.search(simplify(text)):
        return what_is_known(situation, knowledge)
    outcome = allergies_told(situation, knowledge)
    if outcome is None:
        return None
    facts = replace(read_facts(text, knowledge.cities), people=None)  # "no milk for me"
    if not facts.is_empty:
        outcome = _and_facts(outcome, facts, situation, knowledge)
    tells_meal = _ATE.search(simplify(text)) or _AMOUNT_FIRST.match(simplify(text))
    if not tells_meal or outcome.draft is None:
        return outcome
    lines = [outcome.draft.text, knowledge.texts.say("meal_again")]
    return replace(outcome, draft=drafted(lines, outcome.draft.buttons))


def set_profile(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep what a message tells; allergies first, they take effect at once."""
    facts = read_facts(situation.message.text, knowledge.cities)
    if outcome := hear_allergies(situation, knowledge):
        return outcome
    if outcome := forget(situation, knowledge):
        return outcome
    if facts.is_empty:
        unclear = say(Intent.SET_PROFILE, "profile_unclear", situation, knowledge)
        return _keep_refused(situation, knowledge) or unclear
    return keep_facts(facts, situation, knowledge)


def _keep_refused(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Keep "no fish" as a dislike, and say how to tell an allergy where it may be one."""
    text, texts = situation.message.text, knowledge.texts
    told = _REFUSED.fullmatch(simplify(text))
    if told is None:
        return None
    what, may_be = told["what"], knowledge.allergens.allergies_named_in(text)
    if not foods_named_in(what, knowledge.foods) and not any(each.allergens for each in may_be):
        return None
    outcome = keep_facts(Facts(dislikes=(what,)), situation, knowledge)
    known = frozenset[str]().union(*(e.allergens for e in situation.profile.allergies or ()))
    is_news = any(each.allergens - known for each in may_be)
    if outcome.draft is None or not is_news:
        return outcome
    lines = [outcome.draft.text, texts.say("refused_or_allergy", food=quoted(what))]
    return replace(outcome, draft=drafted(lines, outcome.draft.buttons))


def keep_facts(facts: Facts, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep facts, say them back, and ask for the next one if a target gains from it.

    What cannot be is not kept: it is asked for again; so is the age of a child grown up.
    """
    age = doubted_age(facts.without_implausible(), situation)
    if age is None:
        return keep_sure_facts(facts, situation, knowledge)
    others = replace(facts, age_years=None)
    kept = None if others.is_empty else keep_sure_facts(others, situation, knowledge)
    return ask_again(age, kept, situation, knowledge)


def keep_sure_facts(facts: Facts, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Keep facts, an age as well that was doubted and told once more."""
    sound = facts.without_implausible()
    profile = with_facts(situation.profile, sound, situation.today)
    texts = knowledge.speaking_to(profile).texts
    told = replace(situation, profile=profile)
    question, conversation = _question(facts, told, texts)
    entries = (weight_entry(situation, sound.mass_kg.value),) if sound.mass_kg else ()
    return Outcome(
        intent=Intent.SET_PROFILE,
        profile=profile,
        conversation=conversation or situation.conversation,
        draft=drafted([*_lines(sound, situation, told, texts), question]),
        events=_events(sound),
        weights=entries,
    )


def weight_entry(situation: Situation, mass_kg: float) -> WeightEntry:
    """Return the row a weight told by this message makes."""
    return WeightEntry(situation.message.message_sid, situation.today, mass_kg)


def with_facts(profile: Profile, facts: Facts, on: date) -> Profile:
    """Return a profile with what was told."""
    people = facts.people
    return replace(
        profile,
        body=_with_body(profile.body, facts),
        age_told_on=profile.age_told_on if facts.age_years is None else on,
        goal=facts.goal or profile.goal,
        name=facts.name or profile.name,
        diets=(profile.diets | facts.diets) - facts.diets_left,
        dislikes=_kept((*profile.dislikes, *facts.dislikes), without=facts.likes),
        likes=_kept((*profile.likes, *facts.likes), without=facts.dislikes),
        people=profile.people if people is None else int(people.value),
        budget_usd_week=_value(facts.budget_usd_week, profile.budget_usd_week),
        cautions=(profile.cautions | facts.cautions) - facts.cautions_over,
        zone=facts.zone or profile.zone,
        language=facts.language or profile.language,
        has_chosen_language=bool(facts.language) or profile.has_chosen_language,
        energy_unit=facts.energy_unit or profile.energy_unit,
        hides_energy=profile.hides_energy and not facts.energy_unit,
        uses_pounds=profile.uses_pounds if facts.uses_pounds is None else facts.uses_pounds,
    )


def _with_body(body: Body, facts: Facts) -> Body:
    age = facts.age_years
    return replace(
        body,
        mass_kg=_value(facts.mass_kg, body.mass_kg),
        height_cm=_value(facts.height_cm, body.height_cm),
        age_years=body.age_years if age is None else int(age.value),
        sex=facts.sex or body.sex,
    )


def _value(measure: Measure | None, known: float | None) -> float | None:
    return known if measure is None else measure.value


def _kept(told: tuple[str, ...], *, without: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(food for food in dict.fromkeys(told) if food not in without)[-MOST_TASTES:]


def _and_facts(
    outcome: Outcome, facts: Facts, situation: Situation, knowledge: Knowledge
) -> Outcome:
    """Keep the facts that were told beside an allergy; the question about it stays in sight."""
    after = replace(situation, profile=outcome.profile, conversation=outcome.conversation)
    more = keep_facts(facts, after, knowledge)
    drafts = [draft for draft in (more.draft, outcome.draft) if draft]
    buttons = outcome.draft.buttons if outcome.draft else ()
    lines = [draft.text for draft in drafts]
    draft = drafted(lines, buttons)
    return replace(more, draft=draft, events=(*outcome.events, *more.events))


def _question(facts: Facts, told: Situation, texts: ReplyTexts) -> tuple[str, Conversation | None]:
    """Return what to ask: first what cannot be, then what a target still needs."""
    if facts.implausible:
        odd = facts.implausible[0]
        question = BODY_QUESTIONS.get(odd)
        said = texts.say(f"implausible_{odd}")
        return said, asking(question, told) if question and not is_busy(told) else None
    is_of_target = facts.goal is not None or _tells_body(facts)
    return next_question(told, texts) if is_of_target else ("", None)


def _lines(facts: Facts, before: Situation, told: Situation, texts: ReplyTexts) -> list[str]:
    said = said_back(facts, told.profile, texts)
    noted = [texts.say("noted", facts=listed(said, texts))] if said else []
    careful = [texts.say(f"careful_{caution}") for caution in Caution if caution in facts.cautions]
    return [*noted, *careful, *(target_lines(told, texts) if _is_news(facts, before, told) else [])]


def _is_news(facts: Facts, before: Situation, told: Situation) -> bool:
    """Whether the target is worth saying: it became personal, changed, or was asked for."""
    is_same_reason = told.targets.reason == before.targets.reason
    return _concerns_target(facts) and (
        told.targets.is_personal or bool(facts.goal) or not is_same_reason
    )


def _concerns_target(facts: Facts) -> bool:
    is_caution = bool(facts.cautions or facts.cautions_over)
    return _tells_body(facts) or facts.goal is not None or is_caution


def _tells_body(facts: Facts) -> bool:
    body = (facts.mass_kg, facts.height_cm, facts.age_years, facts.sex)
    return any(fact is not None for fact in body)


def _events(facts: Facts) -> tuple[EventBody, ...]:
    if facts.is_empty:
        return ()
    goal = (GoalChosen(facts.goal.value),) if facts.goal else ()
    weight = (WeightLogged(),) if facts.mass_kg else ()
    return (ProfileChanged(), *goal, *weight)
