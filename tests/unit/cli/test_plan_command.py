"""`platewise plan`: the promised form, and plain words for what cannot be read."""

import json

import pytest
from typer.testing import CliRunner

from cli import plan as command
from cli.main import app
from services.plans.ports import Effort

pytestmark = pytest.mark.no_cover  # what they run is traced elsewhere

SHORT = Effort(steps=30_000, steps_without_plan=400_000)


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr(command, "EFFORT", SHORT)


def run(tmp_path, profile, *options):
    file = tmp_path / "profile.json"
    file.write_text(json.dumps(profile), encoding="utf-8")
    return CliRunner().invoke(app, ["plan", "--profile", str(file), *options])


def test_a_plan_is_printed_in_the_promised_form(tmp_path):
    done = run(tmp_path, {"energy_kcal": 2000, "protein_g": 85, "seed": 1}, "--json")

    result = json.loads(done.stdout)
    assert result["status"] == "verified"
    assert result["violations"] == []
    assert {"days", "cost_usd", "conflict", "bound", "gap", "solve_s", "constraints"} <= set(result)
    assert len(result["days"]) == 7
    for day in result["days"]:
        assert set(day["meals"][0]) >= {"slot", "recipe", "servings", "energy_kcal", "leftover"}
        assert 1900 <= day["energy_kcal"] <= 2100
        assert 76.5 <= day["protein_g"] <= 93.5
        assert sum(meal["energy_kcal"] for meal in day["meals"]) == pytest.approx(
            day["energy_kcal"], abs=0.3
        )
    assert all(check["holds"] for check in result["constraints"])


def test_a_plan_is_shown_as_tables(tmp_path):
    done = run(tmp_path, {"energy_kcal": 2000, "protein_g": 85})

    assert "verified" in done.stdout


def test_a_conflict_names_its_wishes_and_the_way_out(tmp_path):
    done = run(tmp_path, {"budget_usd_week": 6}, "--json")

    result = json.loads(done.stdout)
    assert (result["status"], result["days"]) == ("infeasible", [])
    assert "budget" in result["conflict"]
    assert any(each["wish"] == "budget" for each in result["relaxations"])
    assert "budget" in run(tmp_path, {"budget_usd_week": 6}).stdout


@pytest.mark.parametrize(
    "profile", [{"energy_kcal": 600}, {"allergies": ["zzyzx"]}, {"diet": "carnivore"}]
)
def test_what_nobody_can_plan_by_is_said(tmp_path, profile):
    done = run(tmp_path, profile)

    assert done.exit_code == 2


def test_a_file_that_is_no_profile_is_said(tmp_path):
    file = tmp_path / "x.json"
    file.write_text("{", encoding="utf-8")

    assert CliRunner().invoke(app, ["plan", "--profile", str(file)]).exit_code == 2


def test_free_words_are_read_beside_the_file_and_what_is_not_understood_is_said(tmp_path):
    done = run(tmp_path, {}, "--json", "--words", "vegetarian, nothing slimy")

    result = json.loads(done.stdout)
    assert result["unread"] == "nothing slimy"
    assert result["words"] == {"by": "none", "why": "no_model"}
    assert "nothing slimy" in run(tmp_path, {}, "--words", "nothing slimy").stdout


def test_without_a_model_the_house_proposes_and_the_week_may_use_it(tmp_path):
    profile = {"allergies": ["milk"], "minutes_weekday": 40}

    done = run(tmp_path, profile, "--json", "--invent", "dinner", "--theme", "warm")

    (proposed,) = json.loads(done.stdout)["invented"]
    assert (proposed["is_invented"], proposed["why"]) == (False, "no_model")
    assert proposed["steps"]
    assert "of the house" in run(tmp_path, profile, "--invent", "dinner").stdout
