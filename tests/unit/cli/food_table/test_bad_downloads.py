"""What is wrong with a download is said by file, sheet, row and column; the old table stays."""

import resource

import pytest

from cli.food_table.build import Sources, build
from cli.food_table.errors import SourceError
from tests import usda_downloads as usda

NEW = "2021-2023"
PORTIONS = f"{NEW} FNDDS At A Glance - Portions and Weights.xlsx"
NUTRIENTS = f"{NEW} FNDDS At A Glance - FNDDS Nutrient Values.xlsx"
OLD_TABLE = b"the table that stood here"


@pytest.fixture
def folder(tmp_path):
    return usda.put_workbooks(tmp_path / "new", NEW)


@pytest.fixture
def sr(tmp_path):
    return usda.put_sr28(tmp_path / "sr")


@pytest.fixture
def out(tmp_path):
    file = tmp_path / "out" / "usda.sqlite"
    file.parent.mkdir()
    file.write_bytes(OLD_TABLE)
    return file


def refusal(out, *fndds, sr28=None):
    """Build, and return what the refusal says; nothing may have changed."""
    with pytest.raises(SourceError) as caught:
        build(Sources(fndds, sr28), out)
    assert out.read_bytes() == OLD_TABLE
    assert list(out.parent.iterdir()) == [out]
    return str(caught.value)


def changed(sheet, row, column, value):
    """Return a sheet's rows with one cell changed; the header is row 0, the title stands above."""
    rows = usda.SHEETS[sheet](NEW)
    rows[row] = [*rows[row]]
    rows[row][column] = value
    return {sheet: rows}


def test_a_workbook_that_is_truncated_is_named(folder, out):
    whole = (folder / PORTIONS).read_bytes()
    (folder / PORTIONS).write_bytes(whole[: len(whole) // 2])

    said = refusal(out, folder)

    assert PORTIONS in said
    assert "not a whole Excel workbook" in said


@pytest.mark.parametrize("content", [b"", b"Food code,Main food description\n", b"%PDF-1.7"])
def test_what_is_no_workbook_is_named(folder, out, content):
    (folder / PORTIONS).write_bytes(content)

    assert f"{PORTIONS}: not a whole Excel workbook" in refusal(out, folder)


def test_damage_inside_a_workbook_names_the_sheet(folder, out):
    usda.put_workbook(folder / PORTIONS, {"Portions and Weights": []})
    damaged = (folder / PORTIONS).read_bytes().replace(b"xl/worksheets/sheet1", b"xl/worksheets/X")
    (folder / PORTIONS).write_bytes(damaged)

    assert PORTIONS in refusal(out, folder)


def test_a_workbook_of_another_year_is_named_with_its_year(tmp_path, out):
    rows = [[usda.TITLE.format("Portions and Weights", "2015-2016")], *usda.portions_sheet(NEW)]
    usda.put_workbook(tmp_path / "other.xlsx", {"Portions and Weights": rows})

    said = refusal(out, tmp_path)

    assert "other.xlsx, sheet “Portions and Weights”: is FNDDS 2015-2016" in said
    assert "2017-2018 and 2021-2023" in said


def test_a_workbook_whose_sheet_is_gone_is_missed_by_its_name(folder, out):
    usda.put_workbook(folder / PORTIONS, {"Variable Descriptions": usda.EXPLAINED})

    said = refusal(out, folder)

    assert "FNDDS 2021-2023 lacks Portions and Weights" in said
    assert f"passed over, without a column “Food code”: {PORTIONS}" in said


@pytest.mark.parametrize(
    ("sheet", "column", "said"),
    [
        ("Portions and Weights", 6, "lacks the column “portion weight (g)”"),
        ("FNDDS Nutrient Values", 4, "lacks the column “energy (kcal)”"),
        ("Food and Beverages", 2, "lacks the column “additional food description”"),
        ("Food and Beverages", 1, "lacks the column “main food description”"),
    ],
)
def test_a_column_that_is_gone_is_named(tmp_path, out, sheet, column, said):
    folder = usda.put_workbooks(tmp_path / "a", NEW, changed=changed(sheet, 0, column, "Renamed"))

    message = refusal(out, folder)

    assert f"sheet “{sheet}”" in message
    assert said in message


def test_many_columns_that_are_gone_are_counted(tmp_path, out):
    rows = [row[:10] for row in usda.nutrients_sheet(NEW)]
    folder = usda.put_workbooks(tmp_path / "a", NEW, changed={"FNDDS Nutrient Values": rows})

    assert "and 56 more" in refusal(out, folder)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        (
            "FNDDS Nutrient Values",
            (2, 4),
            "abc",
            "row 4, column “energy (kcal)”: “abc” is not a num",
        ),
        (
            "FNDDS Nutrient Values",
            (1, 4),
            True,
            "row 3, column “energy (kcal)”: “True” is not a num",
        ),
        ("FNDDS Nutrient Values", (1, 4), "nan", "“nan” is not a number"),
        ("FNDDS Nutrient Values", (1, 4), -1, "row 3, column “energy (kcal)”: -1 is below 0"),
        ("Portions and Weights", (3, 6), "", "row 5, column “portion weight (g)”: is blank"),
        ("Portions and Weights", (3, 6), -2, "row 5, column “portion weight (g)”: -2 is below 0"),
        ("Portions and Weights", (3, 5), "", "row 5, column “portion description”: is blank"),
        ("Portions and Weights", (3, 0), 99999999, "row 5: food code 99999999 is not among Foods"),
        ("Portions and Weights", (3, 0), "note", "row 5: “note” is no food code of eight digits"),
        ("Food and Beverages", (2, 0), usda.MILK, "row 4: food code 10000001 stands here a second"),
        ("Food and Beverages", (2, 1), "", "row 4, column “main food description”: is blank"),
        ("FNDDS Nutrient Values", (2, 0), usda.MILK, "row 4: its food stands here a second time"),
    ],
)
def test_a_cell_that_cannot_be_is_named(tmp_path, out, sheet, cell, value, said):
    folder = usda.put_workbooks(tmp_path / "a", NEW, changed=changed(sheet, *cell, value))

    message = refusal(out, folder)

    assert f"sheet “{sheet}”, " in message
    assert said in message


def test_a_file_that_ends_too_early_is_noticed_by_the_foods_it_lacks(tmp_path, out):
    rows = usda.portions_sheet(NEW)[:3]
    folder = usda.put_workbooks(tmp_path / "a", NEW, changed={"Portions and Weights": rows})

    assert "covers 1 of 3 foods: the file is not whole" in refusal(out, folder)


def test_two_files_that_contradict_each_other_are_both_named(folder, tmp_path, out):
    more = changed("Portions and Weights", 1, 6, 245)
    other = usda.put_csv(tmp_path / "other", NEW, changed=more)

    said = refusal(out, folder, other)

    assert "table2.csv: differs from" in said
    assert PORTIONS in said


def test_a_longer_copy_is_a_contradiction_too(folder, tmp_path, out):
    rows = usda.portions_sheet(NEW)
    longer = {"Portions and Weights": [*rows, rows[-1]]}
    other = usda.put_csv(tmp_path / "other", NEW, changed=longer)

    assert "table2.csv: differs from" in refusal(out, folder, other)


def test_tables_that_do_not_say_their_release_are_refused(tmp_path, out):
    rows = usda.nutrients_sheet(NEW)
    usda.put_rows(tmp_path / "nutrients.csv", rows[:2])

    assert "nutrients.csv: does not say its release" in refusal(out, tmp_path)


def test_a_release_between_the_known_ones_is_refused(tmp_path, out):
    both = [*usda.foods_sheet("2017-2018"), *usda.foods_sheet(NEW)[1:]]
    usda.put_rows(tmp_path / "foods.csv", both)

    said = refusal(out, tmp_path)

    assert "foods.csv: mixes FNDDS 2017-2018 and 2021-2023" in said


def test_food_groups_of_another_release_are_refused(folder, out):
    usda.put_groups(folder, "2017-2018")

    assert "groups.csv: Food Patterns Equivalents fit no release here" in refusal(out, folder)


def test_food_codes_alone_are_no_table(folder, out):
    usda.put_rows(folder / "x.csv", [["Food code", "Price", "Shop"], [usda.MILK, 2, "here"]])

    assert "x.csv: has food codes, but is no table of FNDDS" in refusal(out, folder)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'Food code,A,B\n10000001,"open', "row 2: not a whole CSV file"),
        (b"Food code,A,B\n10000001,1\n", "row 2: has 2 cells, the header has 3"),
        (b"Food code,A\0,B\n", "is not text"),
        (b"Food code,\x81,B\n", "is not text"),
    ],
)
def test_a_broken_csv_file_is_named(folder, out, content, said):
    (folder / "x.csv").write_bytes(content)

    assert f"x.csv{', ' if said.startswith('row') else ': '}{said}" in refusal(out, folder)


def test_a_file_that_cannot_be_read_is_named(folder, out):
    (folder / "x.csv").mkdir()

    assert "x.csv: Is a directory" in refusal(out, folder)


def test_a_folder_without_downloads_is_named(tmp_path, out):
    (tmp_path / "empty").mkdir()

    assert "holds no workbook or CSV file of FNDDS" in refusal(out, tmp_path / "empty")
    assert "no such folder" in refusal(out, tmp_path / "nowhere")
    assert "no such folder" in refusal(out, sr28=tmp_path / "nowhere")
    assert "nothing to build from" in refusal(out)


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("ABBREV", b"^1^2^3^", b"^1^x^3^", "ABBREV.txt, row 1, column “energy_kcal”: “x” is not"),
        ("ABBREV", b"~09002~", b"~9x02~", "ABBREV.txt, row 2: “9x02” is no NDB number"),
        ("ABBREV", b"~09002~", b"~09001~", "ABBREV.txt, row 2: food 09001 stands here a second"),
        ("ABBREV", b"^^^^^^^^", b"^^", "ABBREV.txt, row 2: has 47 fields, not 53"),
        ("WEIGHT", b"~09001~^2", b"~09003~^2", "WEIGHT.txt, row 2: food 09003 is not among the f"),
        ("WEIGHT", b"^100^", b"^^", "WEIGHT.txt, row 2, column “grams”: is blank"),
        ("WEIGHT", b"^100^^\r\n", b"^10", "WEIGHT.txt, row 2: has 5 fields, not 7"),
        ("FOOD_DES", b"~Barley, pearled, our own~", b"~~", "row 1, column “long_desc”: is blank"),
    ],
)
def test_what_is_wrong_with_a_file_of_sr_is_named(sr, out, name, before, after, said):
    file = sr / f"{name}.txt"
    file.write_bytes(file.read_bytes().replace(before, after, 1))

    assert said in refusal(out, sr28=sr)


@pytest.mark.parametrize("name", ["FOOD_DES", "WEIGHT", "FD_GROUP"])
def test_a_file_of_sr_that_is_missing_is_named(sr, out, name):
    (sr / f"{name}.txt").unlink()

    assert f"lacks {name}.txt" in refusal(out, sr28=sr)


def test_a_file_of_sr_that_is_there_twice_is_named(sr, out):
    (sr / "WEIGHT_old.txt").write_bytes((sr / "WEIGHT.txt").read_bytes())

    assert "WEIGHT_old.txt: is a second WEIGHT beside WEIGHT.txt" in refusal(out, sr28=sr)


def test_joins_of_sr_are_checked_likewise(tmp_path, out):
    folder = usda.put_sr28_csv(tmp_path / "csv")
    foods = (folder / "foods.csv").read_text()

    (folder / "more.csv").write_text(foods)
    assert "more.csv: is a second table of foods" in refusal(out, sr28=folder)

    (folder / "more.csv").unlink()
    (folder / "foods.csv").write_text(foods.replace("energy_kcal", "energy"))
    assert "foods.csv: SR28 foods lacks the column “energy_kcal”" in refusal(out, sr28=folder)

    (folder / "foods.csv").unlink()
    assert "holds no foods of SR28 (ABBREV.txt" in refusal(out, sr28=folder)


def test_a_file_of_sr_that_ends_too_early_is_noticed_by_the_foods_it_lacks(sr, out):
    (sr / "ABBREV.txt").write_bytes((sr / "ABBREV.txt").read_bytes() * 2)
    more = (sr / "ABBREV.txt").read_bytes().replace(b"~0900", b"~0910", 2)
    (sr / "ABBREV.txt").write_bytes(more)

    assert "FOOD_DES.txt: covers 1 of 4 foods: the file is not whole" in refusal(out, sr28=sr)


def test_a_full_disk_leaves_the_old_table(folder, out):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))
    try:
        with pytest.raises(OSError, match=r"usda\.sqlite"):
            build(Sources([folder]), out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert out.read_bytes() == OLD_TABLE
    assert list(out.parent.iterdir()) == [out]


def test_a_place_that_does_not_exist_is_named_as_the_place_it_is(folder, tmp_path):
    out = tmp_path / "nowhere" / "usda.sqlite"

    with pytest.raises(FileNotFoundError, match=r"nowhere/usda\.sqlite"):
        build(Sources([folder]), out)


def test_a_searcher_that_fails_leaves_the_old_table(folder, out):
    def fail(table):
        raise ValueError(table.version)

    with pytest.raises(ValueError, match=r"[0-9a-f]{64}"):
        build(Sources([folder]), out, fail)

    assert out.read_bytes() == OLD_TABLE
    assert list(out.parent.iterdir()) == [out]
