"""What a sentence asks of a week, in both languages; what is not understood asks nothing."""

from datetime import date, timedelta

import pytest

from domain.plans.asking import (
    english_of,
    find_minutes,
    food_in,
    is_quick,
    kinds_of,
    people_meant,
    read_asked,
)
from domain.plans.change_words import (
    ToldChanges,
    days_in,
    read_changes,
    read_first_changes,
    says_eating_out,
    slots_in,
    speaks_of_change,
)
from domain.plans.order import NOT_VEGAN, Asked, Change, ChangeKind
from domain.recipes.diets import Diet
from domain.recipes.recipe import Kitchen, Slot
from tests.planned import a_day, a_meal, a_week

MONDAY = date(2026, 11, 23)
WEEK = a_week(
    *(
        a_day(
            MONDAY + timedelta(days=n),
            a_meal(Slot.BREAKFAST, "oats"),
            a_meal(Slot.LUNCH, "soup"),
            a_meal(Slot.DINNER, "curry"),
        )
        for n in range(7)
    )
)
DATES = tuple(day.on for day in WEEK.days)


@pytest.fixture(scope="module")
def foods(knowledge):
    return knowledge.foods


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "plan my week under $60, vegetarian, 20 minutes on weekdays",
            Asked(frozenset({Diet.VEGETARIAN}), 60.0, minutes_weekday=20),
        ),
        (
            "planea mi semana por menos de 60 dólares, vegetariana, 20 minutos entre semana",
            Asked(frozenset({Diet.VEGETARIAN}), 60.0, minutes_weekday=20),
        ),
        (
            "an hour? no: 1 hour on weekends and 15 min on weekdays",
            Asked(minutes_weekday=15, minutes_weekend=60),
        ),
        ("30 minutes", Asked(minutes_weekday=30, minutes_weekend=30)),
        ("0 minutes", Asked()),
        ("quick dinners", Asked(minutes_weekday=20)),
        (
            "vegan gluten-free week for 4 people without mushrooms or tofu",
            Asked(
                frozenset({Diet.VEGAN, Diet.GLUTEN_FREE}), people=4, without=("mushroom", "tofu")
            ),
        ),
        ("dairy free, nut free", Asked(frozenset({Diet.DAIRY_FREE, Diet.NUT_FREE}))),
        ("mexican and indian food", Asked(kitchens=frozenset({Kitchen.MEXICAN, Kitchen.INDIAN}))),
        ("no more than $50 and no leftovers", Asked(budget_usd=50.0)),
        ("sin pescado y sin cerdo", Asked(without=("fish", "pork"))),
        ("no fish on Friday", Asked()),
        ("plan for $1", Asked()),
        ("keto please", Asked()),
    ],
)
def test_a_sentence_is_read_as_what_it_asks(text, asked, foods):
    assert read_asked(text, foods) == asked


def test_what_is_said_later_counts():
    first = Asked(
        frozenset({Diet.VEGAN}), 60.0, 2, 20, None, frozenset({Kitchen.INDIAN}), ("fish",)
    )

    both = first.and_then(Asked(budget_usd=70.0, minutes_weekday=30, without=("egg",)))

    assert both == Asked(
        frozenset({Diet.VEGAN}), 70.0, 2, 30, None, frozenset({Kitchen.INDIAN}), ("fish", "egg")
    )


def test_foods_are_called_as_recipes_call_them(foods):
    assert english_of("pescado", foods) == "fish"
    assert english_of("grobniks", foods) == "grobniks"
    assert food_in("espinacas del jardin", foods) == "spinach"
    assert food_in("", foods) == ""
    assert food_in("more than $60", foods) == ""


def test_minutes_and_hurry_are_told_apart_from_nothing():
    assert find_minutes("in 15 minutes") == 15
    assert find_minutes("soon") is None
    assert is_quick("algo rápido")
    assert not is_quick("something slow")


# ---- changes of a week that stands
def swap(day, slot=Slot.DINNER, minutes=None):
    return Change(ChangeKind.SWAP, (MONDAY + timedelta(days=day),), (slot,), "", minutes)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("swap Tuesday's dinner", ToldChanges((swap(1),))),
        ("cambia la cena del martes", ToldChanges((swap(1),))),
        ("swap wednesday's lunch", ToldChanges((swap(2, Slot.LUNCH),))),
        ("swap", ToldChanges(names_no_meal=True)),
        ("something quick on Friday", ToldChanges((swap(4, minutes=20),))),
        ("something quick", ToldChanges((swap(0, minutes=20),))),
        ("something else tomorrow in 15 minutes", ToldChanges((swap(1, minutes=15),))),
        (
            "no fish on Friday",
            ToldChanges((Change(ChangeKind.REFUSE, (DATES[4],), (), "fish"),)),
        ),
        (
            "I don't want rice for lunch on Monday",
            ToldChanges((Change(ChangeKind.REFUSE, (DATES[0],), (Slot.LUNCH,), "rice"),)),
        ),
        (
            "eating out on Saturday",
            ToldChanges((Change(ChangeKind.EAT_OUT, (DATES[5],), (Slot.DINNER,)),)),
        ),
        ("eating out", ToldChanges(names_no_meal=True)),
        (
            "i wont be home for lunch on monday",
            ToldChanges((Change(ChangeKind.EAT_OUT, (DATES[0],), (Slot.LUNCH,)),)),
        ),
        (
            "make friday vegan",
            ToldChanges((Change(ChangeKind.REFUSE, (DATES[4],), (), NOT_VEGAN),)),
        ),
        (
            "swap wensday dinner",
            ToldChanges((swap(2),)),
        ),
        (
            "use up the spinach",
            ToldChanges((Change(ChangeKind.USE_UP, what="spinach"),)),
        ),
        ("use up the xyzzy", ToldChanges()),
        ("re-plan the rest", ToldChanges((Change(ChangeKind.REST),))),
        (
            "lock Monday",
            ToldChanges(
                stay=(
                    (DATES[0], Slot.BREAKFAST),
                    (DATES[0], Slot.LUNCH),
                    (DATES[0], Slot.DINNER),
                )
            ),
        ),
        ("keep tuesday's dinner", ToldChanges(stay=((DATES[1], Slot.DINNER),))),
        ("had 2 eggs", ToldChanges()),
    ],
)
def test_a_sentence_is_read_as_what_it_changes(text, told, foods):
    assert read_changes(text, MONDAY, WEEK, foods) == told


def test_days_are_those_of_the_week_and_today_by_its_name():
    sunday = MONDAY - timedelta(days=1)

    assert days_in("tuesday and friday", MONDAY, DATES) == (DATES[1], DATES[4])
    assert days_in("tonight", sunday, DATES) == (sunday,)
    assert days_in("esta mañana", MONDAY, ()) == (MONDAY + timedelta(days=1),)
    assert slots_in("breakfast and a snack") == (Slot.BREAKFAST, Slot.SNACK)


def test_a_new_week_hears_of_single_days_too(foods):
    said = "plan my week, no fish on friday, eating out on saturday and use up the spinach, mexican"

    assert read_first_changes(said, MONDAY, DATES, foods) == (
        Change(ChangeKind.REFUSE, (DATES[4],), (), "fish"),
        Change(ChangeKind.EAT_OUT, (DATES[5],), (Slot.DINNER,)),
        Change(ChangeKind.USE_UP, what="spinach"),
    )


def test_only_what_may_be_about_a_week_is_taken_for_it():
    assert speaks_of_change("lock Monday")
    assert not speaks_of_change("2 eggs")
    assert says_eating_out("ceno fuera el sábado")
    assert not says_eating_out("2 eggs")


# ---- for how many
@pytest.mark.parametrize(
    ("text", "people"),
    [("make it for 2", 2), ("for four of us please", 4), ("6 servings", 6), ("para dos", 2)],
)
def test_for_how_many_is_read_where_nothing_else_is_said(text, people):
    assert people_meant(text) == people


@pytest.mark.parametrize(
    "text", ["make it 2", "for 99 people", "for 2 days", "tacos for 2", "for half"]
)
def test_an_amount_a_crowd_or_a_meal_is_no_number_of_people(text):
    assert people_meant(text) is None


@pytest.mark.parametrize(
    ("food", "kinds"), [("meat", ("meat", "poultry")), ("seafood", ("fish",)), ("rice", ("rice",))]
)
def test_words_of_the_kitchen_cover_the_groups_of_foods(food, kinds):
    assert kinds_of(food) == kinds
