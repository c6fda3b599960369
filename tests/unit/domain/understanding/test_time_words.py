"""When a meal was eaten, in the words people use; now is Wednesday, 4 March 2026, in New York."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.understanding.time_words import When, read_when, without_when

ZONE = ZoneInfo("America/New_York")
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=ZONE)
AT_ONE = datetime(2026, 3, 4, 1, 0, tzinfo=ZONE)
ZONES = ("America/New_York", "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "UTC")


def day_of(text, now=NOON):
    when = read_when(text, now)
    assert when.is_said
    return when.day.isoformat()


@pytest.mark.parametrize("text", ["2 eggs", "", "every monday", "los lunes", "sunday roast"])
def test_a_text_without_time_is_today(text):
    assert read_when(text, NOON) == When(date(2026, 3, 4), None, is_said=False, is_future=False)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("eggs today", "2026-03-04"),
        ("tonight", "2026-03-04"),
        ("this morning", "2026-03-04"),
        ("hoy", "2026-03-04"),
        ("esta mañana", "2026-03-04"),
        ("had pho yesterday", "2026-03-03"),
        ("yesturday", "2026-03-03"),
        ("ayer", "2026-03-03"),
        ("ayer por la mañana", "2026-03-03"),
        ("last night", "2026-03-03"),
        ("anoche", "2026-03-03"),
        ("day before yesterday", "2026-03-02"),
        ("the night before last", "2026-03-02"),
        ("anteayer", "2026-03-02"),
        ("antier", "2026-03-02"),
        ("antes de ayer", "2026-03-02"),
        ("not yesterday, today", "2026-03-04"),
        ("no fue ayer, anteayer", "2026-03-02"),
    ],
)
def test_days_are_named_from_today(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 days ago", "2026-03-01"),
        ("three days ago", "2026-03-01"),
        ("a couple of days ago", "2026-03-02"),
        ("a week ago", "2026-02-25"),
        ("2 weeks ago", "2026-02-18"),
        ("hace 3 días", "2026-03-01"),
        ("hace un par de días", "2026-03-02"),
        ("hace siete dias", "2026-02-25"),
        ("hace una semana", "2026-02-25"),
        ("in 3 days", "2026-03-07"),
        ("en una semana", "2026-03-11"),
    ],
)
def test_days_are_counted(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Monday", "2026-03-02"),
        ("friday", "2026-02-27"),
        ("last friday", "2026-02-27"),
        ("el lunes", "2026-03-02"),
        ("el lunes pasado", "2026-03-02"),
        ("wednesday", "2026-03-04"),
        ("on wed", "2026-03-04"),
        ("last wednesday", "2026-02-25"),
        ("el miércoles pasado", "2026-02-25"),
        ("on last wed", "2026-02-25"),
        ("next friday", "2026-03-06"),
        ("next wednesday", "2026-03-11"),
        ("el próximo lunes", "2026-03-09"),
        ("el lunes que viene", "2026-03-09"),
        ("Friday night", "2026-02-27"),
    ],
)
def test_a_weekday_is_the_latest_past_one_unless_the_words_say_otherwise(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["sat on the sofa", "sun dried tomatoes", "I wed him"])
def test_a_short_weekday_counts_only_behind_on_last_or_next(text):
    assert not read_when(text, NOON).is_said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("nov 20", "2025-11-20"),
        ("20 November", "2025-11-20"),
        ("the 20th of november", "2025-11-20"),
        ("Nov 20, 2025", "2025-11-20"),
        ("20 de noviembre", "2025-11-20"),
        ("2 de mayo de 2025", "2025-05-02"),
        ("el 5 de agosto", "2025-08-05"),
        ("march 2", "2026-03-02"),
        ("2025-11-20", "2025-11-20"),
        ("11/20", "2025-11-20"),
        ("20/11", "2025-11-20"),
        ("on 3/2", "2026-03-02"),
        ("3/2/2026", "2026-03-02"),
        ("3/2/26", "2026-03-02"),
        ("el 16/8", "2025-08-16"),
        ("on the 3rd", "2026-03-03"),
        ("el día 20", "2026-02-20"),
        ("on the 31st", "2026-01-31"),
    ],
)
def test_a_date_is_understood(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "3/4 cup rice",
        "1/2 pizza",
        "the soup was 2/5",
        "16/8 fasting",
        "24/7",
        "I may 2 eggs",
        "feb 30",
        "31/31",
        "on the 32nd",
    ],
)
def test_a_number_that_is_no_date_is_left_alone(text):
    assert not read_when(text, NOON).is_said


@pytest.mark.parametrize(
    "text", ["2019-11-20", "5000 days ago", "in 999 weeks", "zorgle days ago", "in zorgle days"]
)
def test_a_day_nobody_can_mean_is_not_believed(text):
    assert not read_when(text, NOON).is_said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", "2026-03-05"),
        ("tomorow", "2026-03-05"),
        ("mañana", "2026-03-05"),
        ("mañana por la mañana", "2026-03-05"),
        ("day after tomorrow", "2026-03-06"),
        ("pasado mañana", "2026-03-06"),
        ("2026-11-20", "2026-11-20"),
        ("march 20", "2026-03-20"),
        ("in 2 days", "2026-03-06"),
    ],
)
def test_what_has_not_happened_yet_is_future(text, day):
    assert day_of(text) == day
    assert read_when(text, NOON).is_future


@pytest.mark.parametrize("text", ["por la mañana", "en la mañana", "yesterday's leftover pizza"])
def test_words_that_sound_like_a_day_are_none(text):
    assert read_when(text, NOON).day == NOON.date()


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("at 8", "2026-03-04", "08:00"),
        ("at eight", "2026-03-04", "08:00"),
        ("eggs @8", "2026-03-04", "08:00"),
        ("a las 8", "2026-03-04", "08:00"),
        ("a las ocho", "2026-03-04", "08:00"),
        ("8am", "2026-03-04", "08:00"),
        ("12am", "2026-03-04", "00:00"),
        ("at 12", "2026-03-04", "12:00"),
        ("half past 8", "2026-03-04", "08:30"),
        ("ten past 8", "2026-03-04", None),
        ("10 past 8", "2026-03-04", "08:10"),
        ("quarter to 8", "2026-03-04", "07:45"),
        ("las 8 y media", "2026-03-04", "08:30"),
        ("a las 9 menos cuarto", "2026-03-04", "08:45"),
        ("8 o'clock", "2026-03-04", "08:00"),
        ("8h30", "2026-03-04", "08:30"),
        ("at 8.30", "2026-03-04", "08:30"),
        ("08:30", "2026-03-04", "08:30"),
        ("at noon", "2026-03-04", "12:00"),
        ("at midnight", "2026-03-04", "00:00"),
        ("at 12:20", "2026-03-04", "12:20"),
        ("at 9 eggs", "2026-03-04", "09:00"),
        ("8 p.m.", "2026-03-03", "20:00"),
        ("8.30pm", "2026-03-03", "20:30"),
        ("20:30", "2026-03-03", "20:30"),
        ("nov 20:30", "2026-03-03", "20:30"),
        ("a las 8 de la noche", "2026-03-03", "20:00"),
        ("8 in the evening", "2026-03-03", "20:00"),
        ("3 in the morning", "2026-03-04", "03:00"),
        ("dinner at 8", "2026-03-03", "20:00"),
        ("breakfast at 8", "2026-03-04", "08:00"),
        ("lunch at 1", "2026-03-03", "13:00"),
        ("yesterday at 8", "2026-03-03", "20:00"),
        ("ayer a las 8 de la mañana", "2026-03-03", "08:00"),
        ("last night at 1", "2026-03-03", "01:00"),
        ("nov 20 8pm", "2025-11-20", "20:00"),
        ("tonight at 8", "2026-03-04", "20:00"),
        ("tomorrow at 8", "2026-03-05", "08:00"),
        ("tomorrow at 1", "2026-03-05", "13:00"),
        ("2 hours ago", "2026-03-04", "10:00"),
        ("half an hour ago", "2026-03-04", "11:30"),
        ("20 min ago", "2026-03-04", "11:40"),
        ("hace media hora", "2026-03-04", "11:30"),
        ("2 hours ago, not at 8", "2026-03-04", "10:00"),
    ],
)
def test_a_time_of_day_is_the_last_that_passed(text, day, clock):
    when = read_when(text, NOON)

    assert when.day.isoformat() == day
    assert when.clock == (clock and time.fromisoformat(clock))


@pytest.mark.parametrize(
    "text",
    [
        "around 8 almonds",
        "at 5 guys",
        "at 7-eleven",
        "at two places",
        "at 2.50 usd",
        "13pm",
        "at 25",
        "99:30",
        "75 past 8",
        "200 hours ago",
        "8-10 almonds",
    ],
)
def test_a_number_that_is_no_time_is_left_alone(text):
    assert read_when(text, NOON).clock is None


@pytest.mark.parametrize(
    "text",
    ["dinner", "tonight", "this evening", "last night", "before bed", "cena", "anoche", "cené"],
)
def test_past_midnight_words_for_the_evening_mean_the_one_before(text):
    assert read_when(text, AT_ONE) == When(date(2026, 3, 3), None, is_said=True, is_future=False)


@pytest.mark.parametrize("text", ["pizza", "today", "breakfast", "esta mañana", "hoy"])
def test_past_midnight_it_is_today_without_such_words(text):
    assert read_when(text, AT_ONE).day == date(2026, 3, 4)


def test_a_named_day_is_kept_past_midnight():
    assert day_of("dinner on wednesday", AT_ONE) == "2026-03-04"
    assert day_of("dinner yesterday", AT_ONE) == "2026-03-03"


def test_from_four_in_the_morning_dinner_is_today_again():
    assert read_when("dinner", AT_ONE.replace(hour=4)).day == date(2026, 3, 4)


def test_an_hour_ago_past_midnight_is_the_day_before():
    when = read_when("2 hours ago", AT_ONE)

    assert (when.day, when.clock) == (date(2026, 3, 3), time(23))


def test_hours_are_counted_through_a_change_of_clocks():
    after_spring_forward = datetime(2026, 3, 8, 3, 30, tzinfo=ZONE)

    when = read_when("an hour ago", after_spring_forward)

    assert when.clock == time(1, 30)


def test_a_time_a_few_minutes_ahead_was_rounded():
    assert read_when("at 12:30", NOON.replace(minute=10)).day == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Café con leche ayer a las 8", "Café con leche"),
        ("3 days ago 2 eggs", "2 eggs"),
        ("2 eggs at 8:30 and toast on Monday", "2 eggs and toast"),
        ("nov 20: 2 eggs", ": 2 eggs"),
        ("on 11/20 Straße soup", "Straße soup"),
        ("2 eggs\nyesterday", "2 eggs"),
        ("2 eggs", "2 eggs"),
    ],
)
def test_a_text_is_left_without_its_times(text, rest):
    assert without_when(text, NOON) == rest


instants = st.builds(
    lambda at, zone: at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)),
    st.datetimes(datetime(2001, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - made aware above
    st.sampled_from(ZONES),
)
PIECES = (
    "yesterday ayer last next on monday lunes nov 20 11/20 2026-11-20 29 feb 5000 days ago hace 3 "
    "dias in weeks at 8 8pm 20:30 half past quarter to a las y media noche tomorrow mañana dinner "
    "cena 99 13/13 hours semana the 31st el dia 30 midnight not"
)
texts = st.text() | st.lists(st.sampled_from(PIECES.split()), max_size=8).map(" ".join)


@given(texts, instants)
def test_any_text_at_any_time_gives_a_day_near_now(text, now):
    when = read_when(text, now)

    assert abs((when.day - now.date()).days) <= 400
    assert when.is_future is (when.day > now.date())
    without_when(text, now)


@given(st.integers(0, 400), instants)
def test_n_days_ago_is_n_days_before_today(days, now):
    assert read_when(f"{days} days ago", now).day == now.date() - timedelta(days)


@given(st.integers(0, 364), instants)
def test_a_full_date_is_itself(days, now):
    day = now.date() - timedelta(days)

    for form in ("%Y-%m-%d", "%d %B %Y", "%b %d %Y", "%m/%d/%Y"):
        assert read_when(f"{day:{form}}", now).day == day


@given(instants)
def test_weekdays_cover_the_last_seven_days(now):
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    days = {read_when(f"on {name}", now).day for name in names}

    assert days == {now.date() - timedelta(back) for back in range(7)}
