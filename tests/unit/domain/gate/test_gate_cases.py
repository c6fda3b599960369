"""The cases of `tests/data/gate_cases.csv`: nothing missed, few safe foods blocked."""

import csv

import pytest

from domain.safety.gate.gate import Gate, Verdict
from tests.conftest import ROOT

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

with (ROOT / "tests/data/gate_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
MOST_BLOCKED = 0.03


def as_params(expected):
    return [
        pytest.param(row["allergy_text"], row["food_or_recipe"], id=f"{row['about']}-{number}")
        for number, row in enumerate(CASES)
        if row["expected"] == expected
    ]


def test_the_cases_are_many_and_a_third_of_them_are_safe():
    safe = [row for row in CASES if row["expected"] == "safe"]

    assert len(CASES) >= 1000
    assert len(safe) >= len(CASES) / 3
    assert len({(row["allergy_text"], row["food_or_recipe"]) for row in CASES}) == len(CASES)
    assert all(row["why"] for row in CASES)


@pytest.mark.parametrize(("allergy", "food"), as_params("flag"))
def test_no_allergen_is_missed(gate, allergy, food):
    assert gate.check(allergy, food).is_refused


def test_few_safe_foods_are_blocked(gate):
    safe = [row for row in CASES if row["expected"] == "safe"]

    blocked = [
        row for row in safe if gate.check(row["allergy_text"], row["food_or_recipe"]).is_refused
    ]

    assert len(blocked) <= MOST_BLOCKED * len(safe)


class NoGate(Gate):
    """What a coach without the gate does: it serves whatever is asked for."""

    def check_text(self, avoidance, text):
        return Verdict()


def test_without_the_gate_every_allergen_is_missed(gate):
    open_gate = NoGate(gate.ontology, gate.foods, gate.allergies)
    holding = [row for row in CASES if row["expected"] == "flag"]

    missed = [
        row
        for row in holding
        if not open_gate.check(row["allergy_text"], row["food_or_recipe"]).is_refused
    ]

    assert missed == holding
    assert len(missed) >= 600
