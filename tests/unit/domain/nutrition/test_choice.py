"""Which rule is told: the one most worth it, in the same circumstances always the same."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.nutrition.conditions import Bounds, parse_condition
from domain.nutrition.rules import (
    MOST_A_DAY,
    REMEMBERED_ADVICE,
    Advised,
    Evidence,
    Listener,
    Rule,
    Tone,
    choose,
    novelty,
    remembering,
    score,
)
from tests.unit.domain.builders import TODAY


class Salty:
    """Facts in which there is salt, and nothing else is known."""

    def bounds(self, name):
        return Bounds.exactly(1000) if name == "salt" else None

    def words(self, _name):
        return frozenset()


FACTS = Salty()
ANYONE = Listener((), TODAY, hides_energy=False, may_add=True, may_name=lambda _food: True)


def a_rule(rule_id="a", condition="salt > 500", tone=Tone.LIMIT, **more):
    rule = Rule(
        rule_id=rule_id,
        condition=parse_condition(condition),
        values=(),
        foods=(),
        tone=tone,
        priority=3,
        evidence=Evidence.STRONG,
        cool_down_days=4,
        speaks_of_energy=False,
        source="",
    )
    return replace(rule, **more)


def told(*rule_ids, days_ago=0):
    on = TODAY - timedelta(days=days_ago)
    return replace(ANYONE, advised=tuple(Advised(rule_id, on) for rule_id in rule_ids))


def test_nothing_is_told_where_no_rule_is_true():
    assert choose([a_rule(condition="salt > 2000")], FACTS, ANYONE) is None
    assert choose([a_rule(condition="iron < 3")], FACTS, ANYONE) is None
    assert choose([], FACTS, ANYONE) is None


@pytest.mark.parametrize(
    "better",
    [
        {"priority": 4},
        {"condition": parse_condition("salt > 250")},
        {"tone": Tone.SAFETY, "priority": 1},
    ],
)
def test_the_more_relevant_goes_first(better):
    rules = [a_rule("a", condition="salt > 800"), replace(a_rule("b", "salt > 800"), **better)]

    assert choose(rules, FACTS, ANYONE).rule_id == "b"


def test_the_better_proved_goes_first():
    rules = [a_rule("a", evidence=Evidence.LIMITED), a_rule("b", evidence=Evidence.MODERATE)]

    assert choose(rules, FACTS, ANYONE).rule_id == "b"


def test_the_one_not_told_before_goes_first():
    assert choose([a_rule("a"), a_rule("b")], FACTS, told("a", days_ago=5)).rule_id == "b"


def test_the_order_of_the_table_breaks_a_tie():
    assert choose([a_rule("a"), a_rule("b")], FACTS, ANYONE).rule_id == "a"


@pytest.mark.parametrize(("days_ago", "is_told"), [(0, False), (3, False), (4, True), (-1, False)])
def test_a_rule_rests_after_it_was_told(days_ago, is_told):
    assert (choose([a_rule()], FACTS, told("a", days_ago=days_ago)) is not None) is is_told


def test_at_most_three_are_told_a_day_and_safety_is_not_counted():
    danger = a_rule("danger", tone=Tone.SAFETY)
    rules = [a_rule("new"), danger]
    full = told("x", "y", "z")

    assert MOST_A_DAY == 3
    assert choose(rules[:1], FACTS, told("x", "y")).rule_id == "new"
    assert choose(rules[:1], FACTS, full) is None
    assert choose(rules, FACTS, full) is danger
    assert choose(rules, FACTS, told("x", "y", "danger")).rule_id == "new"


def test_a_busy_reply_has_room_for_safety_alone():
    danger = a_rule("danger", tone=Tone.SAFETY, priority=1)

    assert choose([a_rule()], FACTS, ANYONE, only_safety=True) is None
    assert choose([a_rule(), danger], FACTS, ANYONE, only_safety=True) is danger


@pytest.mark.parametrize(
    "rule", [a_rule(tone=Tone.LIMIT), a_rule(tone=Tone.GOOD, speaks_of_energy=True)]
)
def test_who_hides_energy_hears_of_no_limit_and_no_energy(rule):
    assert choose([rule], FACTS, replace(ANYONE, hides_energy=True)) is None


def test_who_may_not_add_hears_of_nothing_to_eat_more_of():
    careful = replace(ANYONE, may_add=False)

    assert choose([a_rule(tone=Tone.ADD)], FACTS, careful) is None
    assert choose([a_rule(tone=Tone.LIMIT)], FACTS, careful) is not None


def test_a_rule_that_names_a_food_the_user_must_not_eat_is_not_told():
    careful = replace(ANYONE, may_name=lambda food: food != "walnut")

    assert choose([a_rule(foods=("apple", "walnut"))], FACTS, careful) is None
    assert choose([a_rule(foods=("apple",))], FACTS, careful) is not None


@given(st.integers(1, 5), st.sampled_from(Evidence), st.integers(0, 400), st.integers(1, 30))
def test_a_score_lies_between_nothing_and_one(priority, evidence, days_ago, cool_down):
    rule = a_rule(priority=priority, evidence=evidence, cool_down_days=cool_down)

    assert 0 <= score(rule, FACTS, told("a", days_ago=days_ago)) <= 1


@given(st.integers(4, 300), st.integers(0, 300))
def test_the_longer_ago_the_more_novel(days_ago, longer):
    before = novelty(a_rule(), told("a", days_ago=days_ago))
    later = novelty(a_rule(), told("a", days_ago=days_ago + longer))

    assert 0.5 <= before <= later < novelty(a_rule(), ANYONE)


@given(st.lists(st.sampled_from([f"rule{n}" for n in range(80)]), max_size=200))
def test_what_is_remembered_is_bounded_and_names_each_rule_once(rule_ids):
    advised = ()
    for rule_id in rule_ids:
        advised = remembering(advised, a_rule(rule_id), TODAY)

    assert len(advised) <= REMEMBERED_ADVICE
    assert len({each.rule_id for each in advised}) == len(advised)
    assert not rule_ids or advised[-1].rule_id == rule_ids[-1]
