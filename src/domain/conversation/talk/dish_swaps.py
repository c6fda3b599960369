"""A meal of the week swapped for a dish that is named: which one is meant, and what speaks against.

What is said here is said at once; whether the week still keeps its limits the planner decides.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from domain.conversation.outcome import Knowledge, Outcome, Situation
from domain.conversation.talk.recipes import avoided, find_own, named, why_not
from domain.conversation.talk.replies import say
from domain.conversation.wording import listed, quoted
from domain.memory.own_recipes import own_recipe_id
from domain.plans.change_words import ToldChanges, days_in, slots_in
from domain.plans.cookbook import Cookbook
from domain.plans.dish_named import DishName, DishNamed, find_dish_named, placed_at
from domain.plans.week import PlannedWeek
from domain.recipes.kept import is_own
from domain.recipes.recipe import Recipe
from domain.understanding.intents import Intent

_MOST_NAMES = 3


def swap_for_dish(
    week: PlannedWeek, situation: Situation, knowledge: Knowledge
) -> Outcome | ToldChanges | None:
    """Return what a sentence changes that names a dish and a day, or what there is to say to it.

    None where it names no dish.
    """
    text, cookbook = situation.message.text, knowledge.cookbook
    if cookbook is None or not days_in(text, situation.today, tuple(d.on for d in week.days)):
        return None
    known, common = tuple(_called(situation, cookbook)), cookbook.tables.book.asking_words
    found = find_dish_named(text, known, common, knowledge.foods)
    if found is None:
        return None
    if not found.dish_ids:
        dish = quoted(found.words)
        return say(Intent.SWAP_MEAL, "swap_dish_unknown", situation, knowledge, dish=dish)
    return _one_of(found, cookbook, week, situation, knowledge)


def _called(situation: Situation, cookbook: Cookbook) -> Iterator[DishName]:
    """Yield what dishes are called: the user's own as they call them, the house's in both."""
    for entry in situation.memory.entries:
        if entry.recipe is not None:
            yield DishName(str(own_recipe_id(entry)), entry.name, is_own=True)
    for dish_id, recipe in cookbook.tables.recipes.items():
        if not is_own(dish_id):
            yield DishName(dish_id, recipe.name)
            yield DishName(dish_id, recipe.name_es)


def _one_of(
    found: DishNamed,
    cookbook: Cookbook,
    week: PlannedWeek,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome | ToldChanges:
    """Return the changes for the one dish that is meant; ask which, or say why it is not served."""
    own = find_own(found.dish_ids[0], situation)
    if own is not None and own.unread:
        words = listed(tuple(quoted(line) for line in own.unread[:_MOST_NAMES]), knowledge.texts)
        dish = quoted(own.name)
        return say(
            Intent.SWAP_MEAL, "swap_dish_unread", situation, knowledge, dish=dish, words=words
        )
    meant = _for_the_meal(found, cookbook)
    fine = tuple(islice(_served(meant, situation, cookbook), _MOST_NAMES))
    if len(fine) != 1:
        return _which(fine, meant, cookbook, situation, knowledge)
    told = placed_at(found.rest, fine[0].recipe_id, fine[0].slots, situation.today, week)
    if told.changes and _stands(told, week):
        dish = named(fine[0], knowledge.texts)
        return say(Intent.SWAP_MEAL, "swap_dish_same", situation, knowledge, dish=dish)
    return told


def _for_the_meal(found: DishNamed, cookbook: Cookbook) -> list[Recipe]:
    """Return the dishes that may be meant; of several, those for the meal of the day it is for."""
    recipes = cookbook.tables.recipes
    meant = [recipes[each] for each in found.dish_ids if each in recipes]
    slots = set(slots_in(found.rest))
    return [each for each in meant if each.slots & slots] or meant


def _stands(told: ToldChanges, week: PlannedWeek) -> bool:
    """Whether what is wanted is what is planned."""
    return all(
        (day := week.find_day(on)) is not None
        and (meal := day.find(slot)) is not None
        and meal.dish_id == change.dish_id
        for change in told.changes
        for on in change.on
        for slot in change.slots
    )


def _served(
    recipes: Iterable[Recipe], situation: Situation, cookbook: Cookbook
) -> Iterator[Recipe]:
    return (each for each in recipes if not why_not(each, situation, cookbook))


def _which(
    fine: tuple[Recipe, ...],
    meant: list[Recipe],
    cookbook: Cookbook,
    situation: Situation,
    knowledge: Knowledge,
) -> Outcome:
    """Ask which dish is meant, of those that may be served; where none may, say why."""
    texts = knowledge.texts
    if fine:
        names = listed(tuple(named(each, texts) for each in fine), texts, "or")
        return say(Intent.SWAP_MEAL, "swap_dish_which", situation, knowledge, names=names)
    against = why_not(meant[0], situation, cookbook)
    return say(
        Intent.SWAP_MEAL,
        "recipe_refused",
        situation,
        knowledge,
        dish=named(meant[0], texts),
        allergens=avoided(against, texts),
    )
