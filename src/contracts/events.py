"""Wire form of the events on the bus, version 1. Additive changes only; a breaking change is V2."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, NonNegativeFloat, NonNegativeInt

from domain import events
from domain.errors import PermanentError
from domain.events import Event
from domain.identity import UserId


class EventV1(BaseModel):
    """What every event says: who, when, and an id that stays the same when it is sent again."""

    SOURCE: ClassVar[str]

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)  # few are met at once

    schema_version: Literal[1] = 1
    event_id: str
    user_id: str
    occurred_at: AwareDatetime


class UserJoinedV1(EventV1):
    """A phone number wrote for the first time."""

    SOURCE: ClassVar[str] = "platewise.conversation"
    channel: str


class ConsentGivenV1(EventV1):
    """The user agreed that their data are kept."""

    SOURCE: ClassVar[str] = "platewise.conversation"


class OptedOutV1(EventV1):
    """The user wants no more messages."""

    SOURCE: ClassVar[str] = "platewise.conversation"


class OptedInV1(EventV1):
    """The user wants messages again."""

    SOURCE: ClassVar[str] = "platewise.conversation"


class AllergiesChangedV1(EventV1):
    """The user told their allergies; how many, not which."""

    SOURCE: ClassVar[str] = "platewise.conversation"
    allergies: NonNegativeInt


class GoalChosenV1(EventV1):
    """The user chose their main goal."""

    SOURCE: ClassVar[str] = "platewise.conversation"
    goal: str


class MealLoggedV1(EventV1):
    """A meal was recorded; the energy is without the uncounted and with the estimated foods."""

    SOURCE: ClassVar[str] = "platewise.meals"
    meal_id: str
    day: date
    energy_kcal: NonNegativeFloat
    foods: NonNegativeInt
    uncounted_foods: NonNegativeInt
    allergen_warnings: NonNegativeInt
    estimated_foods: NonNegativeInt = 0


class MealRemovedV1(EventV1):
    """A meal was taken back."""

    SOURCE: ClassVar[str] = "platewise.meals"
    meal_id: str
    day: date


class ProfileChangedV1(EventV1):
    """The user told something of themselves; what it was is not said."""

    SOURCE: ClassVar[str] = "platewise.conversation"


class WeightLoggedV1(EventV1):
    """The user told a weight; how much it is is not said."""

    SOURCE: ClassVar[str] = "platewise.conversation"


class RedFlagRaisedV1(EventV1):
    """A message told of danger and was answered with where to find help."""

    SOURCE: ClassVar[str] = "platewise.safety"
    danger: str


class RecipePageNamedV1(EventV1):
    """A message named a page with a recipe; which page is not said."""

    SOURCE: ClassVar[str] = "platewise.recipes"
    message_sid: str


class PlanOrderedV1(EventV1):
    """A week was ordered, or a change of one; what was wished for is not said."""

    SOURCE: ClassVar[str] = "platewise.plans"
    order_id: str


class WeekPlannedV1(EventV1):
    """A verified week was sent."""

    SOURCE: ClassVar[str] = "platewise.plans"
    order_id: str
    starts_on: date
    meals: NonNegativeInt
    limits: NonNegativeInt
    cost_usd: NonNegativeFloat


class WeekNotPlannedV1(EventV1):
    """No week could be sent, and why in a word."""

    SOURCE: ClassVar[str] = "platewise.plans"
    order_id: str
    reason: str


class DishRatedV1(EventV1):
    """The user said how they liked a dish, from 0, never again, to 1, any time."""

    SOURCE: ClassVar[str] = "platewise.plans"
    dish_id: str
    taste: NonNegativeFloat


class TurnTakenV1(EventV1):
    """A message was answered, or rightly not."""

    SOURCE: ClassVar[str] = "platewise.conversation"
    message_sid: str
    intent: str
    channel: str
    replies: NonNegativeInt


class TurnFailedV1(EventV1):
    """A message could not be answered; the user was told so."""

    SOURCE: ClassVar[str] = "platewise.conversation"
    message_sid: str


CONTRACTS: dict[type, type[EventV1]] = {
    events.UserJoined: UserJoinedV1,
    events.ConsentGiven: ConsentGivenV1,
    events.OptedOut: OptedOutV1,
    events.OptedIn: OptedInV1,
    events.AllergiesChanged: AllergiesChangedV1,
    events.GoalChosen: GoalChosenV1,
    events.MealLogged: MealLoggedV1,
    events.MealRemoved: MealRemovedV1,
    events.ProfileChanged: ProfileChangedV1,
    events.WeightLogged: WeightLoggedV1,
    events.RedFlagRaised: RedFlagRaisedV1,
    events.RecipePageNamed: RecipePageNamedV1,
    events.PlanOrdered: PlanOrderedV1,
    events.WeekPlanned: WeekPlannedV1,
    events.WeekNotPlanned: WeekNotPlannedV1,
    events.DishRated: DishRatedV1,
    events.TurnTaken: TurnTakenV1,
    events.TurnFailed: TurnFailedV1,
}
"""The wire form of each event of the domain."""


def to_wire(event: Event) -> EventV1:
    """Return an event in its wire form; a field the contract does not name cannot leak out."""
    body = {field.name: getattr(event.body, field.name) for field in fields(event.body)}
    return CONTRACTS[type(event.body)].model_validate(
        body
        | {
            "event_id": event.event_id,
            "user_id": event.user_id,
            "occurred_at": event.occurred_at,
        }
    )


def name_of(event: Event) -> str:
    """Return the detail type under which an event is published."""
    return type(event.body).__name__


def from_wire(name: str, wire: Mapping[str, Any]) -> Event:
    """Translate back what `to_wire` and `name_of` made.

    Raises:
        PermanentError: There is no such event.
    """
    kinds = {kind.__name__: kind for kind in CONTRACTS}
    if name not in kinds:
        raise PermanentError(f"no event is called {name}")
    model = CONTRACTS[kinds[name]].model_validate(wire)
    body = kinds[name](**{f.name: getattr(model, f.name) for f in fields(kinds[name])})
    return Event(model.event_id, UserId(model.user_id), model.occurred_at, body)
