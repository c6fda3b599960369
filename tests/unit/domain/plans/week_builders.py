"""A tiny kitchen whose plan is known to be right, to plant violations in."""

from dataclasses import replace
from datetime import date

from domain.meals.foods import Food, FoodId
from domain.meals.nutrients import Nutrient
from domain.plans.dishes import Dish, Offer
from domain.plans.plan import Meal, Plan
from domain.plans.verify import Evidence
from domain.plans.wishes import DailyLimit, DayWish, Eater, Wishes
from domain.recipes.recipe import Equipment, Ingredient, Kitchen, Recipe, RecipeId, Skill, Slot

PER_100_G = {
    Nutrient.ENERGY: 100.0,
    Nutrient.PROTEIN: 5.0,
    Nutrient.CARBOHYDRATE: 12.0,
    Nutrient.FAT: 3.0,
    Nutrient.SODIUM: 40.0,
    Nutrient.SUGAR: 2.0,
    Nutrient.FIBER: 2.0,
}


def food(food_id="rice", *, group="whole_grain", allergens=(), tags=(), **per_100_g):
    amounts = PER_100_G | {Nutrient(name): value for name, value in per_100_g.items()}
    known = {nutrient: value for nutrient, value in amounts.items() if value is not None}
    return Food(
        food_id=FoodId(food_id),
        name=food_id.replace("-", " "),
        source="made up",
        per_100_g=known,
        portions={"cup": 150.0},
        usual_unit="cup",
        allergens=frozenset(allergens),
        tags=frozenset(tags),
        group=group,
    )


def recipe(recipe_id="rice-bowl", *ingredients, slots=(Slot.DINNER,), **parts):
    listed = ingredients or ((food(), 400.0),)
    made = Recipe(
        recipe_id=RecipeId(recipe_id),
        name=recipe_id.replace("-", " "),
        name_es=recipe_id,
        kitchen=Kitchen.INDIAN,
        slots=frozenset(slots),
        servings=1,
        minutes=20,
        active_minutes=10,
        skill=Skill.EASY,
        equipment=frozenset({Equipment.STOVE}),
        uses_one_pan=True,
        keeps_days=2,
        can_freeze=False,
        ingredients=tuple(Ingredient(each, grams, each.name) for each, grams in listed),
        steps=("Cook.",),
    )
    return replace(made, **parts)


def dish(dish_id, *slots, **parts):
    made = Dish(
        dish_id=dish_id,
        name=dish_id,
        slots=frozenset(slots),
        kitchen="indian",
        protein_source="legume",
        minutes=10,
        ready_minutes=20,
        keeps_days=2,
        grams={"rice": 500.0},
        nutrients={nutrient: 5 * amount for nutrient, amount in PER_100_G.items()},
    )
    return replace(made, **parts)


DISHES = (
    dish("porridge", Slot.BREAKFAST, protein_source="grain"),
    dish("toast", Slot.BREAKFAST, protein_source="grain", grams={"bread": 500.0}),
    dish("soup", Slot.LUNCH, Slot.DINNER),
    dish("curry", Slot.LUNCH, Slot.DINNER, kitchen="mexican"),
    dish("stew", Slot.LUNCH, Slot.DINNER, protein_source="beef", keeps_days=0),
    dish("salad", Slot.LUNCH, Slot.DINNER, protein_source="vegetables", kitchen="american"),
)
BY_ID = {each.dish_id: each for each in DISHES}
FOODS = {"rice": food("rice"), "bread": food("bread")}
OFFERS = {"rice": Offer("rice", 0.2), "bread": Offer("bread", 0.5, 400.0, "bakery")}
SLOTS = (Slot.BREAKFAST, Slot.LUNCH, Slot.DINNER)
LIMITS = (
    DailyLimit(Nutrient.FIBER, least=20.0, goal=25.0),
    DailyLimit(Nutrient.SODIUM, most=900.0),
)


def evidence(**parts):
    return replace(Evidence(BY_ID, FOODS, OFFERS, lambda _dish: True), **parts)


def wishes(**parts):
    days = tuple(DayWish(date(2026, 11, 23 + n), SLOTS, minutes_max=40) for n in range(3))
    eater = Eater("ann", 1500 / 0.9, 75.0 / 0.9, LIMITS)
    return replace(Wishes((eater,), days, budget_usd=20.0), **parts)


def meal(slot, dish_id, quarters=4, *, leftover=False):
    return Meal(slot, dish_id, (quarters,), leftover)


def plan():
    """Return a plan of three days that keeps every limit of `wishes()`."""
    return Plan(
        (
            (
                meal(Slot.BREAKFAST, "porridge"),
                meal(Slot.LUNCH, "soup"),
                meal(Slot.DINNER, "curry"),
            ),
            (
                meal(Slot.BREAKFAST, "toast"),
                meal(Slot.LUNCH, "curry", leftover=True),
                meal(Slot.DINNER, "soup", leftover=True),
            ),
            (
                meal(Slot.BREAKFAST, "porridge", leftover=True),
                meal(Slot.LUNCH, "stew"),
                meal(Slot.DINNER, "salad"),
            ),
        )
    )


def changed(original, day, place, **parts):
    """Return a plan with one meal changed."""
    days = [list(meals) for meals in original.days]
    days[day][place] = replace(days[day][place], **parts)
    return Plan(tuple(tuple(meals) for meals in days))
