"""Profiles are read strictly, and become a week of wishes."""

from datetime import date

import pytest

from domain.meals.nutrients import Nutrient
from domain.plans.intakes import Intake, limits_of
from domain.plans.request import UnreadableRequestError, request_of, wishes_of
from domain.recipes.diets import Diet
from domain.recipes.recipe import Equipment, Kitchen
from tests.unit.domain.plans.week_builders import recipe

MONDAY = date(2026, 11, 23)
INTAKES = {
    "adult": (
        Intake(Nutrient.IRON, 6.0, 18.0),
        Intake(Nutrient.VITAMIN_B12, 2.0, 2.4),
        Intake(Nutrient.POTASSIUM, None, 3400.0),
    )
}


def read(**profile):
    return request_of(profile, MONDAY)


def test_an_empty_profile_is_an_adult_at_the_reference():
    found = read()

    assert [(p.energy_kcal, p.protein_g, p.life_stage) for p in found.persons] == [
        (2000, 80, "adult")
    ]
    assert (found.diet, found.equipment, found.budget_usd_week, found.seed) == (None, None, None, 0)


def test_every_key_is_read():
    found = read(
        allergies=["peanuts", " "], diet="Gluten Free", dislikes="okra", energy_kcal=1800,
        protein_g=90, budget_usd_week=60, people=2, minutes_weekday=20, minutes_weekend=60,
        equipment=["Stove", "wok"], kitchens=["East_Asian"], seed=7,
    )  # fmt: skip

    assert found.allergies == ("peanuts",)
    assert found.diet is Diet.GLUTEN_FREE
    assert found.dislikes == ("okra",)
    assert [(p.energy_kcal, p.protein_g) for p in found.persons] == [(1800, 90)] * 2
    assert (found.budget_usd_week, found.minutes_weekday, found.minutes_weekend) == (60, 20, 60)
    assert found.equipment == {Equipment.STOVE}
    assert found.kitchens == {Kitchen.EAST_ASIAN}
    assert found.seed == 7


def test_persons_may_differ():
    found = read(persons=[{"energy_kcal": 2500}, {"life_stage": "child_4_8", "protein_g": 40}])

    assert [(p.energy_kcal, p.protein_g, p.life_stage) for p in found.persons] == [
        (2500, 100, "adult"),
        (2000, 40, "child_4_8"),
    ]


@pytest.mark.parametrize("diet", [None, "", "none", "Anything", "omnivore"])
def test_no_diet_has_many_names(diet):
    assert read(diet=diet).diet is None


@pytest.mark.parametrize(
    "profile",
    [
        {"energy_kcal": 600},
        {"energy_kcal": "lots"},
        {"energy_kcal": True},
        {"people": 1.5},
        {"people": 50},
        {"budget_usd_week": 1},
        {"diet": "carnivore"},
        {"diet": 5},
        {"allergies": [5]},
        {"allergies": 5},
        {"kitchens": ["martian"]},
        {"persons": []},
        {"persons": "me"},
        {"persons": ["me"]},
        {"life_stage": 3},
        {"seed": -1},
    ],
)
def test_what_nobody_can_plan_by_is_refused_by_its_key(profile):
    with pytest.raises(UnreadableRequestError, match=next(iter(profile))):
        request_of(profile, MONDAY)


def test_a_profile_is_an_object():
    with pytest.raises(UnreadableRequestError):
        request_of([], MONDAY)


def test_a_request_becomes_seven_days_with_their_time():
    found = wishes_of(read(minutes_weekday=20, minutes_weekend=90), INTAKES, [])

    assert [day.minutes_max for day in found.days] == [20] * 5 + [90] * 2
    assert found.days[0].on == MONDAY


def test_kitchens_wished_for_are_liked_and_not_counted():
    dishes = [recipe("dal"), recipe("taco", kitchen=Kitchen.MEXICAN)]

    found = wishes_of(read(kitchens=["indian"]), INTAKES, dishes)

    assert found.tastes == {"dal": 1.0, "taco": 0.4}
    assert found.free_kitchens == {"indian"}
    assert wishes_of(read(), INTAKES, dishes).tastes == {}


def test_who_eats_no_meat_may_have_beans_every_day():
    assert "legume" in wishes_of(read(diet="vegan"), INTAKES, []).free_proteins
    assert wishes_of(read(diet="halal"), INTAKES, []).free_proteins == frozenset()


def test_an_unknown_life_stage_is_refused():
    with pytest.raises(UnreadableRequestError, match="life_stage"):
        wishes_of(read(life_stage="martian"), INTAKES, [])


def test_requirements_are_held_and_recommendations_wished_for():
    held = {limit.nutrient: limit for limit in limits_of(2000, INTAKES["adult"])}

    assert (held[Nutrient.IRON].least, held[Nutrient.IRON].goal) == (6.0, 18.0)
    assert held[Nutrient.FIBER].least == pytest.approx(28)
    assert held[Nutrient.SODIUM].most == 2300
    assert held[Nutrient.ADDED_SUGAR].most == pytest.approx(50)
    assert held[Nutrient.VITAMIN_B12].least == 2.0


def test_vegans_are_not_promised_vitamin_b12():
    held = {each.nutrient: each for each in limits_of(2000, INTAKES["adult"], Diet.VEGAN)}

    assert (held[Nutrient.VITAMIN_B12].least, held[Nutrient.VITAMIN_B12].goal) == (None, 2.4)


def test_diabetic_friendly_means_less_carbohydrate_and_sugar():
    held = {each.nutrient: each for each in limits_of(2500, (), Diet.DIABETIC_FRIENDLY)}

    assert held[Nutrient.CARBOHYDRATE].most == pytest.approx(2500 * 0.5 / 4)
    assert held[Nutrient.ADDED_SUGAR].most == pytest.approx(2500 * 0.05 / 4)
    assert held[Nutrient.SODIUM].most == pytest.approx(2300 * 1.25)
