"""Where a built USDA table is deployed, meals are read over both tables, own foods first."""

import pytest

from cli.food_table.build import Sources, build
from domain.meals.reading import Doubt
from domain.meals.sentences import understand
from runtime.bootstrap.usda_foods import UNUSABLE, with_usda
from tests import usda_downloads as usda
from tests.unit.domain.builders import Talk, a_user, said

YEAR = "2021-2023"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A table in which milk is also called zarbleen, a name no own food has."""
    folder = tmp_path_factory.mktemp("usda")
    header, *rows = usda.foods_sheet(YEAR)
    renamed = [[c, name, f"zarbleen; {more}", *about] for c, name, more, *about in rows[:1]]
    sheet = [header, *renamed, *rows[1:]]
    changed = {"Food and Beverages": sheet}
    usda.put_workbooks(folder, YEAR, changed=changed)
    return build(Sources([folder]), folder / "usda.sqlite").file


@pytest.fixture
def both(knowledge, built):
    found = with_usda(knowledge, str(built))
    yield found
    found.foods.wider.catalogue.table.close()


def test_what_the_own_foods_do_not_know_is_a_food_of_usdas(both, knowledge):
    reading = understand("2 eggs and 200 g of zarbleen", both.foods)

    egg, milk = reading.portions
    assert (egg.food_id, milk.food_id) == ("egg", f"fndds:{usda.MILK}")
    assert (milk.mass_g, milk.source) == (200.0, f"FNDDS {YEAR} {usda.MILK}")
    assert reading.unread == ()
    assert understand("2 eggs and 200 g of zarbleen", knowledge.foods).unread != ()


def test_a_food_of_both_tables_is_the_own_one(both):
    [milk] = understand("a glass of milk", both.foods).portions

    assert milk.food_id == "milk"


def test_half_a_name_is_not_taken_for_a_food_of_usdas(both):
    [part] = understand("2 eggs and a zarbleen glimmer", both.foods).unread

    assert part.doubt is Doubt.UNKNOWN_FOOD


def test_a_meal_of_usdas_food_can_be_explained_corrected_and_undone(both):
    talk = Talk(both, a_user())

    logged = said(talk.log("2 eggs and 200 g of zarbleen"))
    source = said(talk.hear("where is that number from?"))
    doubled = said(talk.hear("make the zarbleen 400 g"))
    back = said(talk.hear("undo"))

    assert "122 kcal" in logged
    assert f"FNDDS {YEAR} {usda.MILK}" in source
    assert "244 kcal" in doubled
    assert "Back as it was" in back


def test_a_table_that_is_cut_off_is_told_and_done_without(knowledge, built, tmp_path, logged):
    cut = tmp_path / "usda.sqlite"
    cut.write_bytes(built.read_bytes()[:-8192])

    assert with_usda(knowledge, str(cut)) is knowledge
    assert UNUSABLE in logged()
    assert "cut off" in logged()


def test_a_table_that_fails_in_use_is_told_once_and_not_asked_again(
    knowledge, built, tmp_path, logged
):
    spoilt = tmp_path / "usda.sqlite"
    content = bytearray(built.read_bytes())
    both = with_usda(knowledge, str(built))
    both.foods.wider.catalogue.table.close()
    page = 4096
    content[2 * page :] = b"\xff" * (len(content) - 2 * page)
    spoilt.write_bytes(content)
    object.__setattr__(both.foods.wider.catalogue.table, "path", spoilt)

    replies = [said(Talk(both, a_user()).log("2 eggs and 200 g of zarbleen")) for _ in range(2)]

    assert all("estimated" in reply for reply in replies)
    assert logged().count(UNUSABLE) == 1
