"""Short wishes and questions right after a plan: money, people, foods, days, another dish."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conversation.state import PastTurn
from domain.conversation.talk.week_words import meal_label, week_head
from domain.plans.order import NOT_VEGAN, NOT_VEGETARIAN, Asked, ChangeKind
from domain.plans.week import Standing
from domain.plans.wishes import DayWish
from domain.recipes.recipe import Slot
from domain.understanding.intents import Intent
from tests.planned import a_day, a_meal, a_week
from tests.unit.domain.builders import TODAY, Talk, a_user, said

TOMORROW = TODAY + timedelta(days=1)
DINNER = a_meal(Slot.DINNER, "masoor-dal-rice", name="Masoor dal")


def a_planned_week(first=TOMORROW, **parts):
    meals = (
        a_meal(Slot.BREAKFAST, "apple-overnight-oats", name="Apple oats"),
        a_meal(Slot.LUNCH, "greek-salad-chickpeas", name="Greek salad"),
        DINNER,
        a_meal(Slot.SNACK, "apple-peanut-butter", name="Apple slices"),
    )
    planned = tuple(a_day(first + timedelta(days=n), *meals) for n in range(7))
    standing = Standing(tuple(DayWish(day.on) for day in planned))
    return a_week(*planned, **({"standing": standing, "cost_usd": 60.0} | parts))


def after(talk, intent, last_said=""):
    """Return the talk as it is right after a turn of an intent."""
    turns = (*talk.conversation.turns, PastTurn(talk.at, intent.value))
    talk.conversation = replace(talk.conversation, turns=turns, last_said=last_said)
    return talk


@pytest.fixture
def planned(talk):
    talk.week = a_planned_week()
    return after(talk, Intent.PLAN_WEEK, week_head(talk.week, talk.knowledge.texts))


# ---- money and people
@pytest.mark.parametrize(
    "text", ["cheaper!!", "too expensive", "why so expensive", "i cant afford this", "más barato"]
)
def test_a_cheaper_week_keeps_what_was_asked_and_costs_less(text, planned):
    planned.week = replace(planned.week, asked=Asked(without=("fish",)))

    order = planned.hear(text).order

    assert order.asked == Asked(without=("fish",), budget_usd=51.0)
    assert not order.is_change


def test_a_week_that_has_begun_is_made_cheaper_from_today_on(planned):
    planned.week = a_planned_week(TODAY)

    order = planned.hear("cheaper").order

    assert order.is_change
    assert [each.kind for each in order.changes] == [ChangeKind.REST]


@pytest.mark.parametrize("text", ["more expensive", "is walmart cheaper", "más caro"])
def test_dearer_or_elsewhere_is_no_wish_for_less(text, planned):
    assert planned.hear(text).order is None


def test_money_is_of_the_week_only_after_it_or_by_its_name(planned):
    planned.hear("2 eggs")

    assert planned.hear("cheaper").order is None
    assert planned.hear("make the plan cheaper").order.asked.budget_usd == 51.0


def test_without_a_week_what_nobody_can_afford_is_heard_as_before(talk):
    assert talk.hear("i cant afford this").intent is Intent.RED_FLAG


def test_manners_in_between_change_no_subject(planned):
    planned.hear("thanks")

    assert planned.hear("cheaper pls").order.asked.budget_usd == 51.0


@pytest.mark.parametrize(
    ("text", "people"), [("make it for 2", 2), ("for four people pls", 4), ("para 3", 3)]
)
def test_a_week_is_planned_for_as_many_as_are_told(text, people, planned):
    assert planned.hear(text).order.asked.people == people


@pytest.mark.parametrize("text", ["for 50 people", "make it for free"])
def test_for_a_crowd_or_for_nothing_no_week_is_planned(text, planned):
    assert planned.hear(text).order is None


# ---- foods
@pytest.mark.parametrize("text", ["no rice", "i dont want rice", "my kids wont eat rice"])
def test_a_food_that_is_not_wanted_goes_from_all_days_to_come(text, planned):
    order = planned.hear(text).order

    assert [(each.kind, each.what) for each in order.changes] == [(ChangeKind.REFUSE, "rice")]
    assert order.changes[0].on == tuple(TOMORROW + timedelta(days=n) for n in range(7))


@pytest.mark.parametrize("text", ["too much rice", "less rice pls", "mucho arroz"])
def test_too_much_of_a_food_is_shown_and_asked_about(text, planned):
    outcome = planned.hear(text)

    assert outcome.order is None
    assert "• Tue, dinner: Masoor dal" in said(outcome)
    assert outcome.draft.buttons == ("Yes", "No")
    assert planned.hear("yes").order.changes[0].what == "rice"


@pytest.mark.parametrize("text", ["no", "2 eggs", "i'm 34"])
def test_anything_but_a_yes_leaves_the_week_as_it_is(text, planned):
    planned.hear("too much rice")

    planned.hear(text)

    assert planned.hear("yes").order is None


def test_a_yes_after_an_allergy_or_without_a_week_changes_no_week(planned):
    planned.hear("too much rice")
    planned.hear("i'm allergic to sesame")

    assert planned.hear("yes").order is None

    after(planned, Intent.PLAN_WEEK).hear("too much rice")
    planned.week = None
    assert planned.hear("yes").order is None


def test_of_a_food_that_is_in_nothing_that_is_said(planned):
    assert "Nothing planned from today on has tuna" in said(planned.hear("too much tuna"))


@pytest.mark.parametrize("text", ["less spicy", "no thanks", "too much stuff"])
def test_what_is_no_food_changes_nothing(text, planned):
    assert planned.hear(text).order is None


def test_a_taste_of_ones_own_is_kept_for_good(planned):
    assert planned.hear("i don't like mushrooms").profile.dislikes == ("mushrooms",)


# ---- what else is asked of the week
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("i only have 15 min a day", Asked(minutes_weekday=15, minutes_weekend=15)),
        ("too much cooking", Asked(minutes_weekday=20)),
        ("ok but more chicken", Asked(likes=("chicken",))),
        ("under $40 please", Asked(budget_usd=40.0)),
    ],
)
def test_what_is_asked_after_it_is_asked_of_the_week(text, asked, planned):
    planned.week = replace(planned.week, asked=Asked())

    assert planned.hear(text).order.asked == asked


@pytest.mark.parametrize(
    "text",
    ["had 2 eggs in 5 minutes", "can it be done in 15 minutes?", "more of that", "no breakfasts"],
)
def test_meals_questions_and_skipping_ask_nothing_of_it(text, planned):
    assert planned.hear(text).order is None


@pytest.mark.parametrize(
    "text", ["smaller portions pls", "this is too much food", "i want to eat less than this"]
)
def test_portions_follow_from_what_was_told_and_are_not_set_by_hand(text, planned):
    outcome = planned.hear(text)

    assert outcome.order is None
    assert "a number is not set by hand" in said(outcome)


def test_who_hears_no_energy_is_told_of_none_in_portions(planned):
    planned.profile = replace(planned.profile, hides_energy=True)

    assert "kcal" not in said(planned.hear("bigger portions"))


# ---- another dish, another week
def test_the_meals_that_came_are_swapped_again_for_who_does_not_like_them(planned):
    line = meal_label(TOMORROW, Slot.DINNER, DINNER, planned.knowledge.texts)
    after(planned, Intent.SWAP_MEAL, f"*Changed*\n{line}\n$60 in all.")

    order = planned.hear("no not that").order

    assert [(each.kind, each.on, each.slots) for each in order.changes] == [
        (ChangeKind.SWAP, (TOMORROW,), (Slot.DINNER,))
    ]


@pytest.mark.parametrize("text", ["new plan", "swap everything", "otro plan", "something else"])
def test_a_new_plan_has_other_dishes_in_all_main_meals(text, planned):
    order = planned.hear(text).order

    assert len(order.changes) == 21
    assert {each.slots for each in order.changes} == {
        (Slot.BREAKFAST,),
        (Slot.LUNCH,),
        (Slot.DINNER,),
    }


def test_a_bare_no_to_a_week_swaps_nothing(planned):
    assert planned.hear("no").order is None


def test_a_new_plan_for_a_week_that_has_begun_is_another_week(planned):
    planned.week = a_planned_week(TODAY)

    assert not planned.hear("new plan").order.is_change


def test_nothing_is_swapped_again_where_nothing_was_named(planned):
    after(planned, Intent.SWAP_MEAL, "With that change no week keeps all your limits.")

    assert planned.hear("something else").order is None


def test_a_week_that_is_over_is_wished_nothing_of(planned):
    planned.week = a_planned_week(TODAY - timedelta(days=20))

    assert planned.hear("too much rice").order is None


@pytest.mark.parametrize("text", ["ew", "looks boring", "that's so bland"])
def test_a_week_that_nobody_likes_has_other_dishes(text, planned):
    assert len(planned.hear(text).order.changes) == 21


# ---- a week beside an allergy
@pytest.mark.parametrize(
    "text",
    [
        "plan my week under $60 and no tofu pls, also im allergic to peanuts",
        "plan my week im allergic to peanuts and milk, under $60, no tofu",
        "plan my week, my son is allergic to eggs, no tofu, under $60",
        "planea mi semana sin tofu, menos de $60, soy alérgico al maní",
    ],
)
def test_an_allergy_told_with_the_order_is_kept_and_the_week_is_ordered(text, talk):
    outcome = talk.hear(text)

    assert outcome.order.asked == Asked(budget_usd=60.0, without=("tofu",))
    assert outcome.order.unread == ""
    assert talk.profile.allergies
    assert outcome.draft is not None


@pytest.mark.parametrize(
    "text",
    [
        "plan my week, i have some allergies",
        "im allergic to peanuts",
        "plan my week for €50, im allergic to peanuts",
    ],
)
def test_no_week_is_ordered_where_the_allergy_is_asked_about_or_no_week_can_be(text, talk):
    assert talk.hear(text).order is None


def test_whether_it_is_healthy_is_answered_by_what_was_proved(planned):
    assert "were worked out again" in said(planned.hear("is it healthy?"))
    assert "were worked out again" in said(
        after(planned, Intent.PLAN_WEEK).hear("does it have enough protein")
    )


def test_a_dish_is_put_on_a_day_by_asking_for_it(planned):
    order = planned.hear("can we do chicken tinga tacos wednesday").order

    (change,) = order.changes
    assert "tinga" in change.dish_id
    assert change.on == (TODAY + timedelta(days=2),)


# ---- days
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("make friday vegetarian", NOT_VEGETARIAN),
        ("can friday be meatless pls", NOT_VEGETARIAN),
        ("quiero el viernes vegano", NOT_VEGAN),
    ],
)
def test_a_day_may_keep_to_a_diet(text, what, planned):
    changes = planned.hear(text).order.changes

    assert [(each.kind, each.what) for each in changes] == [(ChangeKind.REFUSE, what)]


@pytest.mark.parametrize(
    ("text", "shown", "hidden"),
    [
        ("whats on wednesday", "Breakfast: Apple oats", "nothing"),
        ("whats for dinner tommorow", "Dinner: Masoor dal", "Breakfast"),
        ("what am i cooking tomorrow night", "Tue 3 Mar", "Wed"),
        ("tomorrow", "Lunch: Greek salad", "Wed"),
        ("how many calories on wensday", "kcal and", "Tue"),
        ("¿qué ceno el martes?", "Dal de lentejas", "Apple oats"),
    ],
)
def test_the_planned_meals_of_a_day_are_shown(text, shown, hidden, planned):
    outcome = planned.hear(text)

    assert shown in said(outcome)
    assert hidden not in said(outcome)


def test_the_recipe_of_the_one_meal_that_was_shown_may_follow(planned):
    planned.hear("whats for dinner tomorrow")

    assert planned.conversation.dish_id == "masoor-dal-rice"


def test_the_whole_menu_is_shown_and_what_was_checked(planned):
    planned.week = replace(planned.week, proven=replace(planned.week.proven, allergies=()))

    assert "limits are kept." in said(planned.hear("menu"))


def test_a_day_the_plan_does_not_reach_is_said_to_be_so(planned):
    planned.week = a_planned_week(TODAY + timedelta(days=2))

    assert "My plan covers Wed 4 Mar to Tue 10 Mar" in said(
        planned.hear("whats for dinner tomorrow")
    )


@pytest.mark.parametrize(
    "text",
    ["today", "what did i eat tuesday", "tuesday was a hard day for me", "for dinner on tuesday"],
)
def test_the_day_so_far_and_what_is_told_are_no_look_at_the_plan(text, planned):
    assert "Masoor dal" not in said(planned.hear(text))


def test_of_a_meal_tonight_that_is_not_planned_another_is_suggested(planned):
    assert planned.hear("what am i cooking tonight").intent is Intent.SUGGEST_MEAL


def test_how_many_calories_today_asks_of_the_day(planned):
    planned.week = a_planned_week(TODAY)

    assert planned.hear("how many calories today").intent is Intent.ASK_DAY


def test_who_has_no_recipes_is_shown_none_with_a_food(tables):
    bare = Talk(replace(tables, cookbook=None), a_user(), week=a_planned_week())

    assert "Nothing planned" in said(after(bare, Intent.PLAN_WEEK).hear("too much rice"))
