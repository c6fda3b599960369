"""Everyday meals as people type them: every number said is the tables' own."""

from bench.path.diary_check import check_meals
from bench.path.meals import MEALS
from bench.path.people import product


def test_meals_the_day_and_undo_agree_with_the_tables_every_time():
    with product() as stack:
        checks = check_meals(stack, MEALS[::2])  # `make bench-everyday` sends all twenty

    assert len(checks) == 10
    assert all(check.energy_kcal > 0 for check in checks)
    assert [line for check in checks for line in check.disagreements] == []
