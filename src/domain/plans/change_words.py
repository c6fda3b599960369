"""Sentence → changes of the week that stands: "swap Tuesday's dinner", "no fish on Friday"."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.meals.foods import FoodTable
from domain.messaging.phrases import spoken
from domain.messaging.text import simplify, words
from domain.pattern import Pattern
from domain.plans.asking import (
    LONGEST_READ,
    QUICK_MINUTES,
    find_minutes,
    find_unwanted,
    food_in,
    is_quick,
)
from domain.plans.order import NOT_VEGAN, NOT_VEGETARIAN, Change, ChangeKind
from domain.plans.week import PlannedWeek
from domain.recipes.recipe import Slot

_DAYS = tuple(
    (weekday, Pattern(rf"\b(?:{words})(?:'?s)?\b"))
    for weekday, words in enumerate(
        (
            r"monday|mon|lunes",
            r"tuesday|tusday|teusday|tues?|martes",
            r"wednesday|wensday|wendsday|wednsday|weds?|miercoles",
            r"thursday|thurday|thursaday|thu(?:rs?)?|jueves",
            r"friday|fri|viernes",
            r"saturday|saterday|satuday|sat|sabado",
            r"sunday|domingo",
        )
    )
)
_TODAY = Pattern(r"\b(?:today|tonight|hoy|esta noche)(?:'s)?\b")
_TOMORROW = Pattern(r"\b(?:tom+or+ow|tmrw|tmw|(?<!por la )(?<!de la )manana)(?:'s)?\b")
_SLOTS = (
    (Slot.BREAKFAST, Pattern(r"\b(?:breakfasts?|desayunos?)\b")),
    (Slot.LUNCH, Pattern(r"\b(?:lunch(?:es)?|almuerzos?|comidas?(?! mexican| asi| ind))\b")),
    (Slot.DINNER, Pattern(r"\b(?:dinners?|suppers?|cen(?:as?|o|ar|amos)|tonight|esta noche)\b")),
    (Slot.SNACK, Pattern(r"\b(?:snacks?|meriendas?|tentempies?)\b")),
)
SWAP = Pattern(
    r"\b(?:swap|switch|change|replace|instead of|different|something else|another (?:dish|meal)"
    r"|cambia(?:r|me)?|sustituye|reemplaza|otra (?:cosa|cena|comida)|otro (?:desayuno|plato))\b"
)
"""Asks for another dish."""
_OUT = Pattern(
    r"\b(?:eat(?:ing)? out|dining out|going out|out for|at a restaurant"
    r"|(?:ceno|como|cenamos|comemos|cenar|comer) fuera|salgo a (?:cenar|comer)"
    r"|no (?:ceno|como|cenamos|comemos|desayuno|almuerzo) en casa)\b"
)
_NOT_HOME = Pattern(
    r" (?:(?:oh|so|btw|fyi|hey|sorry|also|and|but|ok|por cierto|oye) )*"
    r"(?:(?:(?:i|we) )?(?:wont|will not|am not|arent|are not|cant)|(?:im|were) not"
    r"|(?:ill|well) not|not)(?: (?:be|going to be|gonna be))?(?: (?:at|back))? home\b"
    r"(?P<when>.*)"
    r"| no (?:estare(?:mos)?|estoy|estamos|voy a estar|vamos a estar) en casa\b(?P<cuando>.*)"
)
_WHEN_WORDS = frozenset(
    words(
        "on for this next the at in night evening morning afternoon noon all day el la los por para"
        " en de noche tarde mediodia este esta todo dia so then either again please"
    )
)
_LOCK = Pattern(
    r"\b(?:lock|keep|fix|pin|bloquea|deja|manten|conserva)\b(?! (?:me|my data|on|track|going))"
)
_USE_UP = Pattern(
    r"\b(?:use up|finish(?: up)?|get rid of|gasta(?:r)?|usa(?:r)?|aprovecha(?:r)?)"
    r"(?: (?:the|my|some|our|all|rest of|that|el|la|los|las|mi|mis))* (?P<what>[a-z][a-z' -]{2,40})"
)
_VEGAN_DAY = Pattern(r"\b(?:vegan[ao]?|plant based)\b")
_MEATLESS_DAY = Pattern(r"\b(?:vegetarian[ao]?|veggie|meat ?-?less|meat ?-?free|sin carne)\b")
_KEEPS_DAY = Pattern(
    r"\b(?:make|turn|keep|can|could|be|have|want|go|plan|please|pls|only|haz|hazlo|pon|quiero|sea|que"
    r"|something|algo)\b"
)
_REST = Pattern(
    r"\b(?:re-?plan|plan(?:ea)?|redo|rework|replanea|rehaz)(?: me)? (?:the|el|lo)? ?"
    r"(?:rest|remaining|resto|que (?:queda|falta))"
)
_PARTS = Pattern(r"[,.;!?\n]| and | y ")
_HEARD = (SWAP, _OUT, _LOCK, _USE_UP, _REST)


@dataclass(frozen=True, slots=True)
class ToldChanges:
    """What a sentence changes, and the meals it wants to stay."""

    changes: tuple[Change, ...] = ()
    stay: tuple[tuple[date, Slot], ...] = ()
    names_no_meal: bool = False


def days_in(text: str, today: date, dates: tuple[date, ...]) -> tuple[date, ...]:
    """Return which of the dates a text names, in order, and today and tomorrow by their names."""
    said = simplify(text[:LONGEST_READ])
    named = {n for n, pattern in _DAYS if pattern.search(said)}
    found = {on for on in dates if on.weekday() in named}
    if _TODAY.search(said):
        found.add(today)
    if _TOMORROW.search(said):
        found.add(today + timedelta(days=1))
    return tuple(sorted(found))


def slots_in(text: str) -> tuple[Slot, ...]:
    """Return the meals of the day that a text names."""
    said = simplify(text[:LONGEST_READ])
    return tuple(slot for slot, pattern in _SLOTS if pattern.search(said))


def speaks_of_change(text: str) -> bool:
    """Whether a text may be about a week that stands."""
    said = simplify(text[:LONGEST_READ])
    return any(pattern.search(said) for pattern in _HEARD) or says_not_home(text)


def says_eating_out(text: str) -> bool:
    """Whether somebody eats out."""
    return _OUT.search(simplify(text[:LONGEST_READ])) is not None or says_not_home(text)


def says_not_home(text: str) -> bool:
    """Whether somebody says only on which day they are not at home: "I won't be home Thu night"."""
    told = _NOT_HOME.fullmatch(spoken(text[:LONGEST_READ]))
    if told is None:
        return False
    rest = words(told["when"] or told["cuando"] or "")
    named = [word for word in rest if _is_time(word)]
    return bool(named) and all(word in _WHEN_WORDS or word in named for word in rest)


def _is_time(word: str) -> bool:
    """Whether a word names a day or a meal of one."""
    days = (pattern for _, pattern in _DAYS)
    slots = (pattern for _, pattern in _SLOTS)
    return any(each.search(word) for each in (*days, _TODAY, _TOMORROW, *slots))


def read_first_changes(
    text: str, today: date, dates: tuple[date, ...], foods: FoodTable
) -> tuple[Change, ...]:
    """Return what a sentence that asks for a new week says of single days, and what to use up."""
    said = simplify(text[:LONGEST_READ])
    found = []
    for part in _PARTS.split(said):
        days, slots = days_in(part, today, dates), slots_in(part)
        if (match := _USE_UP.search(part)) and (food := food_in(match["what"], foods)):
            found.append(Change(ChangeKind.USE_UP, what=food))
        elif days and says_eating_out(part):
            found.append(Change(ChangeKind.EAT_OUT, days, slots or (Slot.DINNER,)))
        elif days:
            refused = find_unwanted(part, foods)
            found += [Change(ChangeKind.REFUSE, days, slots, each) for each in refused]
    return tuple(found)


def read_changes(text: str, today: date, week: PlannedWeek, foods: FoodTable) -> ToldChanges:
    """Return what a sentence changes of a week; nothing where it says no such thing."""
    said = simplify(text[:LONGEST_READ])
    days, slots = days_in(said, today, tuple(day.on for day in week.days)), slots_in(said)
    if _REST.search(said):
        return ToldChanges((Change(ChangeKind.REST),))
    if match := _USE_UP.search(said):
        food = food_in(match["what"], foods)
        return ToldChanges((Change(ChangeKind.USE_UP, what=food),) if food else ())
    if says_eating_out(said):
        return _eating_out(days, slots, week)
    if days and (refused := _of_a_diet(said) or find_unwanted(said, foods)):
        return ToldChanges(tuple(Change(ChangeKind.REFUSE, days, slots, each) for each in refused))
    return _of_meals(said, _days_meant(days, today, week, said), slots, week)


def _of_a_diet(said: str) -> tuple[str, ...]:
    """Return what a diet leaves out that a day shall keep: "make Friday vegetarian"."""
    if not _KEEPS_DAY.search(said):
        return ()
    if _VEGAN_DAY.search(said):
        return (NOT_VEGAN,)
    return (NOT_VEGETARIAN,) if _MEATLESS_DAY.search(said) else ()


def meals_of(
    days: tuple[date, ...], slots: tuple[Slot, ...], week: PlannedWeek
) -> tuple[tuple[date, Slot], ...]:
    """Return the planned meals of these days; all of them where no meal of the day is named."""
    return tuple(
        (on, meal.slot)
        for on, meal in week.meals()
        if on in days and (not slots or meal.slot in slots)
    )


def _of_meals(
    said: str, days: tuple[date, ...], slots: tuple[Slot, ...], week: PlannedWeek
) -> ToldChanges:
    if _LOCK.search(said) and days:
        return ToldChanges(stay=meals_of(days, slots, week), names_no_meal=not _any(days, week))
    if SWAP.search(said) or is_quick(said):
        return _swap(said, days, slots, week)
    return ToldChanges()


def _eating_out(days: tuple[date, ...], slots: tuple[Slot, ...], week: PlannedWeek) -> ToldChanges:
    meant = slots or (Slot.DINNER,)
    if not _any(days, week):
        return ToldChanges(names_no_meal=True)
    return ToldChanges((Change(ChangeKind.EAT_OUT, days, meant),))


def _swap(
    said: str, days: tuple[date, ...], slots: tuple[Slot, ...], week: PlannedWeek
) -> ToldChanges:
    minutes = (find_minutes(said) or QUICK_MINUTES) if is_quick(said) else find_minutes(said)
    meals = meals_of(days, slots or (Slot.DINNER,), week)
    changes = tuple(Change(ChangeKind.SWAP, (on,), (slot,), "", minutes) for on, slot in meals)
    return ToldChanges(changes, names_no_meal=not meals)


def _days_meant(
    days: tuple[date, ...], today: date, week: PlannedWeek, said: str
) -> tuple[date, ...]:
    """Return the days named; "something quick" without a day is of today, or the first day."""
    if days or not is_quick(said):
        return days
    return (max(today, week.starts_on),)


def _any(days: tuple[date, ...], week: PlannedWeek) -> bool:
    return any(week.find_day(on) for on in days)
