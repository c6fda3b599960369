"""How a dish is made: of the planned week by its day, or any of the house by its name."""

from dataclasses import replace
from datetime import date

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.pages import paged
from domain.conversation.talk.replies import say
from domain.conversation.talk.shopping import mass, shop_name
from domain.conversation.talk.week_words import servings as portion_text
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.foods import Food
from domain.meals.vocabulary import canonical_words
from domain.memory.memory import Remembered
from domain.memory.own_recipes import own_recipe_id, recipe_of
from domain.plans.change_words import days_in, slots_in
from domain.plans.cookbook import Cookbook
from domain.plans.request import UnreadableRequestError
from domain.plans.week import PlannedMeal, PlannedWeek
from domain.recipes.kept import is_invented, is_own
from domain.recipes.recipe import Ingredient, Recipe, Slot
from domain.understanding.intents import Intent

_ASKING = frozenset(
    canonical_words(
        "recipe receta for how do i to make cook prepare the a an my me give show send please of"
        " what is in como se hace hago preparo preparar cocinar cocino la el los las de para un una"
        " dame quiero want can you tell one on tonight today tomorrow dinner lunch breakfast snack"
        " hoy manana cena comida almuerzo desayuno merienda con with and y it that this esa ese eso"
    )
)
_MOST_NAMES = 3


def tell_recipe(situation: Situation, knowledge: Knowledge) -> Outcome:
    """Say how a dish is made, in pages; no dish of the house the user must not eat is told."""
    cookbook = knowledge.cookbook
    if cookbook is None:
        return say(Intent.RECIPE, "recipe_unknown", situation, knowledge)
    planned = find_planned(situation)
    dish_id = planned[1].dish_id if planned else find_dish(situation, cookbook)
    recipe, own = cookbook.tables.recipes.get(dish_id), find_own(dish_id, situation)
    if own is not None:
        recipe = recipe_of(own, knowledge.foods)
    if recipe is None:
        return say(Intent.RECIPE, "recipe_unknown", situation, knowledge)
    against = why_not(recipe, situation, cookbook)
    if against and own is None:
        return say(
            Intent.RECIPE,
            "recipe_refused",
            situation,
            knowledge,
            dish=named(recipe, knowledge.texts),
            allergens=avoided(against, knowledge.texts),
        )
    servings = _servings(situation.week, planned) or float(recipe.servings)
    left = knowledge.texts.say("recipe_leftover") if planned and planned[1].is_leftover else ""
    in_pounds = situation.profile.uses_pounds
    head, *rest = recipe_lines(recipe, servings, knowledge.texts, in_pounds=in_pounds, own=own)
    lines = [head, left, *_warned(against, knowledge.texts), *rest]
    button = "button_list" if situation.week else "button_plan"
    buttons = (knowledge.texts.say(button),)
    page = paged(lines, situation.message.user.channel, knowledge.texts, buttons)
    conversation = replace(situation.conversation, pages=page.rest, dish_id=dish_id)
    return Outcome(Intent.RECIPE, situation.profile, conversation, page.draft)


def _warned(against: tuple[str, ...], texts: ReplyTexts) -> list[str]:
    """Return the warning over a user's own recipe: it is theirs, and others may eat of it."""
    if not against:
        return []
    return [texts.say("own_recipe_avoided", allergens=avoided(against, texts))]


def avoided(against: tuple[str, ...], texts: ReplyTexts) -> str:
    """Return what the gate found, in the language of the texts where they have a word for it."""
    keys = (f"allergen_{each.replace(' ', '_')}" for each in against)
    named = (texts.by_key.get(key) for key in keys)
    return listed(tuple(n or quoted(each) for n, each in zip(named, against, strict=True)), texts)


def find_own(dish_id: str, situation: Situation) -> Remembered | None:
    """Return the recipe a user brought or kept under an id."""
    entries = situation.memory.entries if is_own(dish_id) else ()
    told = (each for each in entries if each.recipe is not None)
    return next((each for each in told if own_recipe_id(each) == dish_id), None)


def why_not(recipe: Recipe, situation: Situation, cookbook: Cookbook) -> tuple[str, ...]:
    """Return what speaks against serving a recipe to the user, by the gate; empty: nothing does."""
    try:
        return cookbook.checks(situation.profile.allergies or ())(recipe)
    except UnreadableRequestError as error:
        return (str(error),)


def find_planned(situation: Situation) -> tuple[date, PlannedMeal] | None:
    """Return the planned meal a message names by its day; the dinner where it names no meal."""
    week, text = situation.week, situation.message.text
    if week is None:
        return None
    days = days_in(text, situation.today, tuple(day.on for day in week.days))
    slots = slots_in(text)
    if not days and slots:
        days = (max(situation.today, week.starts_on),)
    for on in days:
        for slot in slots or (Slot.DINNER, Slot.LUNCH, Slot.BREAKFAST):
            day = week.find_day(on)
            if day and (meal := day.find(slot)):
                return on, meal
    return None


def find_dish(situation: Situation, cookbook: Cookbook) -> str:
    """Return the dish a message names, of the planned ones first; else the one spoken of last.

    A recipe of the user's own comes before one of the house that fits as well.
    """
    wanted = frozenset(canonical_words(situation.message.text)) - _ASKING
    if not wanted:
        return situation.conversation.dish_id
    planned = {meal.dish_id for _, meal in situation.week.meals()} if situation.week else set()
    own = [
        (str(own_recipe_id(each)), each.name) for each in situation.memory.entries if each.recipe
    ]
    known = cookbook.tables.recipes.items()
    best, found = 0.0, ""
    for dish_id, name in (*own, *((key, f"{each.name} {each.name_es}") for key, each in known)):
        shared = len(wanted & frozenset(canonical_words(name))) / len(wanted)
        score = shared + (0.5 if dish_id in planned and shared else 0.0)
        if score > best:
            best, found = score, dish_id
    return found if best > 0.5 else ""  # noqa: PLR2004


def named(recipe: Recipe, texts: ReplyTexts) -> str:
    """Return what a recipe is called in the language of the texts."""
    return recipe.name_es if texts.language == "es" else recipe.name


def recipe_lines(
    recipe: Recipe,
    servings: float,
    texts: ReplyTexts,
    *,
    in_pounds: bool,
    own: Remembered | None = None,
) -> list[str]:
    """Return how a dish is made for so many servings: what it is, what goes into it, the steps.

    Of the user's `own` also what nobody could read.
    """
    factor = servings / recipe.servings
    head = texts.say(
        "recipe_head",
        dish=named(recipe, texts),
        servings=servings_text(servings, texts),
        minutes=recipe.minutes,
        active=recipe.active_minutes,
    )
    unread = () if own is None else own.unread
    told_as = own.recipe.recipe_id if own is not None and own.recipe else recipe.recipe_id
    new = texts.say("recipe_new") if is_invented(told_as) else ""
    parts = [_ingredient(each, factor, texts, in_pounds=in_pounds) for each in recipe.ingredients]
    parts += [texts.say("own_recipe_unread_part", words=quoted(line)) for line in unread]
    steps = [f"{number}. {text}" for number, text in enumerate(recipe.steps, start=1)]
    if not steps:
        return [head, new, *parts]
    is_ours = own is None or is_invented(told_as)
    return [head, new, *parts, texts.say("recipe_steps" if is_ours else "own_recipe_steps"), *steps]


def servings_text(servings: float, texts: ReplyTexts) -> str:
    """Return how many servings, in words: "½ serving", "1 serving", "2½ servings"."""
    quarters = 4 * servings
    if quarters == round(quarters):
        return portion_text(round(quarters), texts)
    key = "one_serving" if servings <= 1 else "servings"
    return texts.say(key, number=f"{servings:.2f}".rstrip("0").rstrip("."))


def _servings(week: PlannedWeek | None, planned: tuple[date, PlannedMeal] | None) -> float | None:
    if week is None or planned is None:
        return None
    on, meal = planned
    return week.servings_cooked(on, meal.slot)


def _ingredient(each: Ingredient, factor: float, texts: ReplyTexts, *, in_pounds: bool) -> str:
    amount = mass(each.mass_g * factor, in_pounds=in_pounds)
    optional = texts.say("recipe_optional") if each.is_optional else ""
    return texts.say(
        "recipe_part", food=_food_name(each.food, texts), amount=amount, optional=optional
    )


def _food_name(food: Food, texts: ReplyTexts) -> str:
    names = texts.food_names
    called = "" if names is None else names.name_of(food.food_id, "")
    return shop_name(called or food.name)
