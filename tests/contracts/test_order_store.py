"""Orders for a week: placed with a turn, drafted, answered once."""

from dataclasses import replace

import pytest

from domain.conversation.order_turn import OrderAnswer, final_turn, progress_turn
from domain.conversation.state import Conversation
from domain.errors import AlreadyRecordedError, PermanentError, RetryableError
from domain.events import WeekPlanned
from domain.identity import MessageSid
from domain.memory.memory import Kind, Memory, Remembered
from domain.messaging.reply import Draft
from domain.plans.advice import Advice, AdviceQuestion
from domain.plans.order import Planning
from domain.recipes.diets import Diet
from tests.builders import ANN_ID, ANN_KEY, TODAY, a_first_turn, a_settled_profile, a_turn
from tests.planned import (
    A_KEPT_RECIPE,
    A_RECIPE_FRAME,
    ORDER_ID,
    STARTS,
    a_draft,
    a_list,
    a_placed,
    a_week,
)

WAITING = Conversation(version=1, planning=Planning(ORDER_ID))


@pytest.fixture
def orders(stores):
    """The store, with one order in it."""
    turn = a_first_turn(
        profile=a_settled_profile(), conversation=WAITING, order=a_placed(), replies=()
    )
    stores.turns.commit(turn)
    return stores.orders


def loaded(orders):
    return orders.load(ANN_ID, ORDER_ID)


def an_answer(orders, **parts):
    snapshot = loaded(orders)
    answer = OrderAnswer(
        draft=Draft("Your week", ("Shopping list",)),
        conversation=replace(snapshot.conversation, planning=Planning()),
        events=(WeekPlanned(ORDER_ID, STARTS, 14, 143, 41.25),),
        week=a_week(),
        kept_list=a_list(),
    )
    return final_turn(snapshot, replace(answer, **parts))


def test_an_order_nobody_placed_is_unknown(stores):
    stores.turns.commit(a_first_turn())

    assert stores.orders.load(ANN_ID, MessageSid("SMNONE")) is None


def test_an_order_comes_back_with_everything_in_it(orders):
    found = loaded(orders)

    assert found.placed == a_placed()
    assert found.profile == a_settled_profile()
    assert found.conversation == WAITING
    assert found.is_wanted
    assert (found.week, found.kept_list, found.draft, found.recorded) == (None, None, None, None)


def test_an_order_comes_with_what_its_user_taught(stores):
    stew = Remembered(Kind.DISH, "stew", 1, recipe=A_RECIPE_FRAME, unread=("1 zorp",))
    taught = Memory((stew,), made=1)
    turn = a_first_turn(profile=a_settled_profile(), conversation=WAITING, order=a_placed())

    stores.turns.commit(replace(turn, memory=taught))

    assert loaded(stores.orders).memory == taught


def test_a_dish_that_was_made_up_comes_back_as_it_was(stores):
    turn = a_first_turn(profile=a_settled_profile(), order=a_placed())

    stores.turns.commit(replace(turn, conversation=replace(WAITING, made_up=A_KEPT_RECIPE)))

    assert loaded(stores.orders).conversation.made_up == A_KEPT_RECIPE


def test_a_draft_is_kept_and_replaced_by_a_later_one(orders):
    orders.keep_draft(a_placed(), ANN_ID, a_draft(unclear="first"))
    orders.keep_draft(a_placed(), ANN_ID, a_draft())

    assert loaded(orders).draft == a_draft()


def test_an_answer_keeps_the_week_its_list_and_the_reply_and_forgets_the_draft(orders, stores):
    orders.keep_draft(a_placed(), ANN_ID, a_draft())
    turn = an_answer(orders)

    orders.commit(turn)

    found = loaded(orders)
    assert (found.week, found.kept_list, found.draft) == (a_week(), a_list(), None)
    assert found.recorded == turn.outbox
    assert found.conversation == turn.conversation
    reply, _ = stores.replies.find(ANN_ID, turn.replies[0].reply_id)
    assert reply.draft.text == "Your week"


def test_the_next_turn_finds_the_week_and_its_list(orders, stores):
    orders.commit(an_answer(orders))

    snapshot = stores.turns.load(ANN_KEY, MessageSid("SM9"), TODAY)

    assert snapshot.standing_week() == (a_week(), a_list())


def test_a_turn_may_change_the_week_and_its_list(orders, stores):
    orders.commit(an_answer(orders))
    edited = a_list(had=("salt", "rice"))
    week = a_week(cost_usd=40.0)

    stores.turns.commit(
        a_turn("SM2", conversation=Conversation(version=3), based_on=2, week=week, kept_list=edited)
    )

    assert stores.turns.load(ANN_KEY, MessageSid("SM9"), TODAY).standing_week() == (week, edited)


def test_an_order_is_answered_once(orders):
    turn = an_answer(orders)
    orders.commit(turn)

    with pytest.raises(AlreadyRecordedError):
        orders.commit(turn)


def test_an_answer_to_a_conversation_that_went_on_is_not_committed(orders, stores):
    turn = an_answer(orders)
    stores.turns.commit(a_turn("SM2", conversation=Conversation(version=2), based_on=1))

    with pytest.raises(RetryableError):
        orders.commit(turn)

    assert loaded(orders).recorded is None


def test_the_question_of_an_order_comes_back_and_its_answer_with_the_order(orders, stores):
    question = AdviceQuestion(STARTS, "nothing slimy", ("peanuts",), (Diet.VEGAN,))
    advice = Advice({"dislikes": ["okra"], "budget_usd_week": None, "days": []}, "model")
    stores.advice.keep_question(ANN_ID, ORDER_ID, replace(question, words="earlier"))
    stores.advice.keep_question(ANN_ID, ORDER_ID, question)

    assert stores.advice.load_question(ANN_ID, ORDER_ID) == question
    assert loaded(orders).advice is None

    stores.advice.keep_advice(ANN_ID, ORDER_ID, advice)
    assert loaded(orders).advice == advice


def test_an_order_without_a_question_has_none(orders, stores):
    with pytest.raises(PermanentError):
        stores.advice.load_question(ANN_ID, ORDER_ID)


def test_what_is_said_on_the_way_leaves_the_order_open_and_is_said_once(orders, stores):
    turn = progress_turn(loaded(orders), Draft("Still at it."))
    orders.commit(turn)

    with pytest.raises(AlreadyRecordedError):
        orders.commit(turn)

    assert loaded(orders).recorded is None
    assert loaded(orders).is_wanted
    assert stores.replies.find(ANN_ID, turn.replies[0].reply_id)
