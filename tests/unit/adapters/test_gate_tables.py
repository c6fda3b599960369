import csv
import shutil

import pytest

from adapters.gate_tables import GateTables
from domain.errors import InvalidTableError
from tests.conftest import ROOT
from tests.cooking import tables

DATA = ROOT / "data"


@pytest.fixture
def folder(tmp_path):
    for each in DATA.iterdir():
        if each.name != "allergens":
            (tmp_path / each.name).symlink_to(each)
    shutil.copytree(DATA / "allergens", tmp_path / "allergens")
    return tmp_path


def spoil(folder, name, row):
    with (folder / "allergens" / name).open("a", encoding="utf-8") as file:
        file.write(row + "\n")


def rows(name):
    with (DATA / "allergens" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("gate_names.csv", "zorblax,zorblaxium,en,x"),
        ("gate_products.csv", "zorblax,zorblaxium,en,x"),
        ("gate_allergies.csv", "zorblax,zorblaxium,en,x"),
        ("gate_markers.csv", "food,zorblax,zorblax,x"),
        ("gate_names.csv", "zorblax,milk"),
        ("kinds.csv", "zorblax,zorblaxium,zorblax,,x"),
        ("gate_swaps.csv", "zorblax,milk,milk_drink,yes,x"),
        ("gate_swaps.csv", "oat milk,zorblaxium,milk_drink,yes,x"),
        ("gate_swaps.csv", "oat milk,milk,zorblax,yes,x"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named_by_its_file(folder, name, row):
    spoil(folder, name, row)

    with pytest.raises(InvalidTableError, match=name):
        GateTables(folder).gate()


def test_a_missing_table_is_named(folder):
    (folder / "allergens" / "gate_names.csv").unlink()

    with pytest.raises(InvalidTableError, match=r"gate_names\.csv"):
        GateTables(folder).gate()


@pytest.mark.parametrize(
    "name",
    ["gate_names.csv", "gate_products.csv", "gate_harmless.csv", "gate_allergies.csv",
     "gate_markers.csv", "gate_plain_words.csv", "gate_swaps.csv",
     "gate_swap_dishes.csv", "kinds.csv"],
)  # fmt: skip
def test_every_row_names_its_source(name):
    assert all(row["source"] for row in rows(name))


@pytest.mark.no_cover  # other tests reach all of it
def test_the_gate_knows_every_food_of_the_table_and_what_its_row_lists(gate):
    ontology = gate.ontology
    lost = [
        (food.name, allergen)
        for food in tables().table.foods.values()
        for allergen in food.allergens
        if not ontology.families({allergen})
        & {kind for held in gate.contents(food.name).foods for kind in held.kinds}
    ]

    assert lost == []


def test_who_avoids_mustard_does_not_avoid_what_else_a_jar_of_it_holds(gate):
    avoided = gate.avoidance("mustard allergy").kinds

    assert tables().table.foods["mustard"].allergens == {"mustard", "sulphite"}
    assert "mustard" in avoided
    assert "sulphite" not in avoided


def test_no_word_of_cooking_is_the_name_of_an_allergen(gate):
    plain = {row["words"] for row in rows("gate_plain_words.csv")}
    named = {row["food_words"] for row in rows("gate_names.csv") if row["kinds"]}

    assert plain & named == set()
