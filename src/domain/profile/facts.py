"""What a message tells about its sender."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import clean, simplify
from domain.profile.body import Sex
from domain.profile.goal import Goal
from domain.profile.household import find_budget_usd_week, find_people
from domain.profile.measures import (
    Measure,
    find_age_years,
    find_height_cm,
    find_mass_kg,
    find_sex,
)
from domain.profile.targets import Caution

_GOALS = (
    (Goal.BUILD_MUSCLE, Phrase("muscle|bulk|bulking|strength|stronger|musculo|masa")),
    (
        Goal.LOSE_WEIGHT,
        Phrase("lose|losing|loss|slim|thinner|cut|cutting|bajar|adelgazar|perder|deficit"),
    ),
    (
        Goal.EAT_HEALTHIER,
        Phrase("healthier|healthy|health|maintain|maintenance|sano|sana|saludable|mejor"),
    ),
    (Goal.EAT_HEALTHIER, Phrase("eat|eating better|well")),
    (Goal.BUILD_MUSCLE, Phrase("gain")),  # last: who gains easily may want to lose
)
_DIETS = (
    ("vegan", Phrase("vegan|vegana|vegano|veganism")),
    ("vegetarian", Phrase("vegetarian|veggie|vegetariana|vegetariano")),
    ("pescatarian", Phrase("pescatarian|pescetarian|pescetariana|pescetariano")),
    ("halal", Phrase("halal")),
    ("kosher", Phrase("kosher")),
    ("gluten_free", Phrase("gluten free|glutenfree")),
    ("gluten_free", Phrase("sin gluten")),
    ("low_carb", Phrase("keto|lowcarb|ketogenic")),
    ("low_carb", Phrase("low carb|carbs")),
    ("low_fodmap", Phrase("fodmap")),
)
_CAUTIONS = (
    (Caution.PREGNANT, Phrase("pregnant|embarazada|expecting")),
    (Caution.BREASTFEEDING, Phrase("breastfeeding|nursing|breastfeed|lactando|amamantando")),
    (Caution.KIDNEY_DISEASE, Phrase("kidney|renal|dialysis|rinon|rinones|dialisis")),
    (Caution.INSULIN, Phrase("insulin|insulina")),
)
_NOT_SO = Phrase("not|dont|isnt|arent|no|never|stopped|without !gluten")
_NAME = re.compile(
    r"\b(?:my name is|my name's|call me|me llamo|mi nombre es|llamame)\s+(?P<name>[^\W\d_][\w'-]{0,29})",
    re.IGNORECASE,
)
_DISLIKE = re.compile(
    r"\b(?:i (?:really )?(?:don'?t|do not) (?:like|eat|want)|i (?:hate|dislike|can'?t stand)"
    r"|no me gustan?|odio(?: el| la| los| las)?)\s+(?P<what>[^.,;!?]{2,60})"
)
_LANGUAGES = (
    ("es", Phrase("espanol|spanish|castellano")),
    ("en", Phrase("english|ingles")),
)
_ENERGY_UNITS = (
    ("kJ", Phrase("kj|kilojoules|kilojulios|joules")),
    ("kcal", Phrase("kcal|calories")),
)
_USE = Phrase("use|show|switch|prefer|want|usa|muestra|prefiero|in|en")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was told; None and empty are what was not."""

    name: str = ""
    goal: Goal | None = None
    diets: frozenset[str] = frozenset()
    dislikes: tuple[str, ...] = ()
    mass_kg: Measure | None = None
    height_cm: Measure | None = None
    age_years: Measure | None = None
    sex: Sex | None = None
    people: Measure | None = None
    budget_usd_week: Measure | None = None
    cautions: frozenset[Caution] = frozenset()
    zone: str = ""
    place: str = ""
    language: str = ""
    energy_unit: str = ""
    implausible: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return self == Facts()


def read_facts(text: str, cities: Mapping[str, tuple[str, str]]) -> Facts:
    """Return what a message tells about its sender.

    Args:
        text: The message.
        cities: City names in simplified form, each with its proper name and time zone.
    """
    said, bare = spoken(text), simplify(text)
    denies = _NOT_SO.is_in(said)
    place, zone = _place(bare, cities)
    return Facts(
        name=_name(text),
        goal=_first(_GOALS, said) if not denies else None,
        diets=frozenset(diet for diet, phrase in _DIETS if phrase.is_in(said) and not denies),
        dislikes=_dislikes(bare),
        mass_kg=find_mass_kg(text),
        height_cm=find_height_cm(text),
        age_years=find_age_years(text),
        sex=find_sex(text),
        people=find_people(text),
        budget_usd_week=find_budget_usd_week(text),
        cautions=frozenset(c for c, phrase in _CAUTIONS if phrase.is_in(said) and not denies),
        zone=zone,
        place=place,
        language=_first(_LANGUAGES, said) or "",
        energy_unit=_first(_ENERGY_UNITS, said) or "" if _USE.is_in(said) else "",
    )


def find_goal(text: str) -> Goal | None:
    """Return the goal a text names."""
    return _first(_GOALS, spoken(text))


def _first[T](table: tuple[tuple[T, Phrase], ...], said: str) -> T | None:
    return next((value for value, phrase in table if phrase.is_in(said)), None)


def _name(text: str) -> str:
    match = _NAME.search(clean(text))
    return match["name"][:30].title() if match else ""


def _dislikes(bare: str) -> tuple[str, ...]:
    match = _DISLIKE.search(bare)
    if not match:
        return ()
    parts = re.split(r"\s*(?:,| and | or | y | o )\s*", match["what"])
    return tuple(part.strip() for part in parts if part.strip())


_IN_PLACE = re.compile(
    r"\b(?:i'?m|i am|im|moved|arrived|landed|now|live|estoy|vivo|llegue)\b.*?\b(?:in|to|at|en|a)\s+"
    r"(?P<place>[a-z][a-z .'-]{1,30})"
)


def _place(bare: str, cities: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    match = _IN_PLACE.search(bare)
    if not match:
        return "", ""
    said = match["place"].split()
    for length in range(len(said), 0, -1):
        if found := cities.get(" ".join(said[:length])):
            return found
    return "", ""
