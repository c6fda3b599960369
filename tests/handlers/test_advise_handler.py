"""Questions to the adviser in, answers out; without a model the house answers."""

import json

import pytest
from pydantic import ValidationError

from adapters.adviser_tables import AdviserTables
from domain.invention.form import FORM
from domain.plans.request import UnreadableRequestError
from handlers import advise
from services.adviser.plans import PlanAdviser
from tests.conftest import ROOT
from tests.unit.services.adviser_parts import a_scene

TASK = {
    "user_id": "ANN",
    "tier": "free",
    "request_id": "SM1",
    "starts_on": "2026-11-23",
    "profile": {"allergies": ["milk"], "budget_usd_week": 60},
}


@pytest.fixture(scope="module")
def advised(plan_tables):
    return AdviserTables(ROOT / "data").advised(plan_tables)


@pytest.fixture
def ask(advised, context, monkeypatch):
    def asked(adviser=None, **changes):
        monkeypatch.setattr(advise, "plan_adviser", lambda: PlanAdviser(advised, adviser))
        answer = advise.handler(TASK | changes, context)
        return json.loads(json.dumps(answer))

    return asked


def test_without_a_model_words_are_what_the_rules_make_of_them(ask):
    advice = ask(task="words", words="vegan, $40, nothing slimy")

    assert (advice["by"], advice["why"]) == ("none", "no_model")
    assert advice["unread"] == "nothing slimy"
    assert advice["narrowed"]["diets"] == ["vegan"]
    assert advice["narrowed"]["budget_usd_week"] == 40
    assert advice["narrowed"]["allergies"] == ["milk"]
    assert advice["narrowed"]["days"] == []


def test_words_that_are_all_read_ask_nobody(ask):
    assert ask(task="words", words="vegan")["why"] == "no_need"


def test_what_a_model_makes_of_words_is_told(ask):
    says = {
        "diets": [],
        "allergies": ["sesame"],
        "dislikes": ["okra"],
        "kitchens": [],
        "budget_usd_week": 900,
        "minutes_weekday": None,
        "minutes_weekend": None,
        "days": [{"weekday": "friday", "kind": "refuse", "what": "fish", "meals": []}],
    }
    scene = a_scene()
    scene.model.says[0] = scene.model.says[0].__class__(says, scene.model.says[0].usage)

    advice = ask(scene.container(), task="words", words="nothing slimy")

    assert advice["by"] == "model"
    assert advice["narrowed"]["allergies"] == ["milk", "sesame"]
    assert advice["narrowed"]["budget_usd_week"] == 60
    assert advice["narrowed"]["days"] == [{"weekday": "friday", "refused": "fish", "out": []}]


def test_without_a_model_recipes_are_those_of_the_house(ask, plan_tables):
    advice = ask(task="recipes", meal="lunch", count=2, minutes_max=30)

    assert advice["is_invented"] is False
    assert len(advice["recipes"]) == 2
    for recipe in advice["recipes"]:
        assert "milk" not in plan_tables.recipes[recipe["recipe_id"]].allergens
        assert set(recipe) - {"recipe_id"} == set(
            FORM["properties"]["recipes"]["items"]["properties"]
        )


def test_a_model_that_proposes_nonsense_is_not_heard(ask):
    advice = ask(a_scene().container(), task="recipes")

    assert (advice["is_invented"], advice["why"]) == (False, "unusable")


@pytest.mark.parametrize(
    "changes",
    [
        {"task": "dance"},
        {"task": "words", "request_id": "a b"},
        {"task": "words", "words": "a" * 2001},
    ],
)
def test_what_is_no_question_is_refused(ask, changes):
    with pytest.raises(ValidationError):
        ask(**changes)


def test_an_allergy_nobody_knows_is_asked_about_and_never_served_around(ask):
    with pytest.raises(UnreadableRequestError):
        ask(task="recipes", profile={"allergies": ["zzyzx"]})
