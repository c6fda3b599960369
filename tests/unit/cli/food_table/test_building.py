"""The food table is made of everything USDA's downloads say, and of nothing else."""

from contextlib import closing

import pytest

from adapters.food_table.reader import UsdaTable
from adapters.food_table.schema import GROUP_COLUMNS, NUTRIENT_COLUMNS
from cli.food_table.build import Sources, build
from domain.meals.nutrients import Nutrient
from domain.meals.reference_foods import FoodGroup, HouseholdPortion
from tests import usda_downloads as usda


@pytest.fixture
def downloads(tmp_path):
    old = usda.put_groups(usda.put_workbooks(tmp_path / "old", "2017-2018"), "2017-2018")
    new = usda.put_workbooks(tmp_path / "new", "2021-2023")
    return Sources([new, old], usda.put_sr28(tmp_path / "sr"))


@pytest.fixture
def table(downloads, tmp_path):
    build(downloads, tmp_path / "usda.sqlite")
    opened = UsdaTable(tmp_path / "usda.sqlite")
    yield opened
    opened.close()


def test_every_food_stands_once_in_its_newest_row(table):
    newest = {food.food_id: food.year for food in table.list_foods()}

    assert newest == {
        "fndds:10000001": "2021-2023",
        "fndds:20000002": "2021-2023",
        "fndds:30000003": "2021-2023",
        "fndds:50000005": "2017-2018",
        "sr28:09001": "2015",
        "sr28:09002": "2015",
    }


def test_a_release_can_be_asked_for_as_it_was(table):
    old = table.find_food("fndds:10000001", "2017-2018")
    new = table.find_food("fndds:10000001")

    assert (old.source, table.nutrients_of(old.row)[Nutrient.ENERGY]) == (
        "FNDDS 2017-2018 10000001",
        60,
    )
    assert (new.source, table.nutrients_of(new.row)[Nutrient.ENERGY]) == (
        "FNDDS 2021-2023 10000001",
        61,
    )
    assert {food.food_id for food in table.list_foods("2017-2018") if food.kind == "fndds"} == {
        "fndds:10000001",
        "fndds:20000002",
        "fndds:50000005",
    }
    assert table.find_food("fndds:30000003", "2017-2018") is None
    assert len(table.list_rows()) == 8


def test_names_categories_and_synonyms_are_usdas(table):
    milk = table.find_food("fndds:10000001")
    barley = table.find_food("sr28:09001")

    assert (milk.name, milk.synonyms, milk.category) == (
        "Milk of ours",
        ("moo juice", "leche de casa"),
        "Milk, whole",
    )
    assert (barley.synonyms, barley.category, barley.source) == (
        ("pearl barley", "café barley"),
        "Cereal Grains and Pasta",
        "SR28 09001",
    )


def test_a_food_that_sr_does_not_describe_has_its_short_name(table):
    assert table.find_food("sr28:09002").name == "Root,our own"


def test_every_nutrient_comes_along_and_a_blank_is_unknown(table):
    milk = table.nutrients_of(table.find_food("fndds:10000001").row)
    barley = table.nutrients_of(table.find_food("sr28:09001").row)

    assert len(milk) == 64
    assert Nutrient.PROTEIN not in milk
    assert (milk[Nutrient.CARBOHYDRATE], milk[Nutrient.WATER]) == (3, 65)
    assert len(barley) == 46
    assert {*milk, *barley, Nutrient.PROTEIN} == set(NUTRIENT_COLUMNS)
    assert table.nutrients_of(table.find_food("sr28:09002").row) == {}


def test_portions_keep_their_words_order_and_brand(table):
    bar = table.find_food("fndds:50000005")

    assert table.portions_of(bar.row) == (
        HouseholdPortion("Quantity not specified", None, is_default=True),
        HouseholdPortion("1 bar", 40.0, variant="Zorgle Bar"),
        HouseholdPortion("Quantity not specified", 40.0, is_default=True, variant="Zorgle Bar"),
    )


def test_measures_of_sr_are_worded_as_portions(table):
    barley = table.find_food("sr28:09001")

    assert table.portions_of(barley.row) == (
        HouseholdPortion("1 cup", 200.0),
        HouseholdPortion('0.5 cup (1/2" deep)', 100.0),
    )


def test_food_groups_reach_the_release_they_were_not_published_for(table):
    for year in ("2017-2018", None):
        milk = table.find_food("fndds:10000001", year)
        groups = table.groups_of(milk.row)
        assert groups[FoodGroup.DAIRY] == 0.41
        assert set(groups) == set(GROUP_COLUMNS)

    assert table.groups_of(table.find_food("fndds:30000003").row) == {}


def test_ingredients_are_foods_of_the_table_where_it_has_them(table):
    stew = table.find_food("fndds:20000002")
    linked = [(i.description, i.mass_g, i.food_id) for i in table.ingredients_of(stew.row)]

    assert linked == [
        ("Barley, pearled, our own", 60, "sr28:09001"),
        ("Milk of ours", 40, "fndds:10000001"),
        ("Spice nobody lists", 1, None),
    ]


def test_an_older_row_is_made_of_what_the_newer_is(table):
    old = table.find_food("fndds:20000002", "2017-2018")

    assert table.ingredients_of(old.row) == ()
    assert "Barley, pearled, our own" in table.list_ingredient_names(old.row)


def test_all_portions_and_nutrients_can_be_gone_through_at_once(table):
    for food in table.list_rows():
        one_by_one = [(food.row, portion) for portion in table.portions_of(food.row)]
        assert [each for each in table.iterate_portions() if each[0] == food.row] == one_by_one

    assert dict(table.iterate_nutrients()) == {
        food.row: table.nutrients_of(food.row) for food in table.list_rows()
    }


def test_sources_are_named_with_their_years(table):
    assert [(source.kind, source.year) for source in table.list_sources()] == [
        ("fndds", "2017-2018"),
        ("fndds", "2021-2023"),
        ("sr28", "2015"),
    ]
    assert all("public domain" in source.licence for source in table.list_sources())


def test_the_same_downloads_make_the_same_bytes(downloads, tmp_path):
    a = build(downloads, tmp_path / "a.sqlite")
    b = build(Sources(list(reversed(downloads.fndds)), downloads.sr28), tmp_path / "b.sqlite")

    assert a.file.read_bytes() == b.file.read_bytes()
    assert a.content_hash == b.content_hash


def test_csv_copies_say_the_same_as_workbooks(downloads, tmp_path):
    old = usda.put_groups(usda.put_csv(tmp_path / "a", "2017-2018"), "2017-2018")
    new = usda.put_csv(tmp_path / "b", "2021-2023")
    copies = Sources([old, new], usda.put_sr28(tmp_path / "c"))

    from_copies = build(copies, tmp_path / "copies.sqlite")

    assert from_copies.content_hash == build(downloads, tmp_path / "own.sqlite").content_hash


def test_a_workbook_beside_its_copy_is_read_once(downloads, tmp_path):
    copied = usda.put_csv(tmp_path / "copied", "2017-2018")

    both = build(Sources([*downloads.fndds, copied], downloads.sr28), tmp_path / "both.sqlite")

    assert both.content_hash == build(downloads, tmp_path / "own.sqlite").content_hash


def test_joins_of_sr_say_the_same_as_its_own_files(tmp_path):
    build(Sources(sr28=usda.put_sr28(tmp_path / "own")), tmp_path / "own.sqlite")
    build(Sources(sr28=usda.put_sr28_csv(tmp_path / "csv")), tmp_path / "joined.sqlite")

    with (
        closing(UsdaTable(tmp_path / "own.sqlite")) as own,
        closing(UsdaTable(tmp_path / "joined.sqlite")) as joined,
    ):
        assert own.find_food("sr28:09001") == joined.find_food("sr28:09001")
        assert dict(own.iterate_nutrients()) == dict(joined.iterate_nutrients())
        assert list(own.iterate_portions()) == list(joined.iterate_portions())


def test_names_of_folders_and_files_say_nothing(tmp_path):
    folder = usda.put_workbooks(tmp_path / "FNDDS 2021-2023", "2017-2018")
    for number, file in enumerate(sorted(folder.iterdir())):
        file.rename(folder / f"2021-2023 {number}.xlsx")

    built = build(Sources([folder]), tmp_path / "usda.sqlite")

    assert built.foods == {"fndds 2017-2018": 3}


def test_rows_that_are_blank_are_passed_over(tmp_path):
    rows = usda.foods_sheet("2021-2023")
    blank = [""] * len(rows[0])
    changed = {"Food and Beverages": [rows[0], blank, *rows[1:], blank]}
    folder = usda.put_workbooks(tmp_path / "new", "2021-2023", changed=changed)

    built = build(Sources([folder]), tmp_path / "usda.sqlite")

    assert built.foods == {"fndds 2021-2023": 3}


def test_what_is_no_table_of_usda_is_passed_over(tmp_path):
    folder = usda.put_workbooks(tmp_path / "new", "2021-2023")
    usda.put_workbook(folder / "codes.xlsx", {"Sheet1": [["DRXFDCD", "DRXFCSD", "DRXFCLD"]]})
    usda.put_rows(folder / "notes.csv", [["bought", "price"], ["milk", "2.10"]])
    (folder / "~$open.xlsx").write_bytes(b"a lock")
    (folder / "readme.pdf").write_bytes(b"%PDF")

    built = build(Sources([folder]), tmp_path / "usda.sqlite")

    assert built.foods == {"fndds 2021-2023": 3}


def test_both_releases_may_lie_in_one_folder(tmp_path):
    usda.put_workbooks(tmp_path / "all", "2017-2018")
    usda.put_workbooks(tmp_path / "all", "2021-2023")
    usda.put_groups(tmp_path / "all", "2017-2018")

    built = build(Sources([tmp_path / "all"]), tmp_path / "usda.sqlite")

    assert built.foods == {"fndds 2017-2018": 3, "fndds 2021-2023": 3}


def test_whoever_searches_can_leave_an_index_in_the_file(downloads, tmp_path):
    plain = build(downloads, tmp_path / "plain.sqlite")

    def count_foods(table):
        return {"foods": str(len(table.list_foods())).encode()}

    indexed = build(downloads, tmp_path / "indexed.sqlite", count_foods)

    with closing(UsdaTable(tmp_path / "indexed.sqlite")) as table:
        assert table.find_index("foods") == b"6"
        assert table.find_index("other") is None
        assert table.version == indexed.content_hash != plain.content_hash
