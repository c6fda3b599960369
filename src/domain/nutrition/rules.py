"""Rules of nutrition, and the choice of the one most worth telling."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.meals.foods import FoodId
from domain.nutrition.conditions import Condition, Facts

MOST_A_DAY = 3
"""Suggestions a day. Source: own choice; more would be noise"""

REMEMBERED_ADVICE = 60
"""Suggestions kept, one a rule. Source: own choice, more than there are rules"""

_HIGHEST_PRIORITY = 5


class Tone(StrEnum):
    """What a suggestion does: it warns, limits, adds, tells what is good, or asks."""

    SAFETY = "safety"
    LIMIT = "limit"
    ADD = "add"
    GOOD = "good"
    ASK = "ask"


class Evidence(StrEnum):
    """How sure a rule is: trials and guidelines, studies that agree, or plausible and early."""

    STRONG = "strong"
    MODERATE = "moderate"
    LIMITED = "limited"


EVIDENCE_WEIGHT = {Evidence.STRONG: 1.0, Evidence.MODERATE: 0.8, Evidence.LIMITED: 0.6}
"""Source: own choice, in the order of GRADE"""


@dataclass(frozen=True, slots=True)
class Rule:
    """When something is worth saying, how sure it is and how often it may be said.

    `values` are the amounts its text tells, by placeholder; `foods` are those it names, for the
    gate of allergies. `speaks_of_energy` keeps it from people who shall hear no such numbers.
    `priority` is 1 to 5.
    """

    rule_id: str
    condition: Condition
    values: tuple[tuple[str, str], ...]
    foods: tuple[FoodId, ...]
    tone: Tone
    priority: int
    evidence: Evidence
    cool_down_days: int
    speaks_of_energy: bool
    source: str


@dataclass(frozen=True, slots=True)
class Advised:
    """A rule that was told, and when last."""

    rule_id: str
    on: date


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears: what was told before, what must not be said, and which foods may be named.

    Who `hides_energy` hears of no limit either; who may not add is told by others what to eat
    more of.
    """

    advised: Sequence[Advised]
    today: date
    hides_energy: bool
    may_add: bool
    may_name: Callable[[FoodId], bool]


def choose(
    rules: Sequence[Rule], facts: Facts, listener: Listener, *, only_safety: bool = False
) -> Rule | None:
    """Return the rule most worth telling now, or none.

    Safety goes first and is not counted; of the others at most three are told a day. The order of
    the table breaks ties, so that the same meal in the same circumstances has the same answer.
    """
    told_today = [each for each in listener.advised if each.on == listener.today]
    uncounted = {rule.rule_id for rule in rules if rule.tone is Tone.SAFETY}
    is_full = sum(each.rule_id not in uncounted for each in told_today) >= MOST_A_DAY
    heard = [
        rule
        for rule in rules
        if (rule.tone is Tone.SAFETY or not (is_full or only_safety))
        and _may_be_said(rule, listener)
        and rule.condition.holds(facts)
        and all(map(listener.may_name, rule.foods))
    ]
    return max(heard, key=lambda rule: _rank(rule, facts, listener), default=None)


def score(rule: Rule, facts: Facts, listener: Listener) -> float:
    """Return what a rule is worth telling: relevance times evidence times novelty.

    Relevance is the priority, half of it given by how far the first test is exceeded.

    Returns:
        0 to 1.
    """
    relevance = rule.priority / _HIGHEST_PRIORITY * (1 + rule.condition.excess(facts)) / 2
    return relevance * EVIDENCE_WEIGHT[rule.evidence] * novelty(rule, listener)


def novelty(rule: Rule, listener: Listener) -> float:
    """Return 1 for what was never told, 0 within the cool-down, and 0.5 rising to 1 after it."""
    days = _days_since(rule, listener)
    if days is None:
        return 1.0
    return 0.0 if days < rule.cool_down_days else days / (days + rule.cool_down_days)


def remembering(advised: Sequence[Advised], rule: Rule, today: date) -> tuple[Advised, ...]:
    """Return what was told with one rule more: each rule once, the latest last."""
    others = [each for each in advised if each.rule_id != rule.rule_id]
    return (*others, Advised(rule.rule_id, today))[-REMEMBERED_ADVICE:]


def _may_be_said(rule: Rule, listener: Listener) -> bool:
    if listener.hides_energy and (rule.speaks_of_energy or rule.tone is Tone.LIMIT):
        return False
    if rule.tone is Tone.ADD and not listener.may_add:
        return False
    return novelty(rule, listener) > 0


def _rank(rule: Rule, facts: Facts, listener: Listener) -> tuple[bool, float]:
    return rule.tone is Tone.SAFETY, score(rule, facts, listener)


def _days_since(rule: Rule, listener: Listener) -> int | None:
    told = (each for each in listener.advised if each.rule_id == rule.rule_id)
    return next(((listener.today - each.on).days for each in told), None)
