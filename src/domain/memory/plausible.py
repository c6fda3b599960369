"""Whether the numbers of a label can be those of a food."""

from enum import StrEnum

from domain.meals.nutrients import Nutrient
from domain.memory.memory import Label

_KCAL_PER_G = {
    Nutrient.PROTEIN: 4.0,
    Nutrient.CARBOHYDRATE: 4.0,
    Nutrient.FAT: 9.0,
    Nutrient.ALCOHOL: 7.0,
}
"""Source: Atwater general factors, USDA Handbook 74"""
_FIBER_LESS_KCAL_PER_G = 2.0  # Source: EU Regulation 1169/2011, annex XIV, fibre
_SHARE, _SLACK_KCAL = 0.2, 15.0
"""By how much a label may be off. Source: US FDA, 21 CFR 101.9(g)(5), tolerance of 20 %"""
_MOST_KCAL = 5000.0  # of a portion. Source: own choice, more than a day of hard work takes
_MOST_KCAL_PER_G = 9.2  # pure fat, rounded up
_OF = (Nutrient.PROTEIN, Nutrient.CARBOHYDRATE, Nutrient.FAT)


class Oddity(StrEnum):
    """What is odd about a label."""

    IMPOSSIBLE = "impossible"  # no food has it: it is not kept
    TOO_MUCH_ENERGY = "too_much_energy"  # more than its parts give
    TOO_LITTLE_ENERGY = "too_little_energy"  # less than its parts give
    HEAVIER_THAN_ITSELF = "heavier"  # its parts weigh more than it does


def find_oddity(label: Label) -> Oddity | None:
    """Return what is odd about the numbers of a label, None where they may be right."""
    told = dict(label.nutrients)
    energy = told.get(Nutrient.ENERGY)
    if _is_impossible(label, told, energy):
        return Oddity.IMPOSSIBLE
    if label.mass_g is not None:
        is_heavier = sum(told.get(each, 0.0) for each in _OF) > label.mass_g
        is_denser = energy is not None and energy > label.mass_g * _MOST_KCAL_PER_G
        if is_heavier or is_denser:
            return Oddity.HEAVIER_THAN_ITSELF
    return None if energy is None else _against_parts(told, energy)


def parts_kcal(label: Label) -> float:
    """Return the energy of the protein, carbohydrate, fat and alcohol that are told."""
    told = dict(label.nutrients)
    return sum(told.get(each, 0.0) * kcal for each, kcal in _KCAL_PER_G.items())


def _is_impossible(label: Label, told: dict[Nutrient, float], energy: float | None) -> bool:
    weights = (label.mass_g, label.portion_g)
    weighs_nothing = any(mass_g is not None and mass_g <= 0 for mass_g in weights)
    grams = sum(told.get(each, 0.0) for each in _OF)
    return weighs_nothing or grams * 4 > _MOST_KCAL or (energy or 0.0) > _MOST_KCAL


def _against_parts(told: dict[Nutrient, float], energy: float) -> Oddity | None:
    parts = sum(told.get(each, 0.0) * kcal for each, kcal in _KCAL_PER_G.items())
    least = parts - told.get(Nutrient.FIBER, 0.0) * _FIBER_LESS_KCAL_PER_G
    if energy < least * (1 - _SHARE) - _SLACK_KCAL:
        return Oddity.TOO_LITTLE_ENERGY
    is_all_told = all(each in told for each in _OF)
    if is_all_told and energy > parts * (1 + _SHARE) + _SLACK_KCAL:
        return Oddity.TOO_MUCH_ENERGY
    return None
