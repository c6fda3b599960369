from datetime import timedelta

import pytest

from domain.errors import RetryableError
from domain.identity import ReplyId, UserId
from domain.messaging.address import Address, Channel, find_address
from domain.messaging.reply import Draft, Reply, ReplyState, rank
from domain.messaging.status import StatusReport
from tests.unit.domain.builders import NOON, a_message


@pytest.mark.parametrize(
    "written", ["whatsapp:+12125550100", "+12125550100", "whatsapp:+4915112345678"]
)
def test_an_address_reads_back_as_twilio_writes_it(written):
    assert str(find_address(written)) == written


def test_the_channel_is_in_the_prefix():
    assert find_address("whatsapp:+12125550100") == Address(Channel.WHATSAPP, "+12125550100")
    assert find_address("+12125550100") == Address(Channel.SMS, "+12125550100")


@pytest.mark.parametrize(
    "written",
    ["", "12345", "+0123456789", "+1", "messenger:123", "whatsapp:", "+1212555010012345678",
     "+1212555\n0100", "+12125550100 ", "anonymous", "+\u0661\u0662\u0663\u0664\u0665\u0666\u0667"],
)  # fmt: skip
def test_what_is_no_phone_number_is_no_address(written):
    assert find_address(written) is None


def test_whatsapp_takes_free_text_for_a_day_and_sms_always():
    on_whatsapp, on_sms = a_message(), a_message(on=Channel.SMS)

    assert on_whatsapp.window_closes_at == NOON + timedelta(hours=24)
    assert on_sms.window_closes_at is None


def a_reply(**known):
    to, sender = Address(Channel.WHATSAPP, "+12125550100"), Address(Channel.WHATSAPP, "+1415")
    closes = NOON + timedelta(hours=24)
    return Reply(UserId("U"), ReplyId("R"), to, sender, Draft("Hi"), NOON, closes, **known)


def test_free_text_may_go_out_until_the_window_closes():
    reply = a_reply()

    assert reply.may_be_free_form(NOON + timedelta(hours=24, microseconds=-1))
    assert not reply.may_be_free_form(NOON + timedelta(hours=24))


def test_where_there_is_no_window_free_text_always_may():
    reply = Reply(
        UserId("U"), ReplyId("R"), Address(Channel.SMS, "+1"), Address(Channel.SMS, "+1"),
        Draft("Hi"), NOON, None,
    )  # fmt: skip

    assert reply.may_be_free_form(NOON + timedelta(days=365))


def test_a_lease_holds_until_it_ends():
    held = a_reply(lease_until=NOON + timedelta(seconds=30))

    assert held.is_held(NOON + timedelta(seconds=29))
    assert not held.is_held(NOON + timedelta(seconds=30))
    assert not a_reply().is_held(NOON)


@pytest.mark.parametrize("state", [ReplyState.CREATED, ReplyState.CLAIMED])
def test_work_remains_on_a_reply_the_provider_may_not_have(state):
    assert not a_reply(state=state).is_settled


@pytest.mark.parametrize(
    "state", sorted(set(ReplyState) - {ReplyState.CREATED, ReplyState.CLAIMED})
)
def test_nothing_remains_once_it_was_taken_parked_or_suppressed(state):
    assert a_reply(state=state).is_settled


def test_proof_of_arrival_outranks_a_failure_and_reading_outranks_all():
    assert rank(ReplyState.DELIVERED) > rank(ReplyState.FAILED) == rank(ReplyState.UNDELIVERED)
    assert max(ReplyState, key=rank) is ReplyState.READ


def test_a_report_names_the_reply_it_is_about():
    report = StatusReport(UserId("U"), ReplyId("R"), "SM9", ReplyState.FAILED, 63016, NOON)

    assert (report.reply_id, report.error_code) == ("R", 63016)


def test_a_wait_the_provider_asked_for_is_kept_with_the_error():
    error = RetryableError("throttled", retry_after_s=7.5)

    assert (str(error), error.retry_after_s) == ("throttled", 7.5)
    assert RetryableError("down").retry_after_s is None


@pytest.mark.parametrize(("channel", "segments"), [(Channel.SMS, 2), (Channel.WHATSAPP, 0)])
def test_a_reply_knows_how_many_segments_it_takes_as_an_sms(channel, segments):
    address = Address(channel, "+12125550100")
    reply = Reply(
        UserId("U1"), ReplyId("R1"), address, address, Draft("x" * 161), NOON, window_closes_at=None
    )

    assert reply.segments == segments
