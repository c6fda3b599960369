"""For how many people food is bought, and for how much."""

import re

from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.measures import Measure

PLAUSIBLE_PEOPLE = (1, 20)
"""Source: own choice; the solver and the recipes are made for households"""

PLAUSIBLE_BUDGET_USD_WEEK = (5, 2000)
"""Source: own choice; outside are typing slips and other currencies"""

WEEKS_PER_MONTH = 365.2425 / 12 / 7
"""Source: mean length of the Gregorian month"""

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "a": 1, "an": 1,
}  # fmt: skip
_COUNT = r"(?P<count>(?<![\w.,$-])\d{1,3}(?![.,]?\d)|\b(?:" + "|".join(_NUMBERS) + r")\b)"
_PEOPLE = r"(?:people|persons?|personas|mouths|eaters|of us|heads)\b"
_ENDS = r"(?= *(?:\Z|[,;.!?]|in\b|at\b|en\b))"
_TOTALS = tuple(
    Pattern(pattern)
    for pattern in (
        rf"\A{_COUNT}\Z",
        rf"{_COUNT} (?:other )?{_PEOPLE}",
        rf"\b(?:family|household|party|familia|hogar|house|casa) (?:of|de) {_COUNT}",
        rf"\b(?:somos|we'?re|we are|cook(?:ing)? for|cocino para) {_COUNT}{_ENDS}",
    )
)
_TWO = Pattern(
    r"\b(?:the|just|only|both|us) (?:two|both)\b|\bcouple\b|\bboth of us\b|\ben pareja\b"
)
_ALONE = Pattern(
    r"\b(?:just|only|solo|solamente|nomas|for|para) (?:me|myself|yo|mi)\b(?! (?:and|y|\w+a\b))"
    r"|\b(?:alone|by myself|on my own|myself|solo para mi|vivo sol[oa]|i'm single|single person)\b"
)
_KIN = (
    r"wife|husband|partner|girlfriend|boyfriend|spouse|fiancee?|son|daughter|kid|child|baby|toddler"
    r"|mom|mum|mother|dad|father|sister|brother|grandma|grandmother|grandpa|grandfather"
    r"|room-?mate|flatmate|housemate|friend|adult|teen|teenager|esposa|esposo|marido|mujer|pareja"
    r"|novia|novio|hijo|hija|bebe|mama|papa|madre|padre|hermana|hermano|abuela|abuelo|amigo|amiga"
    r"|nino|nina|adulto|adulta"
)
_MANY = r"kids|children|adults|teens|hijos|hijas|ninos|ninas|adultos|padres|parents"
_ONE_OF_THEM = Pattern(rf"\b(?:my|mi|a|an|one|un|una|and|y|our) (?:{_KIN})\b")
_COUNTED = Pattern(rf"{_COUNT} (?:\w+ )?(?:(?:{_KIN})e?s|{_MANY})\b")
_UNCOUNTED = Pattern(rf"\b(?:my|mis|the|our|los|las|nuestros) (?:(?:{_KIN})e?s|{_MANY})\b")
_ADULTS = Pattern(r"\badult[oa]?s?\b")
_SELF = Pattern(r"\b(?:me|i|myself|my|yo|mi|mis)\b")

_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?"
_DOLLARS = r"(?:\$|usd\b|dollars?\b|dolares\b|dolar\b|bucks?\b)"
_TO = r"(?:\d+ ?(?:-|\u2013|to|a) ?\$?)?"
_BUDGET = Pattern(
    rf"\$ ?{_TO}(?P<after>{_AMOUNT})(?!\d)|(?<![\w.,-]){_TO}(?P<before>{_AMOUNT}) ?{_DOLLARS}"
    rf"|\A(?P<bare>{_AMOUNT})(?: (?:a|per|every|each|por|al|a la) ?\w+)?\Z"
)
_PERIODS = (
    (Pattern(r"\b(?:day|daily|dia|diarios?|diarias?)\b"), 7.0),
    (Pattern(r"\b(?:fortnight|biweekly|quincena|(?:two|2|dos) (?:weeks|semanas))\b"), 1 / 2),
    (Pattern(r"\b(?:month|monthly|mes|mensual(?:es)?)\b"), 1 / WEEKS_PER_MONTH),
)


def find_people(text: str) -> Measure | None:
    """Find how many people eat: "just me", "family of 4", "my wife and 2 kids", "somos tres".

    Returns:
        The number of people; None where none is said, or somebody is named without a number.
    """
    said = simplify(text)
    total = _total(said)
    people = _added(said) if total is None else total
    return None if people is None else Measure.within(people, PLAUSIBLE_PEOPLE, 0)


def find_budget_usd_week(text: str) -> Measure | None:
    """Find a food budget: "$60", "under 60 dollars a week", "$250 a month", "60 dólares".

    Of a range the upper end counts. Without a period a week is meant.

    Returns:
        US dollars a week, to cents; None where none is said, or another currency is.
    """
    said = simplify(text)
    match = _BUDGET.search(said)
    if match is None:
        return None
    digits = match["after"] or match["before"] or match["bare"]
    per_week = next((times for period, times in _PERIODS if period.search(said)), 1.0)
    return Measure.within(_dollars(digits) * per_week, PLAUSIBLE_BUDGET_USD_WEEK, 2)


def _total(said: str) -> int | None:
    for pattern in _TOTALS:
        if match := pattern.search(said):
            return _number(match["count"])
    if _TWO.search(said):
        return 2
    return 1 if _ALONE.search(said) else None


def _added(said: str) -> int | None:
    """Add up who is named; the speaker counts unless the adults were counted."""
    named = len(_ONE_OF_THEM.findall(said))
    counted = sum(_number(match["count"]) for match in _COUNTED.finditer(said))
    is_speaker_apart = _SELF.search(said) and not _ADULTS.search(said)
    if not named + counted or (_UNCOUNTED.search(said) and not counted):
        return None
    return named + counted + bool(is_speaker_apart)


def _number(word: str) -> int:
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def _dollars(digits: str) -> float:
    has_thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits)
    return float(digits.replace(",", "" if has_thousands else "."))
