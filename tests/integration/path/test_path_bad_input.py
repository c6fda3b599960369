"""What becomes of messages and records that are late, repeated, broken or come at a bad time."""

import json

from bench.path.fault_runs import MEAL
from bench.path.people import Person, introduced, new_sid
from bench.path.table import user_of
from bench.path.webhooks import STATUS

WEEK_S = 7 * 24 * 3600
HOUR_S = 3600


def one_person(stack) -> Person:
    (person,) = introduced(stack, 1)
    return person


def bodies_in(stack, queue) -> list[str]:
    return [message.body for message in stack.queues[queue].state.messages()]


def test_a_replayed_webhook_is_taken_and_changes_nothing(stack):
    person = one_person(stack)
    sid = person.say(MEAL)
    stack.drain(advance=True)
    stack.clock.advance(WEEK_S)

    person.say(MEAL, sid)
    stack.drain(advance=True)

    assert person.statuses[-2:] == [200, 200]
    assert len(person.news()) == 1


def test_messages_sent_while_the_last_one_is_worked_on_are_answered_after_it_in_order(stack):
    person = one_person(stack)

    for text in ("2 eggs", "my day", "undo", "my day"):
        person.say(text)
    stack.drain(advance=True)

    logged, day, undone, empty = person.news()
    assert "Logged" in logged
    assert "Meals logged: 1" in day
    assert undone.startswith("Removed: ")
    assert "Meals logged" not in empty


def test_a_message_after_stop_is_recorded_and_not_answered_until_start(stack, table):
    person = one_person(stack)
    farewell = person.ask("STOP")

    sid = person.say("2 eggs")
    stack.drain(advance=True)

    assert "won't hear from me again" in farewell
    assert person.news() == []
    assert len(table.of_user(user_of(stack, sid), f"TURN#{sid}")) == 1
    assert "Welcome back" in person.ask("start")


def test_a_provider_that_is_down_for_an_hour_gets_the_reply_once_when_it_is_back(stack):
    person = one_person(stack)
    stack.twilio.set_fault("down", -1)
    person.say(MEAL)
    went_down_at = stack.clock.timestamp()
    while stack.clock.timestamp() - went_down_at < HOUR_S:
        stack.try_drain(0.2, advance=False)
        stack.clock.advance(300)
    assert person.news() == []

    stack.twilio.set_fault("clear", 0)
    stack.drain(advance=True, timeout_s=120)

    (reply,) = person.news()
    assert "Logged" in reply


def test_a_throttled_table_delays_the_answer_and_loses_nothing(stack):
    person = one_person(stack)
    stack.fail_aws("dynamodb", "throttle", 12)

    reply = person.ask(MEAL)

    assert "Logged" in reply


def test_malformed_records_are_parked_and_the_rest_goes_on(stack):
    person = one_person(stack)
    parking = {
        "inbound": "unanswered",
        "inbound_dead": "unanswered",
        "outbound": "unsent",
        "callback": "callback_dead",
        "audit": "audit_dead",
    }
    for queue, body in ((name, f"no JSON for {name}") for name in parking):
        is_fifo = queue in {"inbound", "inbound_dead", "outbound"}
        group = {"group_id": "broken", "deduplication_id": new_sid()} if is_fifo else {}
        stack.queues[queue].send(body, **group)

    reply = person.ask(MEAL)

    assert "Logged" in reply
    for queue, parked_in in parking.items():
        assert f"no JSON for {queue}" in bodies_in(stack, parked_in)


def test_a_record_that_names_an_address_that_is_none_is_parked(stack):
    body = {
        "version": 1,
        "message_sid": new_sid(),
        "phone_key": "k",
        "user": "whatsapp:nobody",
        "coach": "whatsapp:+14155238886",
        "text": "hi",
        "received_at": "2026-11-20T12:00:00+00:00",
    }
    stack.queues["inbound"].send(json.dumps(body), group_id="k", deduplication_id=new_sid())

    stack.drain(advance=True)

    assert json.dumps(body) in bodies_in(stack, "unanswered")


def test_a_reply_that_nobody_committed_is_parked(stack):
    body = json.dumps({"version": 1, "user_id": "U", "reply_id": new_sid()})
    stack.queues["outbound"].send(body, group_id="U", deduplication_id=new_sid())

    stack.drain(advance=True)

    assert body in bodies_in(stack, "unsent")


def test_a_callback_for_an_unknown_reply_is_taken_and_dropped_with_a_warning(stack):
    person = one_person(stack)
    form = {"MessageSid": new_sid(), "MessageStatus": "delivered"}

    status = person.webhooks.send(form, f"{STATUS}?user=NOBODY&reply=NOTHING")
    stack.drain(advance=True)

    assert status == 200
    assert any("report for an unknown reply" in line for line in stack.logs("delivery"))


def test_a_day_that_cannot_be_read_is_apologised_for_once_and_delays_nobody(stack, table):
    spoilt, other = introduced(stack, 2)
    user, today = user_of(stack, spoilt.sids[-1]), stack.clock.now().date()
    table.spoil_day(user, today)

    spoilt.say(MEAL)
    reply = other.ask(MEAL)
    stack.drain(advance=True)

    assert "Logged" in reply
    assert ["something went wrong" in said for said in spoilt.news()] == [True]
    assert not [line for line in stack.logs() if MEAL in line]
