"""Free words about a week → the request they make, and the words that are left for somebody wiser.

"vegetarian, under $60, 20 minutes on weekdays, nothing slimy" asks three things our rules read;
"nothing slimy" is left.
"""

import re
from dataclasses import dataclass, replace

from domain.meals.foods import FoodTable
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import LONGEST_READ, english_of, find_unwanted, read_asked
from domain.plans.narrowing import with_diets
from domain.plans.request import PlanRequest
from domain.profile.tastes import find_dislikes, without_tastes

_BETWEEN = Pattern(r"[,.;!?\n]+")
_ON_A_DAY = Pattern(
    r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)s?\b"
    r"|\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)
_KITCHENS = Pattern(
    r"\b(?:mexican|indian|mediterranean|greek|italian|(?:east )?asian|chinese|japanese|korean"
    r"|brazilian|(?:west )?african|nigerian|ghanaian|senegalese|american)(?: food| dishes)?\b"
    r"|\b(?:(?:comidas?|cocina|platos|recetas) )?(?:(?:mexican|indi|mediterrane|grieg|italian"
    r"|asiatic|chin|corean|brasilen|african|american)[ao]s?|japonesa?s?|hindu|estadounidenses?)\b"
)
_MONEY = Pattern(
    r"(?:\b(?:under|below|less than|up to|at most|max|for|within|about|menos de|hasta|por) )?"
    r"(?:\b(?:a |my )?(?:budget|presupuesto) (?:of |is |de )?)?"
    r"(?:\$ ?\d[\d.,]*\d|\$ ?\d|\d[\d.,]* ?(?:\$|usd\b|dollars?\b|bucks?\b|dolares\b))"
    r"(?: (?:a|per|each|every|por|al|a la) ?(?:week|semana|month|mes|day|dia)\b)?"
)
_MINUTES = Pattern(
    r"(?:\b(?:in|under|at most|max|up to|no more than|less than|en|menos de|hasta) )?"
    r"\b\d{1,3} ?-? ?(?:min(?:ute)?s?|minutos?|hours?|hrs?|horas?)\b(?: (?:or less|o menos))?"
    r"(?:(?: (?:on|at|for|in|en|los|the|during))* (?:week ?-?days?|week ?nights?|entre semana"
    r"|week ?-?ends?|fin(?:es)? de semana)\b)?"
)
_PEOPLE = Pattern(
    r"\b(?:for|para) (?:me|myself|mi|two|three|four|five|six|dos|tres|cuatro|cinco|seis|\d{1,2})"
    r"(?: people| persons?| personas| of us)?\b|\b(?:family|familia) (?:of|de) \w+"
    r"|\b\d{1,2} (?:people|personas)\b"
)
_DIET_WORDS = Pattern(
    r"\b(?:(?:i'?m|i am|we'?re|we are|soy|somos) )?(?:vegan[ao]?|vegetarian[ao]?|pescatarian[ao]?"
    r"|pescetarian[ao]?|halal|kosher|gluten ?-?free|sin gluten|low ?-?fodmap"
    r"|(?:dairy|lactose|egg|nut) ?-?free|sin (?:lacteos|lactosa)|diabetic ?-?friendly)\b"
)
_ASKS_FOR_IT = Pattern(
    r"\b(?:plan(?:ea|ear|ify)?|make|give|get|do|cook|haz(?:me)?|dame|prepara)(?: me| us)?"
    r"(?: (?:a|my|the|our|next|this|un|una|mi|la|el|proxima|esta))*"
    r" (?:week(?:ly)?|meals?|menu|plan|semana|comidas)(?: (?:plan|meals?|menu|of meals))?\b"
    r"|\bcooking time\b|\bmeals?\b"
)
_PRIVATE = Pattern(r"\S*(?:://|www\.|@)\S*|\+?\d[\d ()-]{4,}\d")
"""Addresses and numbers to call are nobody's business and no wish about food."""
_SAYS_NOTHING = frozenset(
    words(
        "a an the and or but with for of to in on at is are be please thanks thank you i we me us"
        " my our it this that next week want would like need can could some just so el la los las"
        " un una y o pero con para de en es por favor gracias quiero necesito mi"
    )
)


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The request with what the rules read, and the words they could make nothing of."""

    request: PlanRequest
    left: str


def read_words(text: str, request: PlanRequest, foods: FoodTable) -> WordsRead:
    """Return the request that free words make of another, and what is left of the words.

    Money, time and people are taken as they are said; diets and dislikes are added, none is ever
    given up.
    """
    said = simplify(text[:LONGEST_READ])
    asked = read_asked(said, foods)
    disliked = (english_of(each, foods) for each in (*find_dislikes(said), *asked.without))
    people = asked.people
    read = replace(
        request,
        **with_diets(request, asked.diets),
        dislikes=tuple(dict.fromkeys((*request.dislikes, *disliked))),
        budget_usd_week=_said(asked.budget_usd, request.budget_usd_week),
        minutes_weekday=_said(asked.minutes_weekday, request.minutes_weekday),
        minutes_weekend=_said(asked.minutes_weekend, request.minutes_weekend),
        kitchens=request.kitchens | asked.kitchens,
        persons=request.persons if people is None else request.persons[:1] * people,
    )
    return WordsRead(read, _left(said, foods))


def _said[T](told: T | None, before: T | None) -> T | None:
    return before if told is None else told


def _left(said: str, foods: FoodTable) -> str:
    """Return what the rules do not speak for; filling words alone are nothing."""
    parts = _BETWEEN.split(without_tastes(said))
    rest = ", ".join(part for part in parts if _ON_A_DAY.search(part) or not _refuses(part, foods))
    rest = without_read(rest)
    if _SAYS_NOTHING.issuperset(words(rest)):
        return ""
    return re.sub(r"(?:\s*,)+\s*", ", ", rest).strip(" ,.;!?")


def without_private(said: str) -> str:
    """Return a text without addresses and numbers to call."""
    return _PRIVATE.sub(" ", said)


def without_read(said: str) -> str:
    """Return a text with a comma for what the rules read: money, time, people, diets, kitchens."""
    for pattern in (_MONEY, _MINUTES, _PEOPLE, _DIET_WORDS, _KITCHENS, _ASKS_FOR_IT):
        said = pattern.sub(" , ", said)
    return said


def _refuses(part: str, foods: FoodTable) -> bool:
    """Whether a part of a sentence was read as a food that is not wanted this week."""
    return bool(find_unwanted(part, foods))
