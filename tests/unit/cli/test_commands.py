import json

import pytest
from typer.testing import CliRunner

from cli.main import app

run = CliRunner().invoke


def test_a_meal_comes_back_as_one_json_object_with_its_sources():
    result = json.loads(run(app, ["meal", "2 eggs and toast with butter", "--json"]).stdout)

    assert [item["food_id"] for item in result["items"]] == ["egg", "toast-white", "butter"]
    assert result["totals"]["energy_kcal"] == sum(
        item["nutrients"]["energy_kcal"] for item in result["items"]
    )
    assert all(item["source"] for item in result["items"])
    assert (result["unknown"], result["question"]) == ([], None)


def test_what_is_not_known_is_listed_and_asked_about():
    result = json.loads(run(app, ["meal", "zorgle and rice", "--json"]).stdout)

    assert result["unknown"] == ["zorgle"]
    assert "zorgle" in result["question"]


def test_a_meal_is_shown_as_a_table_for_people():
    shown = run(app, ["meal", "a banana and zorgle"]).stdout

    assert "banana" in shown
    assert "not read" in shown


def test_a_file_of_meals_gives_one_result_a_line(tmp_path):
    meals = tmp_path / "meals.jsonl"
    meals.write_text('{"id": 7, "text": "an apple"}\n{"id": 8, "text": "tea"}\n')

    lines = run(app, ["meal", "--jsonl", str(meals)]).stdout.splitlines()

    assert [json.loads(line)["id"] for line in lines] == [7, 8]


@pytest.mark.parametrize("line", ["not json", '{"id": 1}', "[]"])
def test_a_broken_line_is_named(tmp_path, line):
    meals = tmp_path / "meals.jsonl"
    meals.write_text('{"id": 7, "text": "an apple"}\n' + line + "\n")

    result = run(app, ["meal", "--jsonl", str(meals)])

    assert result.exit_code == 2
    assert "line 2" in result.output


def test_foods_are_found_by_their_words_with_a_slip_forgiven():
    found = json.loads(run(app, ["foods", "search", "chiken soup", "--json"]).stdout)

    assert "chicken-noodle-soup" in [food["food_id"] for food in found]


def test_found_foods_are_shown_as_a_table_for_people():
    assert "banana" in run(app, ["foods", "search", "banana"]).stdout


def test_a_food_that_holds_what_is_avoided_is_flagged_with_the_reason():
    command = ["allergens", "my son is allergic to nuts", "what about pesto?", "--json"]

    result = json.loads(run(app, command).stdout)

    assert result["flag"] is True
    assert result["allergens"] == ["tree nut", "peanut"]
    assert "pesto" in result["why"]


@pytest.mark.parametrize(
    ("allergy", "food", "said"),
    [
        ("nuts", "coconut", "served: Every ingredient is known"),
        ("nuts", "zorblax", "not served: I don't know zorblax"),
        ("mandeln", "mandelzorb", "not served: I don't know mandelzorb; it looks like almond"),
        ("zorblax", "rice", "not served: I can't tell"),
        ("nuts", "", "not served: I see no food"),
        ("nuts", "almonds", "not served: almonds is to be avoided"),
    ],
)
def test_a_verdict_is_said_for_people(allergy, food, said):
    assert said in run(app, ["allergens", allergy, food]).stdout


def test_a_file_of_foods_gives_one_verdict_a_line(tmp_path):
    foods = tmp_path / "foods.jsonl"
    foods.write_text(
        '{"id": 7, "allergy_text": "milk", "food_or_recipe": "ghee"}\n'
        '{"id": 8, "allergy_text": "milk", "food_or_recipe": "rice"}\n'
    )

    lines = run(app, ["allergens", "--jsonl", str(foods)]).stdout.splitlines()

    assert [(json.loads(line)["id"], json.loads(line)["flag"]) for line in lines] == [
        (7, True),
        (8, False),
    ]


@pytest.mark.parametrize("line", ["not json", '{"id": 1}', "[]"])
def test_a_broken_line_of_foods_is_named(tmp_path, line):
    foods = tmp_path / "foods.jsonl"
    foods.write_text(line + "\n")

    result = run(app, ["allergens", "--jsonl", str(foods)])

    assert result.exit_code == 2
    assert "line 1" in result.output
