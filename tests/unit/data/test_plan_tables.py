"""The tables of planning under `data/plans` and `data/recipes`."""

import csv

import pytest

from adapters.recipe_tables import RecipeTables
from domain.errors import InvalidTableError
from domain.meals.foods import FoodId, FoodTable
from domain.meals.nutrients import Nutrient
from domain.nutrition.references import LifeStage
from domain.profile.body import Sex
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


_HEADERS = {
    "recipes/measures.csv": "said,unit,mass_g,language,source",
    "plans/words.csv": "word,use,language,source",
    "plans/shelves.csv": "food_id,aisle,name_en,name_es,piece_g,piece_en,pieces_en,piece_es,"
    "pieces_es,source",
}


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
    header = _HEADERS[name]
    for file in (
        "recipes/swaps.csv",
        "recipes/fodmaps.csv",
        "plans/words.csv",
        "plans/shelves.csv",
    ):
        written(tmp_path / file, "swap_group,food_id,low_up_to_g,use,word\n")
    for source in (ROOT / "data/recipes").glob("*.md"):
        written(tmp_path / "recipes" / source.name, "")
    written(tmp_path / name, f"{header}\n{row}\n")

    with pytest.raises(InvalidTableError, match=name.replace(".", "\\.")):
        RecipeTables(tmp_path).book(FoodTable({FoodId("kale"): tables().foods["kale"]}, {}))
