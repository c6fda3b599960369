"""Free words about a week → the request they make, and the words that are left for somebody wiser.

"vegetarian, under $60, 20 minutes on weekdays, nothing slimy" asks three things our rules read;
"nothing slimy" is left.
"""

import re
from dataclasses import dataclass, replace

from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.proposals import stricter
from domain.plans.request import PLAUSIBLE_MINUTES, PlanRequest
from domain.profile.facts import Facts, read_facts
from domain.profile.tastes import without_tastes
from domain.recipes.diets import Diet

LONGEST_READ = 500
"""Characters looked at. Source: own choice, three SMS"""

_DIETS = {
    "vegan": Diet.VEGAN,
    "vegetarian": Diet.VEGETARIAN,
    "pescatarian": Diet.PESCATARIAN,
    "halal": Diet.HALAL,
    "kosher": Diet.KOSHER_STYLE,
    "gluten_free": Diet.GLUTEN_FREE,
    "low_fodmap": Diet.LOW_FODMAP_CAUTION,
}
_MONEY = Pattern(
    r"(?:\b(?:under|below|less than|up to|at most|max|for|within|about|menos de|hasta|por) )?"
    r"(?:\b(?:a |my )?(?:budget|presupuesto) (?:of |is |de )?)?"
    r"(?:\$ ?\d[\d.,]*\d|\$ ?\d|\d[\d.,]* ?(?:\$|usd\b|dollars?\b|bucks?\b|dolares\b))"
    r"(?: (?:a|per|each|every|por|al|a la) ?(?:week|semana|month|mes|day|dia)\b)?"
)
_MINUTES = Pattern(
    r"(?:\b(?:in|under|at most|max|up to|no more than|less than|en|menos de|hasta) )?"
    r"\b(?P<count>\d{1,3}) ?-? ?(?:min(?:ute)?s?|minutos?)\b(?: (?:or less|at most|o menos))?"
    r"(?:(?: (?:on|at|for|in|en|los|the|during))* (?:(?P<weekday>week ?-?days?|week ?nights?"
    r"|entre semana)|(?P<weekend>week ?-?ends?|fin(?:es)? de semana))\b)?"
)
_PEOPLE = Pattern(
    r"\b(?:for|para) (?:me|myself|mi|two|three|four|five|six|dos|tres|cuatro|cinco|seis|\d{1,2})"
    r"(?: people| persons?| personas| of us)?\b|\b(?:family|familia) (?:of|de) \w+"
    r"|\b\d{1,2} (?:people|personas)\b"
)
_DIET_WORDS = Pattern(
    r"\b(?:(?:i'?m|i am|we'?re|we are|soy|somos) )?(?:vegan[ao]?|vegetarian[ao]?|pescatarian[ao]?"
    r"|pescetarian[ao]?|halal|kosher|gluten ?-?free|sin gluten|low ?-?fodmap)\b"
)
_ASKS_FOR_IT = Pattern(
    r"\b(?:plan(?:ea|ear|ify)?|make|give|get|do|cook|haz(?:me)?|dame|prepara)(?: me| us)?"
    r"(?: (?:a|my|the|our|next|this|un|una|mi|la|el|proxima|esta))*"
    r" (?:week(?:ly)?|meals?|menu|plan|semana|comidas)(?: (?:plan|meals?|menu|of meals))?\b"
    r"|\bcooking time\b|\bmeals?\b"
)
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


def read_words(text: str, request: PlanRequest) -> WordsRead:
    """Return the request that free words make of another, and what is left of the words.

    Money, time and people are taken as they are said; a diet is only taken on where there is none
    or it is the stricter one; dislikes are added.
    """
    said = simplify(text[:LONGEST_READ])
    facts = read_facts(said, {}).without_implausible()
    weekday, weekend = _minutes(said)
    read = replace(
        _with_facts(request, facts),
        minutes_weekday=request.minutes_weekday if weekday is None else weekday,
        minutes_weekend=request.minutes_weekend if weekend is None else weekend,
    )
    return WordsRead(read, _left(said))


def _with_facts(request: PlanRequest, facts: Facts) -> PlanRequest:
    budget, people = facts.budget_usd_week, facts.people
    told = sorted(_DIETS[name] for name in facts.diets if name in _DIETS)
    return replace(
        request,
        diet=stricter(request.diet, told),
        dislikes=tuple(dict.fromkeys((*request.dislikes, *facts.dislikes))),
        budget_usd_week=request.budget_usd_week if budget is None else budget.value,
        persons=request.persons if people is None else request.persons[:1] * int(people.value),
    )


def _minutes(said: str) -> tuple[int | None, int | None]:
    """Return the minutes of weekdays and of weekends; said of neither they are both's."""
    weekday, weekend = None, None
    for match in _MINUTES.finditer(said):
        minutes = int(match["count"])
        if not PLAUSIBLE_MINUTES[0] < minutes <= PLAUSIBLE_MINUTES[1]:
            continue
        if not match["weekend"]:
            weekday = minutes
        if not match["weekday"]:
            weekend = minutes
    return weekday, weekend


def _left(said: str) -> str:
    """Return what the rules do not speak for; filling words alone are nothing."""
    rest = without_tastes(said)
    for pattern in (_MONEY, _MINUTES, _PEOPLE, _DIET_WORDS, _ASKS_FOR_IT):
        rest = pattern.sub(" , ", rest)
    if _SAYS_NOTHING.issuperset(words(rest)):
        return ""
    return re.sub(r"(?:\s*,)+\s*", ", ", rest).strip(" ,.;!?")
