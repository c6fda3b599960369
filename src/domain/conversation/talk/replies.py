"""Lines several talks share: a meal's foods, how the day stands, what goes against an allergy."""

from datetime import date, timedelta

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.watching import Pair, against, carried
from domain.conversation.wording import ReplyTexts, drafted, listed, quoted
from domain.meals.certainty import energy_range_kcal, is_wide
from domain.meals.diary import Day, Estimate, Meal, Portion
from domain.meals.foods import is_own
from domain.meals.nutrients import Nutrient, Total, Totals, total
from domain.meals.reading import Unread
from domain.meals.vocabulary import canonical_words
from domain.memory.own_table import UNKNOWN_ALLERGENS
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.profile.targets import Targets
from domain.safety.allergens import Allergy
from domain.understanding.intents import Intent

_CELIAC = Pattern(r"c(?:o?e)l[iy]a[ck]|celiaqu")
_MANY = {"nut": "nuts", "nuez": "nueces"}
_SHOWN_PORTIONS = 8
NAMED_DAYS = timedelta(days=6)
"""How far back a weekday's name says which day it is; that far days are at hand."""


def say(
    intent: Intent, key: str, situation: Situation, knowledge: Knowledge, **values: object
) -> Outcome:
    """Return an outcome that changes nothing and says one text."""
    return saying(intent, [knowledge.texts.say(key, **values)], situation)


def saying(intent: Intent, lines: list[str], situation: Situation) -> Outcome:
    """Return an outcome that changes nothing and says these lines."""
    draft = drafted(lines)
    return Outcome(intent, situation.profile, situation.conversation, draft)


def meal_lines(head: str, meal: Meal, texts: ReplyTexts) -> list[str]:
    """Return the lines that say what was understood and what is in it."""
    slot = texts.say("slot", slot=texts.say(f"slot_{meal.slot}")) if meal.slot else ""
    shown = [portion_line(portion, texts) for portion in meal.portions[:_SHOWN_PORTIONS]]
    totals = meal.totals
    uncounted = totals[Nutrient.ENERGY].uncounted
    return [
        texts.say(head, slot=slot),
        *shown,
        _more_line(meal.portions[_SHOWN_PORTIONS:], texts),
        texts.say_energy("meal_total", **amounts(totals, texts)),
        range_line(meal, texts),
        texts.say("meal_uncounted", count=uncounted) if uncounted else "",
    ]


def range_line(meal: Meal, texts: ReplyTexts) -> str:
    """Return what holds the energy of a meal, where that is wide; a single estimate says its own.

    Empty where something is not counted: then nobody knows.
    """
    within = energy_range_kcal(meal.portions)
    is_told = len(meal.portions) == 1 and meal.portions[0].estimate is not None
    if within is None or is_told or not is_wide(*within, meal.totals[Nutrient.ENERGY].amount):
        return ""
    return texts.say_energy("meal_range", range=texts.span(*within))


def _more_line(portions: tuple[Portion, ...], texts: ReplyTexts) -> str:
    """Return the line for foods there is no room for, so that the lines still add up."""
    if not portions:
        return ""
    energy = total(portion.nutrients for portion in portions)[Nutrient.ENERGY]
    return texts.say_energy("meal_more", count=len(portions), energy=texts.energy(energy.amount))


def portion_line(portion: Portion, texts: ReplyTexts) -> str:
    """Return one food of a meal with its amount, mass and energy."""
    energy = portion.nutrients.get(Nutrient.ENERGY)
    if portion.estimate is not None:
        return estimate_line(portion.name, portion.estimate, texts)
    if portion.mass_g is None or energy is None:
        return texts.say("meal_line_unknown", name=portion.name)
    name, amount = shown_food(portion, texts)
    return texts.say_energy("meal_line", name=name, amount=amount, energy=texts.energy(energy))


def estimate_line(name: str, estimate: Estimate, texts: ReplyTexts) -> str:
    """Return a food nobody knows with what it may have, or a meal with the energy told of it."""
    if estimate.is_told:
        energy = texts.energy(estimate.energy_kcal)
        return texts.say_energy("meal_line_told", name=name, energy=energy)
    span = texts.span(estimate.least_kcal, estimate.most_kcal)
    energy = texts.energy(estimate.energy_kcal)
    return texts.say_energy("meal_line_estimated", name=name, energy=energy, range=span)


def shown_food(portion: Portion, texts: ReplyTexts) -> tuple[str, str]:
    """Return a food's name and amount in the language of the texts.

    A food that has no name in it is called by the user's own words, amount and all.
    """
    names = texts.food_names
    if names is None:
        return portion.name, "" if portion.mass_g is None else weighed_amount(portion)
    if is_own(portion.food_id):
        return portion.name, weighed_amount(portion, names.amount(portion.amount))
    if name := names.name_of(portion.food_id, portion.text):
        amount = names.amount(portion.amount)
        return name, "" if portion.mass_g is None else weighed_amount(portion, amount)
    mass = "" if portion.mass_g is None else f" ({portion.mass_g:.0f} g)"
    return quoted(portion.text) or portion.name, mass


def weighed_amount(portion: Portion, amount: str | None = None) -> str:
    """Return how much was understood: " ×2 (100 g)", ", 1 bowl (300 g)", ", 200 g".

    `amount` is the portion's in another language.
    """
    amount = portion.amount if amount is None else amount
    if not portion.is_weighed:
        return "" if amount == "1" else f" ×{amount}" if " " not in amount else f", {amount}"
    mass = f"{portion.mass_g:.0f} g"
    if not amount or amount.endswith((" g", " kg")):
        return f", {amount or mass}"
    if amount == "1":
        return f" ({mass})"
    return f" ×{amount} ({mass})" if " " not in amount else f", {amount} ({mass})"


def amounts(totals: Totals, texts: ReplyTexts) -> dict[str, str]:
    """Return energy and macros as people read them."""
    return {
        "energy": texts.energy(totals[Nutrient.ENERGY].amount),
        "protein": known_amount(totals, Nutrient.PROTEIN),
        "carbs": known_amount(totals, Nutrient.CARBOHYDRATE),
        "fat": known_amount(totals, Nutrient.FAT),
    }


def known_amount(totals: Totals, nutrient: Nutrient) -> str:
    """Return what is known of a nutrient: "12", "12+" of foods with unknown ones, a dash of these.

    Foods nothing at all is known of are counted apart.
    """
    total = totals[nutrient]
    is_partly_unknown = total.uncounted > totals[Nutrient.ENERGY].uncounted
    known = f"{total.amount:.0f}"
    if not is_partly_unknown:
        return known
    return "\u2013" if known == "0" else f"{known}+"


def uncounted(energy: Total, texts: ReplyTexts) -> str:
    """Return the words that say what of a sum is estimated and what is not in it; else empty."""
    judged = texts.say("day_estimated", count=energy.estimated) if energy.estimated else ""
    missing = texts.say("day_uncounted", count=energy.uncounted) if energy.uncounted else ""
    return missing + judged


def day_line(day: Day, today: date, targets: Targets, texts: ReplyTexts) -> str:
    """Return how a day stands in one line; a target only where it is the user's own.

    Empty for days longer ago than a week: they are not at hand.
    """
    if today - day.on > NAMED_DAYS:
        return ""
    energy = day.totals[Nutrient.ENERGY]
    values = {"energy": texts.energy(energy.amount), "uncounted": uncounted(energy, texts)}
    if day.on != today:
        return texts.say_energy(
            "day_line_other", day=texts.say(f"weekday_{day.on.weekday()}"), **values
        )
    if targets.is_personal:
        return texts.say_energy("day_line_of", target=texts.aim(targets.energy_kcal), **values)
    return texts.say_energy("day_line", **values)


def question_about(part: Unread, texts: ReplyTexts) -> str:
    """Return the question about a part that could not be read."""
    return texts.say(part.doubt.value, text=quoted(part.text))


def allergen_warnings(
    situation: Situation,
    knowledge: Knowledge,
    portions: tuple[Portion, ...],
    heard: tuple[Portion, ...] = (),
) -> list[str]:
    """Return one line for each food that goes against an allergy, however often it was named.

    What was `heard` besides is told where nothing else goes against the same allergy.
    """
    allergies = situation.profile.allergies or ()
    found = against(allergies, portions, knowledge)
    told = {allergy.said for allergy, _ in found}
    open_ = tuple(allergy for allergy in allergies if allergy.said not in told)
    lines = warning_lines((*found, *against(open_, heard, knowledge)), knowledge)
    return [*lines, *_unclear(situation, knowledge, portions)]


def warning_lines(found: tuple[Pair, ...], knowledge: Knowledge) -> list[str]:
    """Return one line for each food that goes against allergies."""
    by_name: dict[str, tuple[Portion, list[Allergy]]] = {}
    for allergy, portion in found:
        by_name.setdefault(portion.name, (portion, []))[1].append(allergy)
    return [_warning(portion, allergies, knowledge) for portion, allergies in by_name.values()]


def _unclear(
    situation: Situation, knowledge: Knowledge, portions: tuple[Portion, ...]
) -> list[str]:
    """Return one line for a user's own foods nobody can check against their allergies."""
    allergies = situation.profile.allergies
    foods = knowledge.foods.foods
    own = [portion for portion in portions if is_own(portion.food_id)]
    unclear = [p.name for p in own if p.food_id and UNKNOWN_ALLERGENS in foods[p.food_id].tags]
    if not allergies or not unclear:
        return []
    texts = knowledge.texts
    said = listed(tuple(dict.fromkeys(watched_for(each, texts) for each in allergies)), texts)
    food = listed(tuple(dict.fromkeys(map(quoted, unclear))), texts)
    return [texts.say("own_allergens_unknown", food=food, said=said)]


def unchecked(
    situation: Situation, knowledge: Knowledge, portions: tuple[Portion, ...]
) -> list[str]:
    """Return one line that says which foods nobody can hold against the user's allergies."""
    texts, allergies = knowledge.texts, situation.profile.allergies or ()
    warned = {portion.name for _, portion in knowledge.allergens.warnings(allergies, portions)}
    open_ = [p.name for p in portions if p.food_id is None and p.name not in warned]
    if not open_ or not allergies:
        return []
    said = dict.fromkeys(watched_for(allergy, texts) for allergy in allergies)
    food = listed(tuple(dict.fromkeys(open_)), texts)
    return [texts.say("allergen_unchecked", food=food, said=listed(tuple(said), texts, "or"))]


def called(allergy: Allergy, texts: ReplyTexts) -> str:
    """Return what to call an allergy: as the user did, but what to avoid where that is an illness.

    Nobody is warned of "celiac"; of gluten they are.
    """
    is_illness = _CELIAC.match(simplify(allergy.said)) is not None
    return texts.say("allergen_gluten") if is_illness else quoted(allergy.said)


def watched_for(allergy: Allergy, texts: ReplyTexts) -> str:
    """Return what is watched for: a "nut" is any of many, "nuts"; peanut and milk are one thing."""
    *before, last = called(allergy, texts).split(" ")
    return " ".join((*before, _MANY.get(simplify(last), last)))


def _warning(portion: Portion, allergies: list[Allergy], knowledge: Knowledge) -> str:
    texts = knowledge.texts
    food, _ = shown_food(portion, texts)
    named = tuple(dict.fromkeys(called(allergy, texts) for allergy in allergies))
    said = listed(tuple(dict.fromkeys(watched_for(each, texts) for each in allergies)), texts)
    watched = frozenset[str]().union(*(allergy.allergens for allergy in allergies))
    found = sorted(carried(watched, portion, knowledge))
    itself = {canonical_words(food), canonical_words(portion.name)}
    is_itself = itself & set(map(canonical_words, (*named, *found)))
    if not found or (is_itself and len(found) == 1):
        return texts.say("allergen_warning_named", food=food, said=said)
    names = tuple(texts.say(f"allergen_{name}") for name in found)
    allergens = listed(names, texts)
    return texts.say("allergen_warning", food=food, said=said, allergens=allergens)
