"""Settings, the source of time, and where an error came from."""

from datetime import UTC, datetime, timedelta

import pytest

from runtime import settings as all_settings
from runtime.clock import OffsetClock, SystemClock
from runtime.observability import where
from runtime.settings import ClockSettings, DeliverySettings

VARIABLES = {
    "COACH_TABLE": "Coach",
    "CALLBACK_QUEUE_URL": "https://sqs.example/callbacks",
    "PARKING_QUEUE_URL": "https://sqs.example/dead",
}


@pytest.fixture
def environment(monkeypatch):
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_settings_are_read_by_the_names_of_their_variables(environment):
    assert DeliverySettings.read() == DeliverySettings(
        coach_table="Coach",
        callback_queue_url="https://sqs.example/callbacks",
        parking_queue_url="https://sqs.example/dead",
    )


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_that_is_missing_is_named(environment, name):
    environment.delenv(name)

    with pytest.raises(KeyError, match=name):
        DeliverySettings.read()


def test_a_setting_with_a_default_may_be_left_out(monkeypatch):
    monkeypatch.delenv("CLOCK_OFFSET_FILE", raising=False)

    assert ClockSettings.read().clock_offset_file == ""


def test_a_setting_with_a_default_may_be_given(monkeypatch):
    monkeypatch.setenv("CLOCK_OFFSET_FILE", "/clock")

    assert ClockSettings.read().clock_offset_file == "/clock"


def test_settings_cannot_be_changed(environment):
    settings = DeliverySettings.read()

    with pytest.raises(AttributeError):
        settings.coach_table = "Other"


def test_every_function_has_settings_of_its_own():
    names = {name for name in vars(all_settings) if name.endswith("Settings")}

    assert {"ReceiveSettings", "ConverseSettings", "SendSettings"} <= names


def test_the_system_clock_is_aware_and_in_utc():
    assert SystemClock().now().tzinfo is UTC


def test_a_moved_clock_is_read_anew_at_every_look(tmp_path):
    offset = tmp_path / "clock"
    clock = OffsetClock(offset)
    offset.write_text("86400.5\n")
    tomorrow = clock.now()

    offset.write_text("-10")
    earlier = clock.now()

    assert timedelta(hours=23) < tomorrow - datetime.now(UTC) < timedelta(hours=25)
    assert earlier < datetime.now(UTC)


def fail(message):
    raise ValueError(message)


def test_where_an_error_came_from_is_told_without_what_it_says():
    with pytest.raises(ValueError, match="egg") as error:
        fail("two eggs")

    places = where(error.value)

    assert places[-1].startswith("test_settings_and_clock.py:")
    assert places[-1].endswith(" fail")
    assert "eggs" not in "".join(places)
