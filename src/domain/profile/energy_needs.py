"""Energy a body needs in a day, from published equations only."""

from domain.profile.body import Activity, Body, Sex

STUDIED_AGES_YEARS = (19, 78)
"""Youngest and oldest of the people the equation was fitted to.

Source: Mifflin et al. 1990, Am J Clin Nutr 51(2):241-247.
"""

_KCAL_PER_KG = 10.0
_KCAL_PER_CM = 6.25
_KCAL_PER_YEAR = 5.0
_SEX_KCAL = {Sex.FEMALE: -161.0, Sex.MALE: 5.0}

ACTIVITY_FACTORS = {
    Activity.SEDENTARY: 1.2,
    Activity.LIGHT: 1.375,
    Activity.MODERATE: 1.55,
    Activity.ACTIVE: 1.725,
    Activity.VERY_ACTIVE: 1.9,
}
"""Multiples of the resting energy.

Source: McArdle, Katch and Katch, Exercise Physiology, activity factors
"""

ACTIVITY_ASSUMED = Activity.LIGHT
"""Meant until someone tells; `sedentary` would put most people below what they need.

Source: own choice, nearest to the light-activity range of FAO/WHO/UNU 2001
"""


def find_resting_energy_kcal(body: Body) -> float | None:
    """Estimate the energy a body spends in a day at rest, with the Mifflin-St Jeor equation.

    Shape:
        Linear: +10 per kg, +6.25 per cm, -5 per year, and a constant for each sex.

    Returns:
        Kilocalories per day, not rounded; None while mass, height, age or sex is unknown, and
        for ages that were not studied.

    Source:
        Mifflin et al. 1990, Am J Clin Nutr 51(2):241-247.
    """
    if body.mass_kg is None or body.height_cm is None or body.sex is None:
        return None
    if body.age_years is None or not has_studied_age(body):
        return None
    grown = _KCAL_PER_KG * body.mass_kg + _KCAL_PER_CM * body.height_cm
    return grown - _KCAL_PER_YEAR * body.age_years + _SEX_KCAL[body.sex]


def find_maintenance_energy_kcal(body: Body) -> float | None:
    """Estimate the energy that keeps a body's mass as it is: resting energy times activity.

    Returns:
        Kilocalories per day, not rounded; None where the resting energy is unknown.
    """
    resting = find_resting_energy_kcal(body)
    if resting is None:
        return None
    return resting * ACTIVITY_FACTORS[body.activity or ACTIVITY_ASSUMED]


def has_studied_age(body: Body) -> bool:
    """Whether the age is known and among those the equation was fitted to."""
    youngest, oldest = STUDIED_AGES_YEARS
    return body.age_years is not None and youngest <= body.age_years <= oldest
