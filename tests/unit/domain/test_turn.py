from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.conversation.outcome import Outcome
from domain.conversation.state import Conversation
from domain.conversation.turn import failed_turn, turn_of
from domain.events import MealLogged, OptedIn, PlanOrdered, RecipePageNamed, TurnFailed, TurnTaken
from domain.messaging.address import Channel
from domain.messaging.page import PageRead
from domain.messaging.reply import Draft, ReplyState
from domain.understanding.intents import Intent
from tests.planned import an_order
from tests.unit.domain.builders import NOON, Talk, a_message, a_newcomer, a_user


def an_outcome(profile, **known):
    return Outcome(Intent.GREET, profile, Conversation(version=3), **known)


def test_a_turn_has_the_reply_and_the_events_of_its_outcome(tables):
    before = a_user()
    outcome = Talk(tables, before).hear("2 eggs")

    turn = turn_of(a_message(), before, outcome, is_new=False)

    assert [type(event.body) for event in turn.events] == [MealLogged, TurnTaken]
    assert [reply.draft for reply in turn.replies] == [outcome.draft]
    assert turn.added == outcome.added
    assert turn.outbox.replies == (turn.replies[0].reply_id,)
    assert turn.outbox.events == turn.events


def test_an_order_is_placed_between_the_two_who_talk_and_told_once():
    message, order = a_message(), an_order()

    turn = turn_of(message, a_user(), an_outcome(a_user(), order=order), is_new=False)

    assert turn.order.order == order
    assert (turn.order.to, turn.order.sender) == (message.user, message.coach)
    assert [type(event.body) for event in turn.events] == [PlanOrdered, TurnTaken]


def test_a_page_is_kept_with_who_named_it_and_its_address_is_told_nobody():
    message = a_message()
    outcome = an_outcome(a_user(), page_url="https://example.org/soup")

    turn = turn_of(message, a_user(), outcome, is_new=False)

    read = turn.page.answered(PageRead(name="Soup"))
    assert (turn.page.url, turn.page.message_sid) == (outcome.page_url, message.message_sid)
    assert [type(event.body) for event in turn.events] == [RecipePageNamed, TurnTaken]
    assert "example" not in repr(turn.events)
    assert (read.message_sid, read.user, read.page.name) == ("SM1-page", message.user, "Soup")


def test_the_same_message_makes_the_same_ids():
    outcome = an_outcome(a_user(), draft=Draft("Hi"), events=(OptedIn(),))

    first, again = (turn_of(a_message(), a_user(), outcome, is_new=False) for _ in range(2))

    assert first == again
    assert len({event.event_id for event in first.events}) == 2


def test_another_message_makes_other_ids():
    outcome = an_outcome(a_user(), draft=Draft("Hi"))

    first = turn_of(a_message(sid="SM1"), a_user(), outcome, is_new=False)
    other = turn_of(a_message(sid="SM2"), a_user(), outcome, is_new=False)

    assert first.replies[0].reply_id != other.replies[0].reply_id


def test_a_reply_goes_back_between_the_two_who_talk_within_the_window():
    message = a_message()
    outcome = an_outcome(a_user(), draft=Draft("Hi"), may_follow_opt_out=True)

    [reply] = turn_of(message, a_user(), outcome, is_new=False).replies

    assert (reply.to, reply.sender) == (message.user, message.coach)
    assert reply.window_closes_at == NOON + timedelta(hours=24)
    assert reply.may_follow_opt_out
    assert reply.state is ReplyState.CREATED


def test_where_nothing_may_be_said_there_is_no_reply_and_the_turn_still_counts():
    turn = turn_of(a_message(), a_user(), an_outcome(a_user()), is_new=False)

    assert turn.replies == ()
    assert [event.body.replies for event in turn.events] == [0]


def test_a_profile_is_kept_when_it_changed_or_is_new():
    before, changed = a_user(), replace(a_user(), zone="Europe/Berlin")

    unchanged = turn_of(a_message(), before, an_outcome(before), is_new=False)
    new = turn_of(a_message(), before, an_outcome(before), is_new=True)
    moved = turn_of(a_message(), before, an_outcome(changed), is_new=False)

    assert (unchanged.profile, new.profile, moved.profile) == (None, before, changed)
    assert new.is_new_user


def test_a_turn_is_based_on_the_version_it_was_decided_on():
    turn = turn_of(a_message(), a_user(), an_outcome(a_user()), is_new=False)

    assert (turn.based_on, turn.conversation.version) == (2, 3)


def test_a_message_nobody_could_work_on_is_apologised_for_at_the_users_time(tables):
    message = a_message(at=datetime(2026, 3, 2, 17, 5, tzinfo=UTC))

    turn = failed_turn(message, a_user(), Conversation(version=7), tables.texts, is_new=False)

    assert "from 12:05" in turn.replies[0].draft.text
    assert [type(event.body) for event in turn.events] == [TurnFailed, TurnTaken]
    assert (turn.based_on, turn.conversation.version) == (7, 8)


def test_an_apology_holds_for_newcomers_and_on_sms(tables):
    message = a_message(on=Channel.SMS)

    turn = failed_turn(message, a_newcomer(), Conversation(), tables.texts, is_new=True)

    assert turn.profile == a_newcomer()
    assert turn.replies[0].window_closes_at is None


def test_who_opted_out_is_left_in_peace(tables):
    gone = a_user(opted_out_at=NOON)

    turn = failed_turn(a_message(), gone, Conversation(), tables.texts, is_new=False)

    assert turn.replies == ()
