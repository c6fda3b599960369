import pytest

from domain.messaging.keywords import Keyword, find_keyword
from tests.unit.domain.builders import a_message


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop", "Stop.", " stop!! ", "UNSUBSCRIBE", "end", "Quit", "cancel", "stopall",
     "optout", "revoke", "\u202estop\u202c", "\uff33\uff34\uff2f\uff30"],
)  # fmt: skip
def test_a_message_of_one_stop_word_opts_out(text):
    assert find_keyword(a_message(text)) is Keyword.STOP


@pytest.mark.parametrize("text", ["START", "start", "Unstop."])
def test_a_message_of_one_start_word_opts_in(text):
    assert find_keyword(a_message(text)) is Keyword.START


@pytest.mark.parametrize(
    "text", ["stop reminders", "don't stop", "stop it", "", "2 eggs", "yes", "help", "nonstop"]
)
def test_only_the_whole_message_counts(text):
    assert find_keyword(a_message(text)) is None


def test_twilios_own_reading_wins_over_the_words():
    assert find_keyword(a_message("arret", opt_out_type="STOP")) is Keyword.STOP
    assert find_keyword(a_message("stop", opt_out_type="START")) is Keyword.START


def test_twilios_reading_of_help_is_no_opting():
    assert find_keyword(a_message("help", opt_out_type="HELP")) is None
