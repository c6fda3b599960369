"""Who a user is, as far as they told."""

from dataclasses import dataclass
from datetime import datetime

from domain.identity import MealId, PhoneKey, UserId
from domain.profile.goal import Goal
from domain.safety.allergens import Allergy


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a user; None is not asked or not answered yet.

    `allergies` is an empty tuple for someone who said they have none.
    """

    user_id: UserId
    phone_key: PhoneKey
    zone: str
    created_at: datetime
    consented_at: datetime | None = None
    opted_out_at: datetime | None = None
    allergies: tuple[Allergy, ...] | None = None
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class MealReference:
    """Enough of a recent meal to name it and take it back."""

    meal_id: MealId
    day: str
    summary: str
    energy_kcal: float


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where the talk stands.

    `version` counts turns and guards every commit; `held_text` is a meal told before consent,
    kept until the user agrees or declines; `recent` are the latest meals, newest last.
    """

    version: int = 0
    held_text: str = ""
    recent: tuple[MealReference, ...] = ()
