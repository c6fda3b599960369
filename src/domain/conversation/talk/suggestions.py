"""What to eat next: the planned meal, else a dish of the house that fits the user and the day."""

from dataclasses import replace
from datetime import time

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.recipes import named, why_not
from domain.conversation.talk.replies import say
from domain.conversation.talk.week_words import dish_name
from domain.meals.nutrients import Nutrient
from domain.messaging.text import simplify
from domain.pattern import Pattern
from domain.plans.asking import (
    DIETS_BY_NAME,
    QUICK_MINUTES,
    english_of,
    find_minutes,
    food_in,
    is_quick,
)
from domain.plans.change_words import slots_in
from domain.plans.cookbook import Cookbook
from domain.plans.ordering import LIKED, NEVER, holds
from domain.plans.week import PlannedMeal
from domain.plans.wishes import UNKNOWN_TASTE
from domain.recipes.diets import diets_of
from domain.recipes.recipe import Recipe, Slot
from domain.understanding.intents import Intent

_MOST_KCAL = Pattern(
    r"(?:under|below|less than|max(?:imum)?|menos de|hasta) (?P<kcal>\d{2,4})"
    r"|(?:for|with|around|about|of|por|con|de|unas) (?P<told>\d{2,4}) ?(?:k?cals?|calor\w+)\b"
)
_WITH = Pattern(
    r"\b(?:with|using|con)(?: (?:the|my|some|el|la|los|las|mi|mis))* (?P<food>[a-z -]+)"
)
_SLOT_UNTIL = ((time(10, 30), Slot.BREAKFAST), (time(15), Slot.LUNCH), (time(17), Slot.SNACK))
"""Which meal is next. Source: own choice, by the clock"""


def suggest_meal(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Name one dish for the next meal, or the one the user speaks of."""
    cookbook, text = knowledge.cookbook, situation.message.text
    slot = _slot_meant(situation)
    planned = None if _is_another(situation) else _planned_now(situation, slot)
    if planned is not None and not is_quick(text):
        dish = dish_name(planned, knowledge.texts)
        slot_name = knowledge.texts.say(f"slot_{slot}")
        outcome = say(
            Intent.SUGGEST_MEAL, "suggest_planned", situation, knowledge, slot=slot_name, dish=dish
        )
        conversation = replace(situation.conversation, dish_id=planned.dish_id)
        return replace(outcome, conversation=conversation)
    if cookbook is None or situation.profile.allergies is None:
        return say(Intent.SUGGEST_MEAL, "plan_first_allergies", situation, knowledge)
    recipe = _choose(slot, situation, knowledge, cookbook)
    if recipe is None:
        return say(Intent.SUGGEST_MEAL, "suggest_none", situation, knowledge)
    texts = knowledge.texts
    energy = recipe.per_serving[Nutrient.ENERGY].amount
    draft = texts.say_energy(
        "suggest",
        slot=texts.say(f"slot_{slot}"),
        dish=named(recipe, texts),
        minutes=recipe.minutes,
        energy=texts.energy(energy),
        protein=f"{recipe.per_serving[Nutrient.PROTEIN].amount:.0f}",
    )
    outcome = say(Intent.SUGGEST_MEAL, "and", situation, knowledge)
    conversation = replace(situation.conversation, dish_id=str(recipe.recipe_id))
    buttons = (texts.say("button_recipe"),)
    shown = replace(outcome.draft, text=draft, buttons=buttons) if outcome.draft else None
    return replace(outcome, draft=shown, conversation=conversation)


def _slot_meant(situation: Situation) -> Slot:
    """Return the meal that is named, else that of the suggestion before, else the next one."""
    text, last_said = situation.message.text, situation.conversation.last_said
    meant = slots_in(last_said.partition(":")[0] if _is_another(situation) else text)
    return next(iter(meant), _slot_now(situation))


def _is_another(situation: Situation) -> bool:
    """Whether something else is wished for than what was suggested just before."""
    is_after = situation.conversation.comes_after(Intent.SUGGEST_MEAL)
    return is_after and not slots_in(situation.message.text)


def _slot_now(situation: Situation) -> Slot:
    now = situation.now.time()
    return next((slot for until, slot in _SLOT_UNTIL if now < until), Slot.DINNER)


def _planned_now(situation: Situation, slot: Slot) -> PlannedMeal | None:
    """Return what is planned for the meal today."""
    day = situation.week.find_day(situation.today) if situation.week else None
    return None if day is None else day.find(slot)


def _choose(
    slot: Slot, situation: Situation, knowledge: Knowledge, cookbook: Cookbook
) -> Recipe | None:
    """Return a dish that fits, another one each day; the gate has the last word."""
    text, profile = situation.message.text, situation.profile
    minutes = find_minutes(text) or (QUICK_MINUTES if is_quick(text) else None)
    most_kcal = _most_kcal(text)
    dislikes = tuple(english_of(each, knowledge.foods) for each in profile.dislikes)
    diets = {DIETS_BY_NAME[name] for name in profile.diets if name in DIETS_BY_NAME}
    fitting = [
        recipe
        for dish_id, recipe in cookbook.tables.recipes.items()
        if slot in recipe.slots
        and (minutes is None or recipe.minutes <= minutes)
        and (most_kcal is None or recipe.energy_kcal <= most_kcal)
        and profile.tastes.get(dish_id, UNKNOWN_TASTE) > NEVER
        and diets <= diets_of(recipe, cookbook.tables.book.fodmap_low_up_to_g)
        and not any(holds(recipe, each) for each in dislikes)
    ]
    fitting = _with_food_named(fitting, text, knowledge) or fitting
    liked = [r for r in fitting if profile.tastes.get(str(r.recipe_id), 0.0) >= LIKED]
    pool = liked or fitting
    turn = situation.today.toordinal() + situation.conversation.version
    ordered = [pool[(turn + n) % len(pool)] for n in range(len(pool))]
    return next((r for r in ordered if not why_not(r, situation, cookbook)), None)


def _with_food_named(fitting: list[Recipe], text: str, knowledge: Knowledge) -> list[Recipe]:
    """Return the dishes with the food a message names: "something with chickpeas"."""
    named = _WITH.search(simplify(text))
    food = food_in(named["food"], knowledge.foods) if named else ""
    return [each for each in fitting if food and holds(each, food)]


def _most_kcal(text: str) -> float | None:
    match = _MOST_KCAL.search(simplify(text))
    return None if match is None else float(match["kcal"] or match["told"])
