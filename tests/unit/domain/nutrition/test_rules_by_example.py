"""Every rule of the table: a meal it speaks of, and one it does not."""

from typing import Any, NamedTuple

import pytest

from domain.conversation.talk.advice import advice_line
from domain.profile.body import Body, Sex
from domain.profile.goal import Goal
from domain.profile.targets import Caution
from tests.unit.domain.nutrition.scenes import a_scene

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

RICE = {"rice-white": 900.0}
"""A day of rice: full, and lacking in most."""
VARIED = {
    "salmon": 150.0, "lentil": 200.0, "almond": 40.0, "yogurt": 200.0, "bread-whole-wheat": 150.0,
    "spinach": 150.0, "potato-baked": 300.0, "orange": 200.0, "milk": 500.0, "chia-seed": 30.0,
    "beans-black": 200.0, "pumpkin-seed": 40.0, "tofu": 200.0, "banana": 120.0, "apple": 150.0,
}  # fmt: skip
"""A day that lacks next to nothing."""

PREGNANT = frozenset({Caution.PREGNANT})
BREASTFEEDING = frozenset({Caution.BREASTFEEDING})
KIDNEYS = frozenset({Caution.KIDNEY_DISEASE})
INSULIN = frozenset({Caution.INSULIN})
VEGAN = frozenset({"vegan"})
LOW_CARB = frozenset({"low_carb"})
A_WOMAN = Body(sex=Sex.FEMALE, age_years=30)
A_TEENAGER = Body(sex=Sex.MALE, age_years=16)


class Scene(NamedTuple):
    """A meal, and what surrounds it."""

    foods: dict[str, float | None]
    around: dict[str, Any] = {}  # noqa: RUF012 - read only


SPOKEN_OF = {
    "alcohol_pregnant": (Scene({"beer": 330}, {"cautions": PREGNANT}), Scene({"beer": 330})),
    "raw_pregnant": (
        Scene({"sashimi-salmon": 100}, {"cautions": PREGNANT}),
        Scene({"salmon": 100}, {"cautions": PREGNANT}),
    ),
    "liver_pregnant": (
        Scene({"beef-liver": 100}, {"cautions": PREGNANT}),
        Scene({"beef-liver": 100}),
    ),
    "soft_cheese_pregnant": (
        Scene({"cheese-brie": 30}, {"cautions": PREGNANT}),
        Scene({"cheese-cheddar": 30}, {"cautions": PREGNANT}),
    ),
    "deli_meat_pregnant": (
        Scene({"ham-deli": 50}, {"cautions": PREGNANT}),
        Scene({"chicken-breast": 50}, {"cautions": PREGNANT}),
    ),
    "mercury_pregnant": (
        Scene({"swordfish": 150}, {"cautions": BREASTFEEDING}),
        Scene({"salmon": 150}, {"cautions": BREASTFEEDING}),
    ),
    "caffeine_pregnant": (
        Scene({"coffee": 600}, {"cautions": BREASTFEEDING}),
        Scene({"coffee": 300}, {"cautions": PREGNANT}),
    ),
    "alcohol_minor": (Scene({"beer": 330}, {"body": A_TEENAGER}), Scene({"beer": 330})),
    "glycemic_load_insulin": (
        Scene({"rice-white": 300}, {"cautions": INSULIN}),
        Scene({"chicken-breast": 200, "broccoli": 200}, {"cautions": INSULIN}),
    ),
    "sodium_kidney": (
        Scene({"pizza-pepperoni": 200}, {"cautions": KIDNEYS}),
        Scene({"apple": 200}, {"cautions": KIDNEYS}),
    ),
    "fruit": (
        Scene({"rice-white": 200}, {"today": ({"egg": 100},)}),
        Scene({"rice-white": 200}, {"today": ({"apple": 100},)}),
    ),
    "whole_grains": (
        Scene({"rice-white": 200}),
        Scene({"rice-white": 200}, {"today": ({"oatmeal": 200},)}),
    ),
    "vegetables": (
        Scene({"chicken-breast": 200}),
        Scene({"chicken-breast": 200, "broccoli": 80}),
    ),
    "sodium_meal": (Scene({"soy-sauce": 20}), Scene({"rice-white": 300})),
    "fiber_meal": (
        Scene({"rice-white": 300}),
        Scene({"rice-white": 300, "zorgle": None}),
    ),
    "protein_low": (Scene({"rice-white": 300}), Scene({"rice-white": 300, "egg": 200})),
    "protein_high": (
        Scene({"chicken-breast": 250}),
        Scene({"chicken-breast": 250}, {"goal": Goal.BUILD_MUSCLE}),
    ),
    "fat_low": (Scene({"rice-white": 300}), Scene({"rice-white": 300, "olive-oil": 20})),
    "fat_high": (
        Scene({"egg": 150, "butter": 20}),
        Scene({"egg": 150, "butter": 20}, {"diets": LOW_CARB}),
    ),
    "macro_split": (
        Scene(
            {"rice-white": 400, "chicken-breast": 120},
            {"today": ({"bread-white": 150, "olive-oil": 25}, {"banana": 150})},
        ),
        Scene({"rice-white": 900}, {"today": ({"apple": 100}, {"apple": 120})}),
    ),
    "ask_drink": (Scene({"chicken-breast": 200}), Scene({"chicken-breast": 200, "water": 250})),
    "iron_vitamin_c": (Scene({"lentil": 200}), Scene({"lentil": 200, "orange": 150})),
    "iron_tea": (Scene({"lentil": 200, "tea": 200}), Scene({"lentil": 200, "water": 200})),
    "iron_usual": (
        Scene({"apple": 100}, {"past": ({"milk": 2500},) * 3}),
        Scene({"apple": 100}, {"past": (VARIED,) * 3}),
    ),
    "calcium_vegan": (
        Scene({"apple": 100}, {"past": (RICE,) * 3, "diets": VEGAN}),
        Scene({"apple": 100}, {"past": (RICE,) * 2, "diets": VEGAN}),
    ),
    "calcium_usual": (
        Scene({"apple": 100}, {"past": (RICE,) * 3}),
        Scene({"apple": 100}, {"past": (VARIED,) * 3}),
    ),
    "b12_vegan": (
        Scene({"apple": 100}, {"past": (RICE,) * 3, "diets": VEGAN}),
        Scene({"apple": 100}, {"past": (RICE,) * 3}),
    ),
    "folate_pregnant": (
        Scene({"apple": 100}, {"past": ({"milk": 2500},) * 3, "cautions": PREGNANT}),
        Scene({"apple": 100}, {"past": (VARIED,) * 3, "cautions": PREGNANT}),
    ),
    "potassium_usual": (
        Scene({"apple": 100}, {"past": (RICE,) * 3}),
        Scene({"apple": 100}, {"past": (VARIED,) * 3}),
    ),
    "vitamin_d_usual": (
        Scene({"apple": 100}, {"past": (RICE,) * 4}),
        Scene({"apple": 100}, {"past": (VARIED,) * 4}),
    ),
    "magnesium_usual": (
        Scene({"apple": 100}, {"past": (RICE,) * 3}),
        Scene({"apple": 100}, {"past": (VARIED,) * 3}),
    ),
    "oily_fish": (
        Scene({"apple": 100}, {"past": (RICE,) * 5}),
        Scene({"apple": 100}, {"past": (*(RICE,) * 5, VARIED)}),
    ),
    "omega3_vegan": (
        Scene({"apple": 100}, {"past": (RICE,) * 4, "diets": VEGAN}),
        Scene({"walnut": 30}, {"past": (RICE,) * 4, "diets": VEGAN}),
    ),
    "nuts": (
        Scene({"apple": 100}, {"past": (RICE,) * 4}),
        Scene({"almond": 30}, {"past": (RICE,) * 4}),
    ),
    "legumes": (
        Scene({"apple": 100}, {"past": (RICE,) * 4}),
        Scene({"lentil": 90}, {"past": (RICE,) * 4}),
    ),
    "fermented": (
        Scene({"apple": 100}, {"past": (RICE,) * 4}),
        Scene({"yogurt": 150}, {"past": (RICE,) * 4}),
    ),
    "variety": (
        Scene({"apple": 100}, {"past": (RICE,) * 5}),
        Scene({"apple": 100}, {"past": (*(RICE,) * 5, VARIED)}),
    ),
    "breakfast_protein": (
        Scene({"bread-white": 80}, {"hour": 8}),
        Scene({"bread-white": 80}, {"hour": 13}),
    ),
    "muscle_protein": (
        Scene({"rice-white": 400}, {"goal": Goal.BUILD_MUSCLE}),
        Scene({"rice-white": 400}),
    ),
    "sodium_day": (
        Scene({"soy-sauce": 20}, {"today": ({"pizza-pepperoni": 300},)}),
        Scene({"apple": 100}, {"today": ({"pizza-pepperoni": 300},)}),
    ),
    "added_sugar_day": (
        Scene({"cola": 660}),
        Scene({"cola": 660}, {"cautions": INSULIN}),
    ),
    "saturated_fat_day": (Scene({"butter": 60}), Scene({"olive-oil": 60})),
    "sugary_drink": (Scene({"cola": 330}), Scene({"cola-diet": 330})),
    "processed_meat": (
        Scene({"ham": 50}, {"past": ({"ham": 50}, {"bacon": 30})}),
        Scene({"egg": 50}, {"past": ({"ham": 50}, {"bacon": 30}, {"ham": 50})}),
    ),
    "caffeine_day": (
        Scene({"coffee": 1200}),
        Scene({"coffee": 1200}, {"cautions": PREGNANT}),
    ),
    "caffeine_late": (Scene({"coffee": 240}, {"hour": 17}), Scene({"coffee": 240}, {"hour": 9})),
    "alcohol_day": (
        Scene({"wine-red": 200}, {"body": A_WOMAN}),
        Scene({"wine-red": 200}, {"body": Body(sex=Sex.MALE, age_years=40)}),
    ),
    "fiber_reached": (Scene({"lentil": 400}), Scene({"lentil": 100})),
    "vegetables_reached": (Scene({"broccoli": 320}), Scene({"broccoli": 100})),
    "oily_fish_reached": (
        Scene({"salmon": 120}, {"past": ({"sardine": 90},)}),
        Scene({"salmon": 120}, {"past": (RICE,)}),
    ),
    "variety_reached": (
        Scene(
            dict.fromkeys(
                ("carrot", "tomato", "broccoli", "kale", "pear", "strawberry", "grape", "walnut",
                 "chickpea", "oatmeal", "cucumber", "onion", "mushroom"), 50.0,
            ),
            {"past": (VARIED,)},
        ),
        Scene({"carrot": 50}, {"past": (VARIED,)}),
    ),
    "whole_grain_good": (
        Scene({"bread-whole-wheat": 100}),
        Scene({"bread-white": 100, "lentil": 100}),
    ),
    "late_dinner": (
        Scene({"rice-white": 500}, {"hour": 22}),
        Scene({"rice-white": 500}, {"hour": 19}),
    ),
}  # fmt: skip


@pytest.fixture
def rules(tables):
    return {rule.rule_id: rule for rule in tables.nutrition.rules}


def test_every_rule_has_its_examples(rules):
    assert set(SPOKEN_OF) == set(rules)


@pytest.mark.parametrize("rule_id", SPOKEN_OF)
def test_a_rule_speaks_of_its_example(rule_id, rules, tables):
    scene, _ = SPOKEN_OF[rule_id]

    facts = a_scene(tables, scene.foods, **scene.around)

    assert rules[rule_id].condition.holds(facts) is True


@pytest.mark.parametrize("rule_id", SPOKEN_OF)
def test_a_rule_is_silent_about_its_counterexample(rule_id, rules, tables):
    _, scene = SPOKEN_OF[rule_id]

    facts = a_scene(tables, scene.foods, **scene.around)

    assert rules[rule_id].condition.holds(facts) is not True


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("rule_id", SPOKEN_OF)
def test_what_a_rule_says_is_filled_and_short(rule_id, language, rules, tables):
    scene, _ = SPOKEN_OF[rule_id]
    facts = a_scene(tables, scene.foods, **scene.around)

    line = advice_line(rules[rule_id], facts, tables.languages[language])

    assert "{" not in line
    assert len(line) <= 160
