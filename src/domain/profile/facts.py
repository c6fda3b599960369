"""What a message tells about its sender."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from domain.messaging.phrases import Phrase, spoken
from domain.messaging.text import clean, simplify
from domain.profile.body import Sex
from domain.profile.fact_words import (
    AT,
    BARE,
    BEING,
    CAUTIONS,
    DENIED,
    DESIRED,
    DIETS,
    GOALS,
    HOPED,
    I_AM,
    KILOGRAMS,
    LISTED_AGE,
    NAME,
    NO_NAMES,
    NOT_YET,
    POUNDS,
    SHOW,
    SOMEBODY_ELSE,
    SPEAK,
    SPEAKS_KILOGRAMS,
    SPEAKS_POUNDS,
    WORD_FOR_NOW,
)
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
from domain.profile.tastes import find_dislikes, find_likes, without_tastes

LONGEST_READ = 1000
"""Characters looked at. Source: own choice; longer texts tell nothing of their sender"""


_SPANISH = ("a ", "en ")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was told; None and empty are what was not.

    `diets_left` and `cautions_over` are what no longer holds.
    """

    name: str = ""
    goal: Goal | None = None
    diets: frozenset[str] = frozenset()
    diets_left: frozenset[str] = frozenset()
    dislikes: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    mass_kg: Measure | None = None
    height_cm: Measure | None = None
    age_years: Measure | None = None
    sex: Sex | None = None
    people: Measure | None = None
    budget_usd_week: Measure | None = None
    cautions: frozenset[Caution] = frozenset()
    cautions_over: frozenset[Caution] = frozenset()
    zone: str = ""
    place: str = ""
    language: str = ""
    energy_unit: str = ""
    uses_pounds: bool | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return self == Facts()

    @property
    def is_of_household_alone(self) -> bool:
        """Whether nothing was told but who else eats, which other talk names as well."""
        return self.people is not None and replace(self, people=None).is_empty

    @property
    def implausible(self) -> tuple[str, ...]:
        """The names of the measures that cannot be."""
        named = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple(
            name for name, value in named if isinstance(value, Measure) and not value.is_plausible
        )

    def without_implausible(self) -> "Facts":
        """Return the facts that can be."""
        cleared: dict[str, Any] = dict.fromkeys(self.implausible)
        return replace(self, **cleared)

    def of_age(self, years: int) -> "Facts":
        """Return the facts with this age."""
        return replace(self, age_years=Measure(float(years)))


def read_facts(text: str, cities: Mapping[str, tuple[str, str]]) -> Facts:
    """Return what a message tells about its sender.

    What is told of others is left out; a number alone tells nothing, because it is the answer to
    some question.

    Args:
        text: The message.
        cities: City names in simplified form, each with its proper name and time zone.
    """
    heard = clean(text[:LONGEST_READ])
    bare = simplify(heard)
    if BARE.fullmatch(bare):
        return Facts()
    own = SOMEBODY_ELSE.sub(" ", bare)
    place, zone = _place(own, cities)
    facts = replace(
        _measured(own, _held(without_tastes(own))),
        name=_name(heard),
        dislikes=find_dislikes(own),
        likes=find_likes(own),
        zone=zone,
        place=place,
        language=_language(bare),
        energy_unit=_energy_unit(bare),
    )
    return replace(facts, age_years=_listed_age(facts, own)) if _lists_body(facts) else facts


def _held(plain: str) -> Facts:
    """Return what a text says to hold, and what it says to hold no more."""
    so, not_so = _said_and_denied(plain)
    diets, cautions = _all(DIETS, so), _all(CAUTIONS, HOPED.sub(" ", so))
    return Facts(
        goal=_first(GOALS, spoken(so)),
        diets=diets,
        diets_left=_all(DIETS, not_so) - diets,
        cautions=cautions,
        cautions_over=_all(CAUTIONS, not_so) - cautions,
    )


def _measured(own: str, facts: Facts) -> Facts:
    """Add what a text tells in numbers, and the sex."""
    mass_kg = find_mass_kg(DESIRED.sub(" ", own))
    return replace(
        facts,
        mass_kg=mass_kg,
        height_cm=find_height_cm(own),
        age_years=find_age_years(own),
        sex=find_sex(own),
        people=find_people(own),
        budget_usd_week=find_budget_usd_week(own),
        uses_pounds=_uses_pounds(own, is_mass=bool(mass_kg and mass_kg.is_plausible)),
    )


def find_goal(text: str) -> Goal | None:
    """Return the goal a text names."""
    return _first(GOALS, spoken(text))


def _said_and_denied(bare: str) -> tuple[str, str]:
    """Split a text into what it says and what it denies."""
    denied = " , ".join(match.group() for match in DENIED.finditer(bare))
    return DENIED.sub(" ", bare), denied


def _first[T](table: tuple[tuple[T, Phrase], ...], said: str) -> T | None:
    return next((value for value, phrase in table if phrase.is_in(said)), None)


def _all[T](table: tuple[tuple[T, Phrase], ...], bare: str) -> frozenset[T]:
    said = spoken(bare)
    return frozenset(value for value, phrase in table if phrase.is_in(said))


def _name(heard: str) -> str:
    match = NAME.search(heard) or I_AM.search(heard)
    if match is None or simplify(match["name"]) in NO_NAMES:
        return ""
    name = match["name"]
    return name.title() if name.islower() or name.isupper() else name


def _language(bare: str) -> str:
    match = SPEAK.search(bare)
    if match is None:
        return ""
    return "en" if "engl" in match.group() or "ingl" in match.group() else "es"


def _energy_unit(bare: str) -> str:
    match = SHOW.search(bare)
    if match is None:
        return ""
    return "kJ" if "j" in (match["unit"] or match["alone"]) else "kcal"


def _uses_pounds(bare: str, *, is_mass: bool) -> bool | None:
    """Return whether somebody asks for pounds or kilograms, or tells their mass in them."""
    if POUNDS.search(bare) or (is_mass and SPEAKS_POUNDS.search(bare)):
        return True
    is_metric = KILOGRAMS.search(bare) or (is_mass and SPEAKS_KILOGRAMS.search(bare))
    return False if is_metric else None


def _lists_body(facts: Facts) -> bool:
    """Whether a message tells of the sender, so that a number in its list is an age."""
    is_told = facts.name or facts.mass_kg or facts.height_cm or facts.sex
    return bool(is_told) and facts.age_years is None


def _listed_age(facts: Facts, bare: str) -> Measure | None:
    match = LISTED_AGE.search(bare)
    return find_age_years(match["years"]) if match else facts.age_years


def _place(bare: str, cities: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Return the city somebody says to be in; where they will be or were does not count."""
    is_there = BEING.search(bare) or WORD_FOR_NOW.search(bare)
    if not is_there or (NOT_YET.search(bare) and not WORD_FOR_NOW.search(bare)):
        return "", ""
    for match in AT.finditer(bare):
        said = match["place"].rstrip(" .'-").split()
        is_spanish = match.group().startswith(_SPANISH)
        shortest = 1 if is_spanish and said[:1] == ["la"] else 0  # "a la leche" is not L.A.
        for length in range(len(said), shortest, -1):
            if found := cities.get(" ".join(said[:length]).strip(".'-")):
                return found
    return "", ""
