"""What happened, in the past tense: ids and numbers only, never text, photos or phone numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.identity import MealId, MessageSid, UserId


@dataclass(frozen=True, slots=True)
class UserJoined:
    """A phone number wrote for the first time."""

    channel: str


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The user agreed that their data are kept."""


@dataclass(frozen=True, slots=True)
class OptedOut:
    """The user wants no more messages."""


@dataclass(frozen=True, slots=True)
class OptedIn:
    """The user wants messages again."""


@dataclass(frozen=True, slots=True)
class AllergiesChanged:
    """The user told their allergies; `allergies` counts them."""

    allergies: int


@dataclass(frozen=True, slots=True)
class GoalChosen:
    """The user chose their main goal."""

    goal: str


@dataclass(frozen=True, slots=True)
class MealLogged:
    """A meal was recorded; `uncounted_foods` are not in its energy, `estimated_foods` roughly."""

    meal_id: MealId
    day: date
    energy_kcal: float
    foods: int
    uncounted_foods: int
    allergen_warnings: int
    estimated_foods: int = 0


@dataclass(frozen=True, slots=True)
class MealRemoved:
    """A meal was taken back."""

    meal_id: MealId
    day: date


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """The user told something of themselves."""


@dataclass(frozen=True, slots=True)
class WeightLogged:
    """The user told a weight; how much it is stays in their own rows."""


@dataclass(frozen=True, slots=True)
class RedFlagRaised:
    """A message told of danger and was answered with where to find help."""

    danger: str


@dataclass(frozen=True, slots=True)
class RecipePageNamed:
    """A message named a page with a recipe; its address stays in the user's own rows."""

    message_sid: MessageSid


@dataclass(frozen=True, slots=True)
class PlanOrdered:
    """A week was ordered, or a change of one; what was wished for stays in the order's row."""

    order_id: MessageSid


@dataclass(frozen=True, slots=True)
class WeekPlanned:
    """A verified week was sent; `limits` were checked."""

    order_id: MessageSid
    starts_on: date
    meals: int
    limits: int
    cost_usd: float


@dataclass(frozen=True, slots=True)
class WeekNotPlanned:
    """No week could be sent; `reason` is a kind, such as "infeasible"."""

    order_id: MessageSid
    reason: str


@dataclass(frozen=True, slots=True)
class DishRated:
    """The user said how they liked a dish, from 0 to 1."""

    dish_id: str
    taste: float


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """A message was answered, or rightly not; `intent` is what it was taken for."""

    message_sid: MessageSid
    intent: str
    channel: str
    replies: int


@dataclass(frozen=True, slots=True)
class TurnFailed:
    """A message could not be answered; the user was told so."""

    message_sid: MessageSid


EventBody = (
    UserJoined
    | ConsentGiven
    | OptedOut
    | OptedIn
    | AllergiesChanged
    | GoalChosen
    | MealLogged
    | MealRemoved
    | ProfileChanged
    | WeightLogged
    | RedFlagRaised
    | RecipePageNamed
    | PlanOrdered
    | WeekPlanned
    | WeekNotPlanned
    | DishRated
    | TurnTaken
    | TurnFailed
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one user; the same event always has the same id."""

    event_id: str
    user_id: UserId
    occurred_at: datetime
    body: EventBody
