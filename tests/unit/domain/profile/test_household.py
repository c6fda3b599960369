"""Household and budget as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.profile.household import find_budget_usd_week, find_people
from domain.profile.measures import Measure


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("just me", 1),
        ("solo yo", 1),
        ("I live alone", 1),
        ("vivo sola", 1),
        ("me and my wife", 2),
        ("mi esposa y yo", 2),
        ("my partner", 2),
        ("the two of us", 2),
        ("we're a couple", 2),
        ("me and my 2 kids", 3),
        ("cooking for 3", 3),
        ("my husband, our toddler and me", 3),
        ("two adults and a baby", 3),
        ("family of 4", 4),
        ("4", 4),
        ("there are four of us", 4),
        ("somos 4", 4),
        ("para 4 personas", 4),
        ("me, my wife and 2 kids", 4),
        ("2 adults and 3 kids", 5),
    ],
)
def test_a_household_is_counted(text, people):
    assert find_people(text) == Measure(people)


@pytest.mark.parametrize(("text", "people"), [("500 people", 500), ("0", 0)])
def test_a_household_that_cannot_be_is_kept_for_a_question(text, people):
    assert find_people(text) == Measure(people, is_plausible=False)


@pytest.mark.parametrize("text", ["", "hello", "my kids", "me"])
def test_nobody_is_made_up(text):
    assert find_people(text) is None


@pytest.mark.parametrize(
    ("text", "usd"),
    [
        ("$60", 60),
        ("60", 60),
        ("under $60 a week", 60),
        ("60 por semana", 60),
        ("60 dollars", 60),
        ("60 bucks", 60),
        ("60 dólares", 60),
        ("$60.50", 60.5),
        ("$60-80", 80),
        ("$60 to $80", 80),
        ("50-60 dollars", 60),
        ("$10 a day", 70),
        ("$250 a month", 57.5),
        ("$1,200 al mes", 275.98),
        ("120 usd every two weeks", 60),
    ],
)
def test_a_budget_is_understood(text, usd):
    assert find_budget_usd_week(text) == Measure(usd)


@pytest.mark.parametrize(("text", "usd"), [("$1", 1), ("$99999", 99999)])
def test_a_budget_that_cannot_be_is_kept_for_a_question(text, usd):
    assert find_budget_usd_week(text) == Measure(usd, is_plausible=False)


@pytest.mark.parametrize("text", ["", "no", "60 euros", "€60", "2 eggs"])
def test_no_budget_is_made_up(text):
    assert find_budget_usd_week(text) is None


@given(st.text())
def test_no_text_breaks_the_reading(text):
    find_people(text)
    find_budget_usd_week(text)


@given(st.integers(5, 2000))
def test_every_whole_budget_comes_back(usd):
    assert find_budget_usd_week(f"${usd} a week") == Measure(usd)
