"""Who a user is, as far as they told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.identity import PhoneKey, UserId
from domain.safety.allergens import Allergy


class Goal(StrEnum):
    """The one main goal asked for in the first week."""

    LOSE_WEIGHT = "lose_weight"
    BUILD_MUSCLE = "build_muscle"
    EAT_HEALTHIER = "eat_healthier"


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
