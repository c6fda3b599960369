"""The same message, however often it comes, is one message."""

from bench.path.once import Count, send_many_times

ONE = Count(taken=20, meals=1, replies=1, turns=1, counted=1)


def test_one_message_twenty_times_at_once_and_again_after_a_week_is_answered_once(stack):
    at_once, a_week_later = send_many_times(stack)

    assert at_once == ONE
    assert a_week_later == ONE
