"""What the user's day aims at: their targets and the references of their life stage."""

from domain.conversation.outcome import Knowledge, Situation
from domain.nutrition.intake import Aim, list_aims
from domain.nutrition.references import BEARING, LifeStage
from domain.profile.targets import Caution, cautions_of


def cautions_in(situation: Situation) -> frozenset[Caution]:
    """Return the cautions told and those of the body."""
    return situation.profile.cautions | cautions_of(situation.body)


def life_stage(situation: Situation) -> LifeStage:
    """Return what of the user decides what they need."""
    body, cautions = situation.body, cautions_in(situation)
    state = next((each for each in BEARING if each in cautions), None)
    return LifeStage(body.age_years, body.sex, state)


def aims_of(situation: Situation, knowledge: Knowledge) -> tuple[Aim, ...]:
    """Return the user's aims of a day."""
    return list_aims(
        situation.targets,
        life_stage(situation),
        cautions_in(situation),
        knowledge.nutrition.references,
    )
