"""A small planned week, an order for it and its draft, as tests need them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.conversation.placed_order import PlacedOrder
from domain.identity import MessageSid
from domain.plans.drafted import DraftStatus, Exceeded, WeekDraft
from domain.plans.order import Asked, Change, ChangeKind, PlanOrder
from domain.plans.shopping import Item, ShoppingList
from domain.plans.week import (
    KeptList,
    PlannedDay,
    PlannedMeal,
    PlannedWeek,
    Proven,
    Standing,
)
from domain.plans.wishes import DayWish, LockedMeal
from domain.recipes.diets import Diet
from domain.recipes.kept import KeptIngredient, KeptRecipe, framed
from domain.recipes.recipe import Equipment, Kitchen, RecipeFrame, RecipeId, Skill, Slot
from domain.recipes.shelves import Shelf
from tests.builders import ANN, COACH, NOON, TODAY

STARTS = TODAY + timedelta(days=1)
ORDER_ID = MessageSid("SMORDER")
A_RECIPE_FRAME = RecipeFrame(
    recipe_id=RecipeId("invented-1"),
    name="Stew",
    name_es="Guiso",
    kitchen=None,
    slots=frozenset({Slot.DINNER}),
    servings=2,
    minutes=40,
    active_minutes=20,
    skill=Skill.EASY,
    equipment=frozenset({Equipment.STOVE}),
    keeps_days=2,
    steps=("Boil.",),
)
A_KEPT_RECIPE = KeptRecipe(
    **framed(A_RECIPE_FRAME), ingredients=(KeptIngredient("egg", 50.0, "1 egg"),)
)
SPINACH_BOXES = Shelf(
    "produce",
    {"en": "spinach", "es": "espinaca"},
    170.0,
    {"en": ("box of spinach", "boxes of spinach"), "es": ("caja de espinaca", "cajas de espinaca")},
)


def a_meal(slot: Slot = Slot.DINNER, dish_id: str = "masoor-dal-rice", **parts: Any) -> PlannedMeal:
    meal = PlannedMeal(
        slot=slot,
        dish_id=dish_id,
        name="Masoor dal with rice",
        name_es="Dal de lentejas con arroz",
        quarters=(4,),
        is_leftover=False,
        energy_kcal=510.5,
        protein_g=22.0,
        minutes=20,
    )
    return replace(meal, **parts)


def a_day(on: date = STARTS, *meals: PlannedMeal) -> PlannedDay:
    return PlannedDay(on, meals or (a_meal(Slot.BREAKFAST, "apple-overnight-oats"), a_meal()))


def a_week(*days: PlannedDay, **parts: Any) -> PlannedWeek:
    planned = days or tuple(a_day(STARTS + timedelta(days=n)) for n in range(7))
    week = PlannedWeek(
        order_id=ORDER_ID,
        asked=Asked(diets=frozenset({Diet.VEGAN}), budget_usd=60.0, minutes_weekday=20),
        days=planned,
        cost_usd=41.25,
        standing=Standing(
            days=tuple(DayWish(day.on, refused=frozenset({"fish"})) for day in planned),
            locked=(LockedMeal(0, Slot.DINNER, "masoor-dal-rice", (4,)),),
            pantry={"rice": 200.0},
            use_up={"spinach": 120.0},
        ),
        proven=Proven(143, 14, ("peanuts",), (("fiber_g a day", "30", "at least 28"),), 80.0, 70.0),
    )
    return replace(week, **parts)


def a_list(**parts: Any) -> KeptList:
    items = (
        Item("brown rice", "bread and grains", "brown-rice", 150.0, 150.0, 0, 0.4),
        Item("spinach", "produce", "spinach", 200.0, 340.0, 2, 5.98, SPINACH_BOXES),
        Item("candles", "added by you"),
    )
    kept = KeptList(STARTS, ShoppingList(items), had=("salt",), added=("candles",))
    return replace(kept, **parts)


def an_order(**parts: Any) -> PlanOrder:
    order = PlanOrder(
        order_id=ORDER_ID,
        starts_on=STARTS,
        today=TODAY,
        asked=Asked(
            frozenset({Diet.VEGAN}), 60.0, 2, 20, 45, frozenset({Kitchen.INDIAN}), ("fish",)
        ),
        changes=(Change(ChangeKind.EAT_OUT, (STARTS,), (Slot.DINNER,), "", None),),
    )
    return replace(order, **parts)


def a_placed(order: PlanOrder | None = None) -> PlacedOrder:
    return PlacedOrder(order or an_order(), ANN, COACH, NOON, NOON + timedelta(hours=24))


def a_draft(**parts: Any) -> WeekDraft:
    draft = WeekDraft(
        status=DraftStatus.PLANNED,
        week=a_week(),
        items=a_list().items,
        conflict=("budget",),
        relaxations=(("budget", 0.2),),
        exceeds=(Exceeded("budget_usd", "64", "at most 60"),),
        unclear="",
    )
    return replace(draft, **parts)
