"""The cases of `tests/data/gate_cases.csv`: nothing missed, few safe foods blocked."""

import csv

import pytest

from domain.safety.gate.gate import Gate, Verdict
from tests.conftest import ROOT

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

with (ROOT / "tests/data/gate_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
MOST_BLOCKED = 0.03


HOLDING = [row for row in CASES if row["expected"] == "flag"]
SAFE = [row for row in CASES if row["expected"] == "safe"]


def served(gate, rows):
    pairs = [(row["allergy_text"], row["food_or_recipe"]) for row in rows]
    return [pair for pair in pairs if not gate.check(*pair).is_refused]


def test_the_cases_are_many_and_a_third_of_them_are_safe():
    assert len(CASES) >= 1000
    assert len(SAFE) >= len(CASES) / 3
    assert len({(row["allergy_text"], row["food_or_recipe"]) for row in CASES}) == len(CASES)
    assert all(row["why"] for row in CASES)


@pytest.mark.parametrize("about", sorted({row["about"] for row in HOLDING}))
def test_no_allergen_is_missed(gate, about):
    assert served(gate, [row for row in HOLDING if row["about"] == about]) == []


def test_few_safe_foods_are_blocked(gate):
    blocked = len(SAFE) - len(served(gate, SAFE))

    assert blocked <= MOST_BLOCKED * len(SAFE)


class NoGate(Gate):
    """What a coach without the gate does: it serves whatever is asked for."""

    def check_text(self, avoidance, text):
        return Verdict()


def test_without_the_gate_every_allergen_is_missed(gate):
    open_gate = NoGate(gate.ontology, gate.foods, gate.allergies)

    missed = served(open_gate, HOLDING)

    assert len(missed) == len(HOLDING) >= 600
