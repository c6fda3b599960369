"""What is known of a body, and how much it moves."""

from dataclasses import dataclass
from enum import StrEnum


class Sex(StrEnum):
    """Sex as the energy equation knows it."""

    FEMALE = "female"
    MALE = "male"


class Activity(StrEnum):
    """How much someone moves in a usual week, work included."""

    SEDENTARY = "sedentary"
    LIGHT = "light"
    MODERATE = "moderate"
    ACTIVE = "active"
    VERY_ACTIVE = "very_active"


@dataclass(frozen=True, slots=True)
class Body:
    """Body data as far as they were told; None is not known."""

    mass_kg: float | None = None
    height_cm: float | None = None
    age_years: int | None = None
    sex: Sex | None = None
    activity: Activity | None = None

    @property
    def bmi(self) -> float | None:
        """Body mass index in kg/m², or None while mass or height is unknown."""
        if self.mass_kg is None or self.height_cm is None:
            return None
        return self.mass_kg / (self.height_cm / 100) ** 2
