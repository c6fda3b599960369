"""The language of rules: three-valued, so that what is unknown is never taken for zero."""

import math
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nutrition.conditions import Bounds, parse_condition

AMOUNTS = st.floats(0, 1000)


@dataclass
class Known:
    """Facts as a test states them."""

    amounts: dict[str, Bounds] = field(default_factory=dict)
    said: dict[str, frozenset[str]] = field(default_factory=dict)

    def bounds(self, name):
        return self.amounts.get(name)

    def words(self, name):
        return self.said.get(name, frozenset())


EXACT = Known({"salt": Bounds.exactly(900)}, {"slot": frozenset({"lunch"})})
OPEN = Known({"salt": Bounds.at_least(900)})


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("salt > 800", EXACT, True),
        ("salt >= 900", EXACT, True),
        ("salt < 900", EXACT, False),
        ("salt <= 900", EXACT, True),
        ("salt > 800", OPEN, True),
        ("salt < 1000", OPEN, None),
        ("salt < 800", OPEN, False),
        ("sugar < 5", EXACT, None),
        ("slot = lunch", EXACT, True),
        ("slot != lunch", EXACT, False),
        ("slot = dinner", OPEN, False),
        ("salt > 800 and sugar < 5", EXACT, None),
        ("salt > 1000 and sugar < 5", EXACT, False),
        ("salt > 1000 or sugar < 5", EXACT, None),
        ("salt > 800 or sugar < 5", EXACT, True),
        ("salt > 1000 and slot = lunch or salt > 800", EXACT, True),
        ("salt > 1000 or slot = dinner", EXACT, False),
    ],
)
def test_a_condition_holds_fails_or_stays_open(text, facts, holds):
    assert parse_condition(text).holds(facts) is holds


@pytest.mark.parametrize(
    "text", ["", "salt", "salt > ", "salt > much", "slot = 3", "salt ~ 3", "salt > 3 xor slot = b"]
)
def test_what_is_no_condition_is_an_error(text):
    with pytest.raises(ValueError, match="no test"):
        parse_condition(text)


def test_the_first_test_says_how_far_a_condition_is_exceeded():
    condition = parse_condition("salt > 800 and sugar > 1")
    facts = Known({"salt": Bounds.exactly(1000), "sugar": Bounds.exactly(100)})

    assert condition.excess(facts) == 0.25


@pytest.mark.parametrize(
    ("text", "excess"),
    [("slot = lunch", 1.0), ("salt > 0", 1.0), ("sugar > 1", 0.0), ("salt > 9000", 0.0)],
)
def test_a_word_and_zero_are_exceeded_wholly_and_the_unknown_not_at_all(text, excess):
    assert parse_condition(text).excess(EXACT) == excess


def test_a_comparison_of_the_unknown_exceeds_nothing():
    (unknown,) = parse_condition("sugar > 1").tests

    assert unknown.excess(EXACT) == 0.0


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(["<", "<=", ">", ">="]))
def test_what_is_said_of_bounds_is_true_of_every_amount_between(low, more, limit, sign):
    condition = parse_condition(f"salt {sign} {limit:.3f}")
    held = condition.holds(Known({"salt": Bounds(low, low + more)}))

    truths = [
        condition.holds(Known({"salt": Bounds.exactly(amount)}))
        for amount in (low, low + more / 2, low + more)
    ]

    assert held is None or set(truths) == {held}


@given(AMOUNTS, AMOUNTS)
def test_learning_more_never_turns_an_answer_round(amount, limit):
    condition = parse_condition(f"salt > {limit:.3f}")

    before = condition.holds(Known({"salt": Bounds(0, math.inf)}))
    after = condition.holds(Known({"salt": Bounds.exactly(amount)}))

    assert before is None
    assert after is not None
