"""The tables of planning under `data/plans` and `data/recipes`."""

import csv

import pytest

from adapters.recipe_tables import RecipeTables
from domain.errors import InvalidTableError
from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.nutrition.references import LifeStage
from domain.profile.body import Sex
from domain.recipes.recipe import Equipment, Slot
from tests.conftest import ROOT
from tests.cooking import tables

pytestmark = pytest.mark.no_cover

AGES = {
    "child_4_8": ((6, None),),
    "boy_9_13": ((11, Sex.MALE),),
    "girl_9_13": ((11, Sex.FEMALE),),
    "man_14_18": ((16, Sex.MALE),),
    "woman_14_18": ((16, Sex.FEMALE),),
    "man_19_50": ((20, Sex.MALE), (40, Sex.MALE)),
    "woman_19_50": ((20, Sex.FEMALE), (40, Sex.FEMALE)),
    "man_51_up": ((60, Sex.MALE),),
    "woman_51_up": ((60, Sex.FEMALE), (80, Sex.FEMALE)),
    "adult": ((20, Sex.MALE), (40, Sex.MALE), (20, Sex.FEMALE), (40, Sex.FEMALE)),
}
"""Whom a life stage of plans stands for; of men over 50 those up to 70."""


def written(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_what_a_plan_aims_at_is_what_is_recommended_elsewhere(knowledge):
    with (ROOT / "data/plans/intakes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    references = knowledge.nutrition.references

    other = [
        (row["life_stage"], row["nutrient"])
        for row in rows
        if float(row["goal"])
        != max(
            references.find_recommended(Nutrient(row["nutrient"]), LifeStage(*stage)).amount
            for stage in AGES[row["life_stage"]]
        )
    ]

    assert other == []
    assert {row["life_stage"] for row in rows} == set(AGES)


def test_words_of_planning_are_read_by_their_use():
    book = tables().book

    assert {"semana", "week"} <= book.asking_words
    assert "vinegar" in book.products
    assert not book.asking_words & book.products


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Pancakes & waffles", {Slot.BREAKFAST}),
        ("grandma's breakfast-bars", {Slot.BREAKFAST, Slot.SNACK}),
        ("Omelete", {Slot.BREAKFAST}),
        ("Tortitas de AVENA", {Slot.BREAKFAST}),
        ("Pie", {Slot.SNACK}),
        ("Galletas, postre", {Slot.SNACK}),
        ("the pie's crust", {Slot.SNACK}),
        ("una tortita", set()),
        ("cakey piecrust", set()),
        ("cupcakes, barley, pasteles", set()),
        ("", set()),
    ],
)
def test_words_tell_the_meal_a_dish_is_for_whole_words_alone(text, slots):
    assert tables().book.dish_words.told_in(text) == slots


@pytest.mark.parametrize(
    ("text", "equipment"),
    [
        ("Bake, then roast.", {Equipment.OVEN}),
        ("Hornéalo... hornear al horno", {Equipment.OVEN}),
        ("Tritura con la batidora", {Equipment.BLENDER}),
        ("Sauté in a pan; blend.", {Equipment.STOVE, Equipment.BLENDER}),
        ("microwave / microondas", {Equipment.MICROWAVE}),
        ("Simmering in pots, blended, roasting", set()),
    ],
)
def test_words_tell_what_a_kitchen_must_have(text, equipment):
    assert tables().book.dish_words.told_in(text) == equipment


def test_every_food_of_the_book_has_its_place_in_a_shop():
    book, offers = tables().book, tables().offers
    cooked = {each.food.food_id for one in book.recipes.values() for each in one.ingredients}
    swapped = {food.food_id for group in book.swaps.values() for food in group}

    other_piece = {
        food
        for food, offer in offers.items()
        if offer.pack_g and food in book.shelves and book.shelves[food].piece_g != offer.pack_g
    }

    assert (cooked | swapped) - book.shelves.keys() == set()
    assert other_piece == set()


def test_measures_of_cooks_are_read():
    measures = tables().book.measures

    assert measures.plainly("una pizca de sal") == "0.4 g sal"
    assert measures.plainly("2 dientes de ajo") == "2 clove ajo"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("recipes/measures.csv", "pinch,tsp,0.4,en,x"),
        ("recipes/measures.csv", "pinch,,0,en,x"),
        ("recipes/measures.csv", "pinch,,0.4,en,"),
        ("recipes/measures.csv", "Pinch,,0.4,en,x"),
        ("plans/words.csv", "week,else,en,x"),
        ("plans/words.csv", "week,asking,en,"),
        ("plans/words.csv", "my week,asking,en,x"),
        ("plans/words.csv", "mañana,asking,es,x"),
        ("recipes/dish_words.csv", "stew,elevenses,en,x"),
        ("recipes/dish_words.csv", "oats,breakfast,en,"),
        ("recipes/dish_words.csv", "hot oats,breakfast,en,x"),
        ("plans/shelves.csv", "gribble,produce,a,b,,,,,,x"),
        ("plans/shelves.csv", "kale,roof,a,b,,,,,,x"),
        ("plans/shelves.csv", "kale,produce,a,,,,,,,x"),
        ("plans/shelves.csv", "kale,produce,a,b,,,,,,"),
        ("plans/shelves.csv", "kale,produce,a,b,,one,,,,x"),
        ("plans/shelves.csv", "kale,produce,a,b,5,one,,,,x"),
        ("plans/shelves.csv", "kale,produce,a,b,0,c,d,e,f,x"),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_with_its_file(tmp_path, name, row):
    first = (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()[0]
    for file in (
        "recipes/swaps.csv",
        "recipes/fodmaps.csv",
        "recipes/measures.csv",
        "recipes/dish_words.csv",
        "plans/words.csv",
        "plans/shelves.csv",
    ):
        written(tmp_path / file, "swap_group,food_id,low_up_to_g,use,word\n")
    for source in (ROOT / "data/recipes").glob("*.md"):
        written(tmp_path / "recipes" / source.name, "")
    written(tmp_path / name, f"{first}\n{row}\n")

    with pytest.raises(InvalidTableError, match=name.replace(".", "\\.")):
        RecipeTables(tmp_path).book(FoodTable({FoodId("kale"): tables().foods["kale"]}, {}))
