"""How a dish is made: of the planned week by its day, or any of the house by its name."""

from dataclasses import replace
from datetime import date
from functools import partial

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.pages import paged
from domain.conversation.talk.replies import say
from domain.conversation.talk.shopping import mass, shop_name
from domain.conversation.talk.week_words import servings as servings_said
from domain.conversation.wording import ReplyTexts, listed, quoted
from domain.meals.foods import Food
from domain.meals.vocabulary import canonical_words
from domain.memory.memory import Remembered
from domain.memory.own_recipes import own_recipe_id, recipe_of
from domain.plans.asking import DIETS_BY_NAME
from domain.plans.change_words import days_in, slots_in
from domain.plans.cookbook import Cookbook
from domain.plans.request import UnreadableRequestError
from domain.plans.week import PlannedMeal, PlannedWeek
from domain.recipes.diets import fits
from domain.recipes.kept import is_invented, is_own
from domain.recipes.recipe import Ingredient, Recipe, Slot, Swapped
from domain.recipes.scaling import PINCH, in_kitchen, scaled_step
from domain.recipes.shelves import Shelf, Shelves
from domain.recipes.swapping import MayServe, servable
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
_COUNTED, _COUNTED_ONE = frozenset({"cup", "clove"}), frozenset({"¼", "½", "¾", "1"})
_WEIGHED_G = 5.0  # less is spooned; few kitchen scales show it


def tell_recipe(
    situation: Situation, knowledge: Knowledge, *, servings: float | None = None
) -> Outcome:
    """Say how a dish is made, in pages; no dish of the house the user must not eat is told.

    With `servings` it is the dish spoken of last, for so many.
    """
    cookbook = knowledge.cookbook
    if cookbook is None:
        return say(Intent.RECIPE, "recipe_unknown", situation, knowledge)
    planned = None if servings else find_planned(situation)
    dish_id = situation.conversation.dish_id if servings else ""
    dish_id = dish_id or (planned[1].dish_id if planned else find_dish(situation, cookbook))
    recipe, own = cookbook.tables.recipes.get(dish_id), find_own(dish_id, situation)
    if own is not None:
        recipe = recipe_of(own, knowledge.foods)
    if recipe is None:
        return say(Intent.RECIPE, "recipe_unknown", situation, knowledge)
    against = why_not(recipe, situation, cookbook)
    if against and own is None:
        mended = _mended(recipe, situation, cookbook)
        if mended is None:
            return _refused(recipe, against, situation, knowledge)
        recipe, against = mended, ()
    servings = servings or _servings(situation.week, planned) or float(recipe.servings)
    left = knowledge.texts.say("recipe_leftover") if planned and planned[1].is_leftover else ""
    head, *rest = recipe_lines(
        recipe,
        servings,
        knowledge.texts,
        in_pounds=situation.profile.uses_pounds,
        shelves=cookbook.tables.book.shelves,
        own=own,
    )
    lines = [head, left, *_warned(against, knowledge.texts), *rest]
    return _paged(lines, dish_id, situation, knowledge)


def _paged(lines: list[str], dish_id: str, situation: Situation, knowledge: Knowledge) -> Outcome:
    """Return a recipe in pages, and the dish as the one spoken of last."""
    button = "button_list" if situation.week else "button_plan"
    buttons = (knowledge.texts.say(button),)
    page = paged(lines, situation.message.user.channel, knowledge.texts, buttons)
    conversation = replace(situation.conversation, pages=page.rest, dish_id=dish_id)
    return Outcome(Intent.RECIPE, situation.profile, conversation, page.draft)


def _refused(
    recipe: Recipe, against: tuple[str, ...], situation: Situation, knowledge: Knowledge
) -> Outcome:
    dish, found = named(recipe, knowledge.texts), avoided(against, knowledge.texts)
    return say(Intent.RECIPE, "recipe_refused", situation, knowledge, dish=dish, allergens=found)


def _mended(recipe: Recipe, situation: Situation, cookbook: Cookbook) -> Recipe | None:
    """Return a dish of the house with foods the user may eat, if swapping some makes it so."""
    return servable(recipe, cookbook.tables.book, suiting(situation, cookbook))


def suiting(situation: Situation, cookbook: Cookbook) -> MayServe:
    """Return what tells whether a dish keeps to the user's allergies and diets.

    Where an allergy is told that nobody knows, nothing does.
    """
    try:
        found_in = cookbook.checks(situation.profile.allergies or ())
    except UnreadableRequestError:
        return lambda _: False
    names = situation.profile.diets
    diets = [DIETS_BY_NAME[name] for name in sorted(names) if name in DIETS_BY_NAME]
    fodmaps = cookbook.tables.book.fodmap_low_up_to_g
    return lambda one: not found_in(one) and all(fits(one, each, fodmaps) for each in diets)


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
    return recipe.called(texts.language)


def recipe_lines(
    recipe: Recipe,
    servings: float,
    texts: ReplyTexts,
    *,
    in_pounds: bool,
    shelves: Shelves,
    own: Remembered | None = None,
) -> list[str]:
    """Return how a dish is made for so many servings: what it is, what goes into it, the steps.

    Amounts and the water of the steps are for these servings. The user's `own` is told by mass,
    with what nobody could read.
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
    swaps = [_swap_said(each, texts) for each in recipe.swapped]
    shown = partial(_ingredient, factor=factor, texts=texts, in_pounds=in_pounds)
    if own is None:
        shown = partial(shown, shelves=shelves)
    parts = [shown(each) for each in recipe.ingredients]
    parts += [texts.say("own_recipe_unread_part", words=quoted(line)) for line in unread]
    steps = [
        f"{number}. {scaled_step(text, factor)}"
        for number, text in enumerate(recipe.steps, start=1)
    ]
    if not steps:
        return [head, new, *swaps, *parts]
    is_ours = own is None or is_invented(told_as)
    steps_head = texts.say("recipe_steps" if is_ours else "own_recipe_steps")
    return [head, new, *parts, steps_head, *swaps, *steps]


def _swap_said(each: Swapped, texts: ReplyTexts) -> str:
    food, other = each.said(texts.language)
    return texts.say("recipe_swapped", food=food, other=other)


def servings_text(servings: float, texts: ReplyTexts) -> str:
    """Return how many servings, in words: "1 serving", "2½ servings"."""
    return servings_said(round(4 * servings), texts)


def _servings(week: PlannedWeek | None, planned: tuple[date, PlannedMeal] | None) -> float | None:
    if week is None or planned is None:
        return None
    on, meal = planned
    return week.servings_cooked(on, meal.slot)


def _ingredient(
    each: Ingredient,
    *,
    factor: float,
    texts: ReplyTexts,
    in_pounds: bool,
    shelves: Shelves | None = None,
) -> str:
    """Return a line: measured as cooks do where there are shelves, else by its mass."""
    optional = texts.say("recipe_optional") if each.is_optional else ""
    mass_g = each.mass_g * factor
    amount, shelf = mass(mass_g, in_pounds=in_pounds), None
    if shelves is not None:
        shelf = shelves.get(each.food.food_id)
        amount = _amount(each.food, mass_g, shelf, texts, in_pounds=in_pounds)
    food = _food_name(each.food, shelf, texts)
    return texts.say("recipe_part", food=food, amount=amount, optional=optional)


def _amount(
    food: Food, mass_g: float, shelf: Shelf | None, texts: ReplyTexts, *, in_pounds: bool
) -> str:
    """Return an amount as a cook measures it, with its mass where a scale shows it."""
    weighed = mass(mass_g, in_pounds=in_pounds)
    number, unit = in_kitchen(food, mass_g, shelf)
    if unit == PINCH:
        return texts.say("recipe_pinch")
    if not number:
        return weighed
    is_many = unit in _COUNTED and number not in _COUNTED_ONE
    measured = f"{number} {unit}{'s' if is_many else ''}".strip()
    if texts.food_names is not None:
        measured = texts.food_names.amount(measured)
    return measured if mass_g < _WEIGHED_G else f"{measured} ({weighed})"


def shop_word(food: Food, shelves: Shelves, texts: ReplyTexts) -> str:
    """Return what a shop calls a food, in the language of the texts."""
    return _food_name(food, shelves.get(food.food_id), texts)


def _food_name(food: Food, shelf: Shelf | None, texts: ReplyTexts) -> str:
    if shelf is not None:
        return shelf.named(texts.language)
    names = texts.food_names
    called = "" if names is None else names.name_of(food.food_id, "")
    return shop_name(called or food.name)
