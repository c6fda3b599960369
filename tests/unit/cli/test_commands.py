import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app

DATA = Path(__file__).parents[3] / "data"

run = CliRunner().invoke


@pytest.mark.no_cover  # other tests reach all of it
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


@pytest.mark.no_cover  # other tests reach all of it
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


@pytest.mark.no_cover  # other tests reach all of it
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


@pytest.mark.no_cover  # other tests reach all of it
def test_the_recipe_book_has_no_complaints():
    result = run(app, ["recipes", "lint", "--json"])

    assert result.exit_code == 0
    assert json.loads(result.stdout)["complaints"] == []
    assert "recipes, 0 complaints" in run(app, ["recipes", "lint"]).stdout


@pytest.mark.no_cover  # other tests reach all of it
def test_complaints_about_recipes_are_listed_and_fail_the_command(tmp_path, monkeypatch):
    shutil.copytree(DATA, tmp_path / "data")
    book = tmp_path / "data" / "recipes" / "mexican.md"
    book.write_text(book.read_text(encoding="utf-8").replace("serves 6", "serves 1"))
    monkeypatch.setattr("cli.tables.DATA", tmp_path / "data")

    result = run(app, ["recipes", "lint"])

    assert result.exit_code == 1
    assert "frijoles-de-la-olla-rice: 27" in result.stdout
    assert "kcal a serving is no lunch" in result.stdout


def test_a_recipe_is_shown_with_what_follows_from_it():
    shown = run(app, ["recipes", "show", "masoor-dal-rice"]).stdout
    facts = json.loads(run(app, ["recipes", "show", "masoor-dal-rice", "--json"]).stdout)

    assert "red lentils" in shown
    assert "diets: " in shown
    assert {"vegan", "gluten-free"} <= set(facts["diets"])
    assert facts["allergens"] == []
    assert 350 <= facts["energy_kcal"] <= 850


def test_a_recipe_nobody_wrote_is_refused():
    assert run(app, ["recipes", "show", "moon-cheese-pie"]).exit_code == 2


def test_all_recipes_are_listed():
    rows = json.loads(run(app, ["recipes", "list", "--json"]).stdout)

    assert len(rows) == len(run(app, ["recipes", "list"]).stdout.splitlines()) >= 260


def test_a_pasted_recipe_is_read_and_what_is_unknown_is_asked(tmp_path):
    paste = tmp_path / "soup.txt"
    paste.write_text("Lentil soup\nServes 2\n- 1 cup lentils\n- 1 zorgle\n1. Simmer.\n")

    soup = json.loads(run(app, ["recipes", "read", str(paste)]).stdout)

    assert (soup["name"], soup["servings"], soup["unknown"]) == ("Lentil soup", 2, ["1 zorgle"])
    assert [each["food_id"] for each in soup["ingredients"]] == ["lentil-dry"]


@pytest.mark.parametrize("source", ["no-such-file.txt", "ftp://example.com/", "file:///etc/passwd"])
def test_a_recipe_that_cannot_or_must_not_be_fetched_is_refused(source):
    assert run(app, ["recipes", "read", source]).exit_code == 2
