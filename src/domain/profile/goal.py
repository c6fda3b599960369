"""What someone eats for."""

from enum import StrEnum


class Goal(StrEnum):
    """The one main goal asked for in the first week."""

    LOSE_WEIGHT = "lose_weight"
    BUILD_MUSCLE = "build_muscle"
    EAT_HEALTHIER = "eat_healthier"
