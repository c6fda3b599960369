"""The built food table is opened when asked, never written, and refused if it is another's."""

import sqlite3
from contextlib import closing

import pytest

from adapters.food_table.reader import UsdaTable
from cli.food_table.build import Sources, build
from domain.errors import InvalidTableError
from tests import usda_downloads as usda


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("usda")
    new = usda.put_workbooks(folder / "new", "2021-2023")
    return build(Sources([new], usda.put_sr28(folder / "sr")), folder / "usda.sqlite").file


def change(file, statement):
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(statement)


def test_nothing_is_opened_before_the_first_question(tmp_path):
    table = UsdaTable(tmp_path / "later.sqlite")

    table.close()
    with pytest.raises(InvalidTableError, match=r"later\.sqlite: no such file"):
        table.list_foods()


def test_a_closed_table_opens_again(built):
    table = UsdaTable(built)

    before = table.list_foods()
    table.close()

    assert table.list_foods() == before
    table.close()


def test_the_file_is_not_written_beside_or_into(built):
    before = (built.read_bytes(), sorted(built.parent.iterdir()))

    table = UsdaTable(built)
    table.list_foods()

    assert (built.read_bytes(), sorted(built.parent.iterdir())) == before
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        table._connection.execute("DELETE FROM food")  # noqa: SLF001 (only this shows it cannot)
    table.close()


def test_a_table_of_another_version_is_refused_with_what_to_do(built, tmp_path):
    file = tmp_path / "older.sqlite"
    file.write_bytes(built.read_bytes())
    change(file, "PRAGMA user_version = 99")

    with pytest.raises(InvalidTableError, match=r"version 99, .* 1; .* `platewise foods build`"):
        UsdaTable(file).list_foods()


def test_another_database_is_refused(tmp_path):
    change(tmp_path / "other.sqlite", "CREATE TABLE food (name)")

    with pytest.raises(InvalidTableError, match="not a food table of this product"):
        UsdaTable(tmp_path / "other.sqlite").find_index("x")


def test_what_is_no_database_is_refused(tmp_path):
    (tmp_path / "notes.sqlite").write_text("no database, but long enough to look like one " * 40)

    with pytest.raises(InvalidTableError, match=r"notes\.sqlite: not a food table"):
        UsdaTable(tmp_path / "notes.sqlite").list_sources()


def test_a_table_that_was_cut_off_is_named(built, tmp_path):
    file = tmp_path / "cut.sqlite"
    file.write_bytes(built.read_bytes()[:8192])

    with closing(UsdaTable(file)) as table, pytest.raises(InvalidTableError, match=r"cut\.sqlite"):
        list(table.iterate_nutrients())


def test_damage_inside_the_table_is_named_when_it_is_met(built, tmp_path):
    file = tmp_path / "damaged.sqlite"
    whole = built.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))

    with closing(UsdaTable(file)) as table, pytest.raises(InvalidTableError, match="damaged"):
        table.list_foods()


def test_a_food_nobody_has_is_not_found(built):
    table = UsdaTable(built)

    assert table.find_food("fndds:99999999") is None
    assert table.nutrients_of(0) == table.groups_of(0) == {}
    assert table.portions_of(0) == table.ingredients_of(0) == table.list_ingredient_names(0) == ()
    table.close()
