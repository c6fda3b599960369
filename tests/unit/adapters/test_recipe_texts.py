import shutil
from pathlib import Path

import pytest

from adapters.recipe_book import RecipeTexts
from adapters.recipe_tables import RecipeTables
from adapters.tables import CsvTables
from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodId
from domain.recipes.recipe import Equipment, Kitchen, Skill, Slot

DATA = Path(__file__).parents[3] / "data"

FOODS = {
    FoodId(name): Food(FoodId(name), name, "USDA", {}, {"cup": 100.0}, "cup")
    for name in ("rice-white-dry", "cilantro")
}

RICE = """\
# Mexican

Prose above the first recipe is for the reader.

## Green rice
`green-rice` · Arroz verde

lunch, dinner · serves 4 · 25 min (10 active) · easy · stove, one pan · keeps 2 days, freezes
- 1 1/4 cups rice (long-grain) [rice-white-dry 230.5 g, swap grain]
- 1/2 cup cilantro, chopped [cilantro 16 g, optional]

1. Simmer the rice.
2. Fold in the cilantro.
"""


@pytest.fixture
def texts(tmp_path):
    for kitchen in Kitchen:
        name = kitchen.replace(" ", "_")
        (tmp_path / f"{name}.md").write_text(f"# {kitchen}\n", encoding="utf-8")
    return RecipeTexts(tmp_path, FOODS)


def write(texts, text, file="mexican.md"):
    (texts.folder / file).write_text(text, encoding="utf-8")


def test_a_recipe_is_read_as_it_is_written(texts):
    write(texts, RICE)

    (rice,) = texts.recipes().values()

    assert (rice.recipe_id, rice.name, rice.name_es) == ("green-rice", "Green rice", "Arroz verde")
    assert (rice.kitchen, rice.slots) == (Kitchen.MEXICAN, {Slot.LUNCH, Slot.DINNER})
    assert (rice.servings, rice.minutes, rice.active_minutes) == (4, 25, 10)
    assert (rice.skill, rice.equipment, rice.uses_one_pan) == (Skill.EASY, {Equipment.STOVE}, True)
    assert (rice.keeps_days, rice.can_freeze) == (2, True)
    assert [(each.words, each.mass_g) for each in rice.ingredients] == [
        ("1 1/4 cups rice (long-grain)", 230.5),
        ("1/2 cup cilantro, chopped", 16),
    ]
    assert [each.swap_group for each in rice.ingredients] == ["grain", None]
    assert [each.is_optional for each in rice.ingredients] == [False, True]
    assert rice.steps == ("Simmer the rice.", "Fold in the cilantro.")


def test_a_dish_to_eat_at_once_keeps_no_day_and_needs_no_equipment(texts):
    write(
        texts,
        RICE.replace("stove, one pan", "no cooking").replace(
            "keeps 2 days, freezes", "eat at once"
        ),
    )

    (rice,) = texts.recipes().values()

    assert (rice.keeps_days, rice.can_freeze) == (0, False)
    assert (rice.equipment, rice.uses_one_pan) == (frozenset(), False)


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("`green-rice` ·", "green-rice ·", "line 6: should read: `recipe-id`"),
        ("serves 4", "serves four", "line 8: should read: slots · serves N"),
        ("lunch, dinner", "brunch", "line 8: 'brunch' is none of: breakfast, lunch"),
        ("easy", "trivial", "line 8: 'trivial' is none of: easy, medium, hard"),
        ("stove, one pan", "campfire", "line 8: 'campfire' is none of: blender"),
        ("[rice-white-dry 230.5 g", "[rice 230.5 g", "line 9: no such food rice"),
        ("230.5 g", "a cup", "line 9: should read: - words [food-id N g"),
        ("2. Fold", "3. Fold", "line 13: step 2 expected"),
        ("2. Fold", "Fold", "line 13: should read: 2. what to do"),
    ],
)
def test_a_text_that_breaks_the_form_is_named_with_its_line(texts, written, instead, complaint):
    write(texts, RICE.replace(written, instead))

    with pytest.raises(InvalidTableError, match=r"mexican\.md") as error:
        texts.recipes()

    assert complaint in str(error.value)


def test_a_recipe_that_ends_too_early_is_named(texts):
    write(texts, "## Green rice\n`green-rice` · Arroz verde\n")

    with pytest.raises(InvalidTableError, match="line 2: ends where there should be: slots"):
        texts.recipes()


def test_an_id_belongs_to_one_recipe(texts):
    write(texts, RICE)
    write(texts, RICE, file="brazilian.md")

    with pytest.raises(InvalidTableError, match="two of green-rice"):
        texts.recipes()


def test_a_missing_text_is_named(texts):
    (texts.folder / "indian.md").unlink()

    with pytest.raises(InvalidTableError, match=r"indian\.md: No such file"):
        texts.recipes()


@pytest.mark.parametrize("table", ["recipes/swaps.csv", "recipes/fodmaps.csv"])
def test_a_table_that_names_a_food_nobody_knows_is_named(tmp_path, table):
    shutil.copytree(DATA, tmp_path / "data")
    path = tmp_path / "data" / table
    path.write_text(path.read_text(encoding="utf-8").replace("quinoa-dry", "moon-dust"))
    tables = CsvTables(tmp_path / "data")

    with pytest.raises(InvalidTableError, match=f"{table} line .*moon-dust"):
        RecipeTables(tables.folder).book(tables.foods())
