"""The words for units in languages other than the table's."""

import csv
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

FOODS = Path(__file__).parents[3] / "data" / "foods"
SAID_AS_NUMBERS = {"piece", "added"}


def rows(name):
    with (FOODS / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_unit_of_the_table_has_a_spanish_word():
    units = {row["unit"] for row in rows("portions.csv")} - SAID_AS_NUMBERS
    words = {row["unit"] for row in rows("unit_words.csv") if row["language"] == "es"}

    assert units <= words


def test_every_word_has_a_form_for_one_and_for_several():
    table = rows("unit_words.csv")

    assert all(row["one"] and row["several"] for row in table)
    assert table == sorted(table, key=lambda row: row["unit"])
