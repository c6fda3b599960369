"""Tables of nutrition that break a rule are errors that name file and row."""

import shutil
from pathlib import Path

import pytest

from adapters.nutrition_tables import CsvNutritionTables
from adapters.tables import CsvTables
from domain.errors import InvalidTableError

DATA = Path(__file__).parents[3] / "data"
FOODS = CsvTables(DATA).foods()


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA / "nutrition", tmp_path / "nutrition")
    return tmp_path


def change(folder, name, old, new):
    path = folder / "nutrition" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tables_are_read_whole(folder):
    tables = CsvNutritionTables(folder).tables(FOODS)

    assert len(tables.rules) > 27
    assert tables.classes["salmon"] == {"oily_fish"}


@pytest.mark.no_cover  # other tests reach all of it
@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rules.csv", "meal.sodium_mg > 800", "meal.salt_mg > 800", "nothing is known by the name"),
        ("rules.csv", "meal.sodium_mg > 800", "meal.sodium_mg 800", "no test"),
        ("rules.csv", "slot != snack", "mood != bad", "nothing is known by the name mood"),
        ("rules.csv", "value=day.caffeine_mg", "value=day.coffee", "nothing is known by the name"),
        ("rules.csv", "apple banana", "apple bananana", "no such food bananana"),
        ("rules.csv", ",safety,5,", ",shouting,5,", "shouting"),
        ("rules.csv", ",safety,5,", ",safety,6,", "6 is not in range"),
        ("rules.csv", ",strong,1,", ",strong,0,", "not a number of days"),
        ("rules.csv", ",strong,1,", ",certain,1,", "certain"),
        ("rules.csv", '"US Surgeon General, advisory on alcohol use in pregnancy, 2005"', "",
         "a source is missing"),
        ("food_classes.csv", "anchovy", "zorgle", "no such food zorgle"),
        ("dri.csv", "calcium_mg", "gold_mg", "gold_mg"),
        ("amdr.csv", "0.45", "most", "most"),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_is_an_error_that_says_where(folder, name, old, new, says):
    change(folder, name, old, new)

    with pytest.raises(InvalidTableError, match=f"nutrition/{name}.*{says}"):
        CsvNutritionTables(folder).tables(FOODS)


def test_a_missing_table_is_an_error_that_names_it(folder):
    (folder / "nutrition" / "amdr.csv").unlink()

    with pytest.raises(InvalidTableError, match=r"amdr\.csv"):
        CsvNutritionTables(folder).references()
