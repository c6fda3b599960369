"""Words of an order that no rule reads: asked about, used, or said to be unused; never needed."""

from dataclasses import replace

import pytest

from domain.adviser.spending import Usage
from domain.errors import PermanentError
from domain.identity import MessageSid
from domain.plans.advice import Advice, AdviceQuestion
from domain.plans.conflict import Conflict
from domain.plans.order import Asked, Planning
from domain.recipes.diets import Diet
from domain.safety.allergens import Allergy
from services.adviser.advise_order import OrderAdviser
from services.adviser.plans import PlanAdviser
from services.adviser.ports import ModelAnswer, ModelUnavailableError
from services.plans.orders import Step
from services.plans.ports import Draft
from services.plans.read_order import OrderReader
from tests.builders import ANN_ID
from tests.cooking import SOLVER, advised
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

    recipes = kitchen.knowledge.cookbook.tables.recipes
    served = [recipes[meal.dish_id] for _, meal in kitchen.found().week.meals()]
    assert not any("milk" in each.allergens for each in served)
    assert "Should milk be an allergy, tell me so" in text
    assert "none of the" not in text
    assert kitchen.found().profile.allergies == ()


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
