"""Questions about what is planned: "whats on wednesday", "what am i cooking tonight"."""

from dataclasses import dataclass

from domain.conversation.outcome import Situation
from domain.messaging.text import simplify, words
from domain.plans.change_words import days_in, slots_in
from domain.plans.week import PlannedDay, PlannedWeek
from domain.recipes.recipe import Slot

_LONGEST = 12  # words
_ASKING = frozenset(
    words("what whats what's wats wat which show see tell cook cooking que cual cocino muestra ver")
)
_AROUND = _ASKING | frozenset(
    words(
        "is are am i'm im i we're we us do does you have having eat eating make making planned plan"
        " menu for on in the my our of at with to again pls please and ok me then there supposed"
        " going gonna night evening meal meals food hay toca comemos ceno cenamos como comer cenar"
        " desayuno el la los las para de mi nos y a por noche dia"
    )
)
_NAMES = frozenset(
    words(
        "monday mondays monday's mon tuesday tuesdays tuesday's tues tue wednesday wednesdays"
        " wednesday's weds wed thursday thursdays thursday's thurs thur thu friday fridays friday's"
        " fri saturday saturdays saturday's sat sunday sundays sunday's sun today today's todays"
        " tonight tonight's tonights tommorow tommorrow tomorow tmrw tmw wensday wendsday wednsday"
        " tusday teusday thurday saterday satuday tomorrow tomorrow's tomorrows lunes martes"
        " miercoles jueves viernes sabado domingo hoy manana breakfast breakfasts lunch lunches"
        " dinner dinners supper snack snacks desayuno almuerzo comida cena merienda"
    )
)
_NUMBERS = frozenset(
    words("how many much calories kcal cals protein energy cuantas cuanta calorias proteina")
)
_TODAY_ALONE = frozenset(words("today todays today's hoy"))
_TODAY = _TODAY_ALONE | frozenset(words("tonight tonights tonight's"))


@dataclass(frozen=True, slots=True)
class AskedMeals:
    """The planned meals that are asked about; `day` is None where the plan does not reach."""

    day: PlannedDay | None
    slots: tuple[Slot, ...]


def planned_meals(week: PlannedWeek, situation: Situation) -> AskedMeals | None:
    """Return which planned meals a message asks to see; None where it asks for something else.

    "Today" alone asks how the day stands, and of a meal of today that is not planned another is
    suggested.
    """
    said = simplify(situation.message.text)
    heard = words(said)
    named = {word for word in heard if word in _NAMES}
    rest = set(heard) - named
    is_of_numbers = not rest.isdisjoint(_NUMBERS)
    rest -= _NUMBERS
    is_today_alone = named <= _TODAY_ALONE and not rest - {"is"}
    if not named or len(heard) > _LONGEST or not rest <= _AROUND or is_today_alone:
        return None
    is_asked = (
        is_of_numbers
        or not rest.isdisjoint(_ASKING)
        or said.endswith("?")
        or len(heard) == len(named)
    )
    days = days_in(said, situation.today, tuple(day.on for day in week.days))
    if not is_asked or not days:
        return None
    day = next((found for on in days if (found := week.find_day(on))), None)
    if days[0] <= situation.today and (day is None or is_of_numbers):
        return None
    if day is not None and not day.meals and not named.isdisjoint(_TODAY):
        return None
    return AskedMeals(day, slots_in(said) or tuple(Slot))
