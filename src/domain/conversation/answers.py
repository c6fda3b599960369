"""Answers to what the coach asked, as long as the question stands."""

from collections.abc import Callable
from dataclasses import replace

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.state import Pending, Question
from domain.conversation.talk.about_you import keep_facts
from domain.conversation.talk.replies import say
from domain.events import AllergiesChanged
from domain.messaging.phrases import Phrase, spoken
from domain.profile.facts import Facts
from domain.profile.measures import (
    MassUnit,
    Measure,
    find_age_years,
    find_height_cm,
    find_mass_kg,
    find_sex,
)
from domain.understanding.intents import Intent

_YES = Phrase(
    "yes|yep|yeah|yup|y|ok|okay|sure|si|vale|claro|correct|confirm|remove|absolutely|definitely",
)
_NO = Phrase("no|nope|nah|not|dont|keep|never|cancel")
_LONGEST_YES = 6


def answer_pending(situation: Situation, knowledge: Knowledge) -> Outcome | None:
    """Take a message as the answer to the open question; None if it is something else."""
    pending = situation.conversation.open_question(situation.message.received_at)
    if pending is None:
        return None
    outcome = _ANSWERS[pending.question](pending, situation, knowledge)
    if outcome is None:
        return None
    is_same = outcome.conversation.pending == pending
    cleared = replace(outcome.conversation, pending=None) if is_same else outcome.conversation
    return replace(outcome, conversation=cleared)


def _remove_allergy(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    said = spoken(situation.message.text)
    if len(said.split()) > _LONGEST_YES:
        return None
    if _NO.is_in(said):
        return say(Intent.DECLINE, "allergy_stays", situation, knowledge)
    if not _YES.is_in(said):
        return None
    told = situation.profile.allergies or ()
    kept = tuple(each for each in told if each.said not in pending.choices)
    outcome = say(
        Intent.CONFIRM,
        "allergy_removed",
        situation,
        knowledge,
        allergy=", ".join(pending.choices),
    )
    return replace(
        outcome,
        profile=replace(situation.profile, allergies=kept),
        events=(AllergiesChanged(len(kept)),),
    )


def _diet_conflict(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    said = spoken(situation.message.text)
    if len(said.split()) > _LONGEST_YES:
        return None
    if _YES.is_in(said):
        return say(Intent.CONFIRM, "diet_stays", situation, knowledge)
    if not _NO.is_in(said):
        return None
    diets = situation.profile.diets - set(pending.choices)
    outcome = say(Intent.DECLINE, "diet_removed", situation, knowledge)
    return replace(outcome, profile=replace(situation.profile, diets=diets))


def _mass(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    unit = MassUnit.POUND if situation.profile.uses_pounds else MassUnit.KILOGRAM
    found = find_mass_kg(situation.message.text, unit)
    return _fact(Facts(mass_kg=found), found, situation, knowledge)


def _height(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    found = find_height_cm(situation.message.text)
    return _fact(Facts(height_cm=found), found, situation, knowledge)


def _age(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    found = find_age_years(situation.message.text)
    return _fact(Facts(age_years=found), found, situation, knowledge)


def _sex(pending: Pending, situation: Situation, knowledge: Knowledge) -> Outcome | None:
    del pending
    found = find_sex(situation.message.text)
    return None if found is None else keep_facts(Facts(sex=found), situation, knowledge)


def _fact(
    facts: Facts, found: Measure | None, situation: Situation, knowledge: Knowledge
) -> Outcome | None:
    return None if found is None else keep_facts(facts, situation, knowledge)


_ANSWERS: dict[Question, Callable[[Pending, Situation, Knowledge], Outcome | None]] = {
    Question.REMOVE_ALLERGY: _remove_allergy,
    Question.DIET_CONFLICT: _diet_conflict,
    Question.BODY_MASS: _mass,
    Question.BODY_HEIGHT: _height,
    Question.BODY_AGE: _age,
    Question.BODY_SEX: _sex,
}
