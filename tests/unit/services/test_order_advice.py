"""Words of an order that no rule reads: asked about, used, or said to be unused; never needed."""

from dataclasses import replace

import pytest

from domain.adviser.spending import Usage
from domain.conversation.outcome import Situation
from domain.errors import PermanentError
from domain.identity import MessageSid
from domain.plans.advice import Advice, AdviceQuestion, RecipeAsked
from domain.plans.conflict import Conflict
from domain.plans.order import Asked, Change, ChangeKind, Invention, Planning
from domain.recipes.diets import Diet
from domain.recipes.kept import KeptIngredient, kept_recipe
from domain.recipes.recipe import Slot
from domain.safety.allergens import Allergy
from services.adviser.advise_order import TIME_FOR_WORDS, OrderAdviser
from services.adviser.plans import PlanAdviser
from services.adviser.ports import ModelAnswer, ModelUnavailableError
from services.plans.draft_order import WeekDrafter
from services.plans.orders import Step
from services.plans.ports import Draft
from services.plans.read_order import OrderReader
from services.plans.verify_draft import DraftVerifier
from tests.builders import ANN_ID, a_message, a_settled_profile
from tests.cooking import SMALL, SOLVER, advised, tables
from tests.planned import STARTS, an_order
from tests.unit.domain.plans.test_proposals import NOTHING
from tests.unit.services.adviser_parts import a_scene
from tests.unit.services.test_order_work import PLAIN, REF, Kitchen, Scripted

UNREAD = "nothing slimy, grandma visits"
ORDER = replace(PLAIN, unread=UNREAD)
UNDERSTOOD = NOTHING | {"dislikes": ["okra", "mushroom"], "unplaced": "grandma visits"}
SPENT = Usage(output_tokens=30)
THROTTLED = ModelUnavailableError("ThrottlingException", may_cost=False)
MILK = Allergy("milk", frozenset({"milk"}))


@pytest.fixture
def kitchen(knowledge):
    return Kitchen(knowledge)


def read(kitchen):
    return OrderReader(kitchen.readings, kitchen.orders, kitchen.orders.advice).run(REF)


def advise(kitchen, *says, adviser=True):
    scene = a_scene(*says)
    asked = PlanAdviser(advised(), scene.container() if adviser else None)
    return OrderAdviser(asked, kitchen.orders.advice, scene.clock).run(REF), scene


def planned(kitchen, solver=SOLVER, ref=REF):
    assert kitchen.draft(solver, ref) is Step.DRAFTED
    assert kitchen.verify() is Step.VERIFIED
    kitchen.answerer.answer(REF, is_verified=True)
    return kitchen.said().text


def foods_of(kitchen):
    recipes = kitchen.knowledge.cookbook.tables.recipes
    meals = [meal for _, meal in kitchen.found().week.meals()]
    return {each.food.name for meal in meals for each in recipes[meal.dish_id].ingredients}


# ---- what is asked
def test_an_order_that_was_read_whole_asks_nobody(kitchen):
    assert read(kitchen.place()) is Step.READ


def test_of_an_order_its_words_are_asked_about_and_what_must_be_kept_nothing_else(kitchen):
    order = replace(ORDER, asked=Asked(diets=frozenset({Diet.VEGAN}), budget_usd=60.0))
    kitchen.place(order, allergies=(MILK,), diets=frozenset({"halal"}))

    assert read(kitchen) is Step.ASKS
    assert kitchen.orders.advice.load_question(ANN_ID, REF.order_id) == AdviceQuestion(
        STARTS, UNREAD, ("milk",), (Diet.HALAL, Diet.VEGAN)
    )


def test_the_model_is_told_the_words_alone(kitchen):
    kitchen.place(ORDER, allergies=(MILK,))
    read(kitchen)

    _, scene = advise(kitchen, ModelAnswer(UNDERSTOOD, SPENT))

    (question,) = scene.model.asked
    assert question.said == '{"user_words": "nothing slimy, grandma visits"}'
    assert any("milk" in each for each in question.safety)


def test_nobody_is_asked_for_who_waits_no_more_or_was_answered(kitchen):
    kitchen.place(ORDER).write_meanwhile(planning=Planning("SMNEWER"))
    assert read(kitchen) is Step.UNWANTED

    answered = Kitchen(kitchen.knowledge).place(ORDER)
    answered.answerer.apologise(REF)
    assert read(answered) is Step.ANSWERED


def test_an_allergy_nobody_knows_is_left_to_drafting(kitchen):
    assert read(kitchen.place(ORDER, allergies=(Allergy("grobnik"),))) is Step.READ


def test_an_order_that_asked_nothing_has_no_answer(kitchen):
    with pytest.raises(PermanentError):
        advise(kitchen.place())


# ---- what comes of it
def test_a_week_keeps_to_what_words_came_to_and_says_so(kitchen):
    kitchen.place(ORDER)
    read(kitchen)
    advice, _ = advise(kitchen, ModelAnswer(UNDERSTOOD, SPENT))

    text = planned(kitchen)

    assert advice == Advice(UNDERSTOOD, "model", "")
    assert not [name for name in foods_of(kitchen) if "mushroom" in name or "okra" in name]
    assert "From your own words I took: no okra and mushroom." in text
    assert "could not use: grandma visits." in text
    assert kitchen.found().week.asked.without == ("okra", "mushroom")


def test_what_a_model_calls_an_allergy_is_kept_out_this_week_and_never_written_down(kitchen):
    kitchen.place(ORDER)
    advise_of = NOTHING | {"allergies": ["milk"]}
    read(kitchen)
    advise(kitchen, ModelAnswer(advise_of, SPENT))

    text = planned(kitchen)

    week, foods = kitchen.found().week, kitchen.knowledge.foods.foods
    recipes = kitchen.knowledge.cookbook.adding(week.recipes, foods).tables.recipes
    served = [recipes[meal.dish_id] for _, meal in week.meals()]
    assert not any("milk" in each.allergens for each in served)
    assert "Should milk be an allergy, tell me so" in text
    assert "none of the" not in text
    assert kitchen.found().profile.allergies == ()


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "said",
    [THROTTLED, ModelAnswer(None, SPENT, "no form"), ModelAnswer({"is_safe": True}, SPENT)],
    ids=["throttled", "no form", "wrong form"],
)
def test_without_an_answer_a_week_is_planned_and_the_words_are_said_to_be_unused(kitchen, said):
    kitchen.place(ORDER)
    read(kitchen)
    advise(kitchen, said)

    assert "could not use: nothing slimy, grandma visits." in planned(kitchen)


def test_without_a_model_too(kitchen):
    kitchen.place(ORDER)
    read(kitchen)

    advice, _ = advise(kitchen, adviser=False)

    assert (advice.filled, advice.why) == (None, "no_model")
    assert "could not use: nothing slimy, grandma visits." in planned(kitchen)


def test_words_no_week_can_keep_are_left_out_and_that_is_said(kitchen):
    kitchen.place(ORDER)
    everything = NOTHING | {"budget_usd_week": 5}
    kitchen.orders.advice.keep_advice(ANN_ID, REF.order_id, Advice(everything, "model"))
    found = SOLVER.solve

    class Poor:
        def solve(self, wishes, dishes, offers, effort):
            is_poor = wishes.budget_usd is not None
            impossible = Draft(conflict=Conflict(("budget",)))
            return impossible if is_poor else found(wishes, dishes, offers, effort)

    text = planned(kitchen, Poor())

    assert "I planned without them: nothing slimy, grandma visits." in text
    assert kitchen.found().week.asked == Asked()


def test_a_longer_search_is_made_without_what_words_came_to(kitchen):
    kitchen.place(ORDER)
    kitchen.orders.advice.keep_advice(ANN_ID, REF.order_id, Advice(UNDERSTOOD, "model"))

    assert kitchen.draft(Scripted([Draft(bound=1.0)])) is Step.UNFINISHED
    assert "planned without them" in planned(kitchen, ref=replace(REF, attempt=1))


def test_words_that_are_used_hold_when_the_week_is_verified(kitchen):
    kitchen.place(ORDER)
    advice = kitchen.orders.advice
    advice.keep_advice(ANN_ID, REF.order_id, Advice(NOTHING | {"dislikes": ["okra"]}, "model"))
    kitchen.draft()
    draft = kitchen.found().draft
    meal = next(iter(draft.week.meals()))[1]
    recipe = kitchen.knowledge.cookbook.tables.recipes[meal.dish_id]
    refused = NOTHING | {"dislikes": [recipe.ingredients[0].food.name]}

    kitchen.orders.keep_draft(
        kitchen.found().placed, ANN_ID, replace(draft, heard=replace(draft.heard, filled=refused))
    )

    assert kitchen.verify() is Step.REFUSED


def test_another_order_has_another_question(kitchen):
    kitchen.place(an_order(unread=UNREAD))
    read(kitchen)

    with pytest.raises(PermanentError):
        kitchen.orders.advice.load_question(ANN_ID, MessageSid("SMOTHER"))


# ---- new recipes
CHICKPEAS = Invention(Slot.DINNER, theme="invent a dinner with chickpeas")
KEPT = replace(
    kept_recipe(tables().recipes["masoor-dal-rice"]),
    recipe_id="invented-1",
    name="Simple red dal",
    slots=frozenset({Slot.DINNER}),
)
NEW = Advice(recipes=(KEPT,))


def ordering_new(kitchen, advice=NEW, **parts):
    kitchen.place(replace(PLAIN, invention=CHICKPEAS, **parts))
    kitchen.orders.advice.keep_advice(ANN_ID, REF.order_id, advice)
    return kitchen


def test_a_new_dish_is_asked_for_with_what_must_hold(kitchen):
    order = replace(PLAIN, invention=CHICKPEAS, asked=Asked(minutes_weekday=30, without=("fish",)))
    kitchen.place(order, allergies=(MILK,))

    assert read(kitchen) is Step.ASKS
    question = kitchen.orders.advice.load_question(ANN_ID, REF.order_id)
    assert question.recipe == RecipeAsked(Slot.DINNER, 1, 30, theme=CHICKPEAS.theme)
    assert (question.words, question.allergies, question.dislikes) == ("", ("milk",), ("fish",))


def test_recipes_are_asked_for_where_the_house_has_too_few(kitchen):
    kitchen.place(replace(PLAIN, asked=Asked(minutes_weekday=5, minutes_weekend=5)))

    assert read(kitchen) is Step.ASKS
    wanted = kitchen.orders.advice.load_question(ANN_ID, REF.order_id).recipe
    assert (wanted.count, wanted.minutes_max, wanted.theme) == (3, 5, "")


def test_a_change_of_a_week_asks_for_a_dish_only_if_the_user_does(kitchen):
    kitchen.place(replace(PLAIN, is_change=True, asked=Asked(minutes_weekday=5, minutes_weekend=5)))

    assert read(kitchen) is Step.READ


def test_without_a_model_the_answer_says_that_there_is_nothing_new(kitchen):
    kitchen.place(replace(PLAIN, invention=CHICKPEAS))
    read(kitchen)

    advice, _ = advise(kitchen, adviser=False)

    assert (advice.recipes, advice.why_no_recipe) == ((), "no_model")
    text = planned(kitchen)
    assert "I have no new dish I could answer for just now" in text
    assert "(new)" not in text


def test_words_that_took_long_leave_no_time_for_a_recipe(kitchen):
    kitchen.place(replace(ORDER, invention=CHICKPEAS))
    read(kitchen)
    scene = a_scene(ModelAnswer(UNDERSTOOD, SPENT))
    scene.model.on_ask = lambda: scene.clock.advance(2 * TIME_FOR_WORDS)
    adviser = PlanAdviser(advised(), scene.container())

    advice = OrderAdviser(adviser, kitchen.orders.advice, scene.clock).run(REF)

    assert advice.filled == UNDERSTOOD
    assert (advice.recipes, len(scene.model.asked)) == ((), 1)


def test_a_new_dish_enters_the_week_marked_and_is_kept_with_it(kitchen):
    text = planned(ordering_new(kitchen))

    week = kitchen.found().week
    assert "Simple red dal (new)" in text
    assert "made up for you by a language model" in text
    assert week.recipes == (KEPT,)
    assert {meal.dish_id for _, meal in week.meals() if meal.is_new} == {"invented-1"}


def test_the_new_dish_of_the_week_can_be_cooked_and_stays_when_the_week_changes(kitchen):
    planned(ordering_new(kitchen))
    week = kitchen.found().week
    on = next(on for on, meal in week.meals() if meal.is_new)
    known = kitchen.knowledge.cooking(Situation(a_message(), a_settled_profile(), week=week))

    recipe = known.cookbook.tables.recipes["invented-1"]
    assert recipe.name == "Simple red dal"

    other = next(day.on for day in week.days if day.on != on)
    change = an_order(
        order_id=MessageSid("SM2"),
        asked=Asked(),
        changes=(Change(ChangeKind.SWAP, (other,), (Slot.LUNCH,)),),
        is_change=True,
    )
    again = Kitchen(kitchen.knowledge).place(change)
    again.turns.keep_week(ANN_ID, week, None)
    ref = replace(REF, order_id=MessageSid("SM2"))
    readings, orders = again.readings, again.orders
    assert WeekDrafter(readings, orders, SOLVER, SMALL, SMALL).run(ref) is Step.DRAFTED
    assert DraftVerifier(readings, orders).run(ref) is Step.VERIFIED
    changed = orders.load(ANN_ID, ref.order_id).draft.week
    assert changed.find_day(on).find(Slot.DINNER).dish_id == "invented-1"
    assert changed.recipes == (KEPT,)


def test_a_new_dish_no_week_can_hold_is_left_out_and_that_is_said(kitchen):
    ordering_new(kitchen)
    find = SOLVER.solve

    class Narrow:
        def solve(self, wishes, dishes, offers, effort):
            if wishes.locked:
                return Draft(conflict=Conflict(("energy",)))
            return find(replace(wishes, tastes={"invented-1": 0.0}), dishes, offers, effort)

    assert "no week that keeps your limits with it in it" in planned(kitchen, Narrow())


def test_a_new_dish_the_user_may_not_be_served_is_in_no_week(kitchen):
    with_peanuts = replace(
        KEPT, ingredients=(*KEPT.ingredients, KeptIngredient("peanuts", 20.0, "peanuts"))
    )
    ordering_new(kitchen, Advice(recipes=(with_peanuts,)))
    kitchen.change_profile(allergies=(Allergy("peanuts", frozenset({"peanut"})),))

    assert "(new)" not in planned(kitchen)


# ---- a dish alone
def test_a_dish_alone_is_told_with_how_it_is_made(kitchen):
    text = planned(ordering_new(kitchen, is_of_dish=True))

    assert text.startswith("*Simple red dal*") or "Simple red dal" in text.splitlines()[0]
    assert "New, made up for you by a language model" in text
    assert kitchen.found().week is None
    assert kitchen.found().conversation.dish_id == "invented-1"


def test_a_dish_made_up_alone_is_at_hand_to_be_kept(kitchen):
    planned(ordering_new(kitchen, is_of_dish=True))

    assert kitchen.found().conversation.made_up == KEPT
    assert "Save it" in kitchen.said().buttons


def test_without_an_invention_the_nearest_dish_of_the_house_is_told(kitchen):
    text = planned(ordering_new(kitchen, Advice(why_no_recipe="no_model"), is_of_dish=True))

    assert text.startswith("I have no new dish I could answer for just now")
    dish_id = kitchen.found().conversation.dish_id
    assert kitchen.found().conversation.made_up is None
    names = [each.food.name for each in tables().recipes[dish_id].ingredients]
    assert any("chickpea" in name for name in names)


def test_an_allergy_told_meanwhile_keeps_a_dish_back(kitchen):
    ordering_new(kitchen, is_of_dish=True)
    kitchen.draft()
    kitchen.change_profile(allergies=(Allergy("lentils", frozenset({"lentils"})),))

    assert kitchen.verify() is Step.REFUSED

    kitchen.change_profile(allergies=(Allergy("grobnik"),))
    assert kitchen.verify() is Step.REFUSED


def test_a_dish_for_an_allergy_nobody_knows_is_none(kitchen):
    ordering_new(kitchen, is_of_dish=True)
    kitchen.change_profile(allergies=(Allergy("grobnik"),))

    assert "I don't know what grobnik is made of" in planned(kitchen)


def test_who_may_be_served_nothing_hears_so(kitchen):
    everything = ("rice", "bean", "vegetable", "fruit", "meat", "fish", "egg", "oil", "grain")
    kitchen.place(
        replace(PLAIN, invention=CHICKPEAS, is_of_dish=True, asked=Asked(without=everything)),
    )

    assert "gate" not in planned(kitchen)
    assert kitchen.found().conversation.dish_id == ""
