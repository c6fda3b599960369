"""The linter of the food table names what is wrong, with file and food."""

import csv
import re
import shutil

import pytest
from typer.testing import CliRunner

from cli.food_lint import lint_foods
from cli.main import app
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    """A copy of the product's tables, to be spoilt."""
    return shutil.copytree(ROOT / "data" / "foods", tmp_path / "foods").parent


def change(folder, name, key, **cells):
    """Overwrite cells of the first row of a food."""
    file = folder / "foods" / name
    with file.open(newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    next(row for row in rows if row["food_id"] == key).update(cells)
    with file.open("w", newline="", encoding="utf-8") as table:
        writer = csv.DictWriter(table, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add(folder, name, line):
    with (folder / "foods" / name).open("a", encoding="utf-8") as table:
        table.write(f"{line}\n")


def told(folder):
    return [f"{found.file}: {found.food_id}: {found.says}" for found in lint_foods(folder)]


BROKEN = (
    (
        ("foods.csv", "apple", {"source": "a website"}, "'a website' is of no known form"),
        ("foods.csv", "pasta", {"allergens": "wheat"}, "wheat without gluten"),
        ("foods.csv", "onigiri", {"allergens": "sesame"}, "ingredient FNDDS 26155110 carries fish"),
        ("portions.csv", "salt", {"unit": "tsp", "mass_g": "60"}, "a tsp of 60 g, not 0.5 to 10 g"),
        ("portions.csv", "apple", {"source": ""}, "a .* without source"),
        ("glycemic.csv", "apple", {"glycemic_index": "360"}, "glycemic_index 360, not 5 to 110"),
        ("prices.csv", "apple", {"usd_per_100_g": "55"}, "usd_per_100_g 55, not 0.02 to 15"),
        ("tags.csv", "apple", {"tag": "superfood"}, "tag 'superfood' is not one of these"),
    ),
    (
        ("foods.csv", "apple", {"fat_g": "90"}, "weigh 10[0-9] g in 100 g"),
        ("portions.csv", "apple", {"is_default": "0"}, "0 default portions"),
        ("tags.csv", "apple", {"source": ""}, "without source"),
    ),
    (
        ("foods.csv", "apple", {"energy_kcal": "300"}, "300 kcal, but its macronutrients give"),
        ("foods.csv", "apple", {"allergens": "egg"}, "vegan, with an animal allergen"),
    ),
)
"""Rows that break a rule each, several a time: to look at the whole table takes a while."""


@pytest.mark.parametrize("broken", BROKEN, ids=("each", "again", "twice"))
def test_a_row_that_breaks_a_rule_is_told(folder, broken):
    for name, food, cells, _ in broken:
        change(folder, name, food, **cells)

    found = "\n".join(told(folder))

    for name, food, _, says in broken:
        assert re.search(rf"{name}: {food}: .*{says}", found)


TOO_MANY = (
    ("portions.csv", "unicorn,slice,30,1,own", "portions.csv: unicorn: no such food"),
    ("aliases.csv", "unicorn steak,unicorn,en", "aliases.csv: unicorn: no such food"),
    (
        "weighed_portions.csv",
        "unicorn,1 fun size,15,own",
        "weighed_portions.csv: unicorn: no such food",
    ),
    (
        "weighed_portions.csv",
        "apple,1 orchard,90000,own",
        "weighed_portions.csv: apple: '1 orchard' of 90000 g, not 0.5 to 6000 g",
    ),
    (
        "weighed_portions.csv",
        "apple,Fun size,90,own",
        "weighed_portions.csv: apple: 'Fun size' is no count and unit",
    ),
    (
        "weighed_portions.csv",
        "apple,1 slice,20,own",
        "weighed_portions.csv: apple: a slice stands in portions.csv too",
    ),
    ("glycemic.csv", "unicorn,50,own", "glycemic.csv: unicorn: no such food"),
    ("glycemic.csv", "apple,50,own", "glycemic.csv: apple: told twice"),
    ("aliases.csv", "Apples,banana,en", "aliases.csv: apple: 'apple' means apple and banana"),
)


def test_rows_too_many_are_told_and_nothing_else(folder):
    for name, line, _ in TOO_MANY:
        add(folder, name, line)

    assert set(told(folder)) == {says for _, _, says in TOO_MANY}


def test_a_deviation_with_its_reason_in_the_row_is_none(folder):
    change(folder, "foods.csv", "apple", energy_kcal="300", note="measured so")

    assert told(folder) == []


def test_a_food_without_a_spanish_word_is_told(folder):
    file = folder / "foods" / "aliases.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.endswith(",banana,es\n")))

    assert told(folder) == ["aliases.csv: banana: no Spanish word"]


def test_the_command_tells_what_is_wrong_and_fails(folder):
    change(folder, "foods.csv", "apple", energy_kcal="300")

    good = CliRunner().invoke(app, ["foods", "lint"])
    bad = CliRunner().invoke(app, ["foods", "lint", "--data", str(folder)])

    assert good.exit_code == 0
    assert bad.exit_code == 1
    assert "foods.csv: apple: 300 kcal" in bad.stderr
