"""Compiled tables: what the tables say, and nothing older, other or damaged."""

import csv
import gc
import pickle
import shutil
from dataclasses import replace

import pytest

from adapters.compiled_tables import FINDER, Compiled, LargeTable, find_compiled
from domain.conversation.outcome import Knowledge
from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodTable
from domain.meals.sentences import understand
from scripts.compile_tables import compile_tables
from tests.conftest import ROOT
from tests.unit.domain.builders import Talk, a_user

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

LABELLED = ROOT / "data" / "intents" / "labelled" / "fresh.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the product's tables with what a turn reads of them compiled beside them."""
    copied = tmp_path_factory.mktemp("tables") / "data"
    shutil.copytree(ROOT / "data", copied, ignore=shutil.ignore_patterns("labelled"))
    compile_tables(copied, copied, ("knowledge", FINDER))
    return copied


@pytest.fixture
def spoilt(folder, tmp_path):
    """The compiled tables alone, to be spoilt."""
    shutil.copy(folder / "knowledge.tables", tmp_path)
    return tmp_path


@pytest.fixture
def compiled(folder):
    return find_compiled(folder, "knowledge", Knowledge)


def write(folder, **changed):
    file = folder / "knowledge.tables"
    held = Compiled(*pickle.loads(file.read_bytes()))  # noqa: S301 (compiled above)
    file.write_bytes(pickle.dumps(tuple(held._replace(**changed))))


def test_compiled_tables_say_what_the_tables_say(compiled, knowledge):
    assert compiled == knowledge
    assert list(compiled.foods.foods) == list(knowledge.foods.foods)
    assert compiled.foods.units == knowledge.foods.units


def test_their_indexes_are_compiled_with_them_and_are_the_same(compiled, knowledge):
    read, made = vars(compiled.foods), knowledge.foods

    assert read["vocabulary"] == made.vocabulary
    assert read["_by_words"] == made._by_words  # noqa: SLF001 (not made again at a start)
    assert read["_spellings"] == made._spellings  # noqa: SLF001


def list_messages():
    with LABELLED.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def test_the_coach_answers_the_same_from_either(compiled, knowledge):
    texts = list_messages()[::2]

    cooking = replace(compiled, cookbook=knowledge.cookbook)
    from_compiled = [Talk(cooking, a_user()).hear(text) for text in texts]
    from_tables = [Talk(knowledge, a_user()).hear(text) for text in texts]

    assert len(texts) > 80
    assert from_compiled == from_tables


def test_nothing_is_found_where_nothing_was_compiled(tmp_path):
    assert find_compiled(tmp_path, "knowledge", Knowledge) is None


def test_large_tables_are_read_in_use_and_their_rows_one_by_one(compiled):
    foods = compiled.foods.foods

    assert isinstance(foods, LargeTable)
    assert "egg" in foods
    assert "unicorn" not in foods
    assert foods["egg"] is foods["egg"]
    assert foods.get("unicorn") is None


def test_what_was_read_is_never_looked_through_for_garbage(folder):
    gc.unfreeze()

    read = find_compiled(folder, "knowledge", Knowledge)

    assert all(each is not read for each in gc.get_objects())
    assert gc.get_count()[0] < gc.get_freeze_count() / 100  # the next look is far away
    gc.unfreeze()


def test_tables_changed_since_are_refused_by_name(folder, tmp_path):
    copied = shutil.copytree(folder, tmp_path / "data")
    with (copied / "replies/en.csv").open("a", encoding="utf-8") as file:
        file.write("new,New\n")

    with pytest.raises(InvalidTableError, match=r"knowledge\.tables: replies/en\.csv has changed"):
        find_compiled(copied, "knowledge", Knowledge)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"interpreter": "cpython-27"}, "compiled by cpython-27"),
        ({"schema": {Food: ("name: <class 'str'>",)}}, "Food has changed"),
        ({"schema": {int: ("sign",)}}, "int has changed"),
        ({"root": b"gibberish"}, "cannot be read"),
        ({"root": pickle.dumps("text")}, "holds str"),
    ],
)
def test_what_this_code_cannot_have_compiled_is_refused(spoilt, changed, says):
    write(spoilt, **changed)

    with pytest.raises(InvalidTableError, match=rf"knowledge\.tables:? .*{says}"):
        find_compiled(spoilt, "knowledge", Knowledge)


def test_half_a_file_is_refused(spoilt):
    file = spoilt / "knowledge.tables"
    file.write_bytes(file.read_bytes()[:-1000])

    with pytest.raises(InvalidTableError, match=r"knowledge\.tables cannot be read"):
        find_compiled(spoilt, "knowledge", Knowledge)


def test_a_broken_row_is_told_while_compiling(folder, tmp_path):
    copied = shutil.copytree(folder, tmp_path / "data")
    with (copied / "foods/aliases.csv").open("a", encoding="utf-8") as file:
        file.write("unicorn steak,unicorn,en\n")

    with pytest.raises(InvalidTableError, match="no such food unicorn"):
        compile_tables(copied, tmp_path)


def test_a_food_of_other_numbers_is_no_equal_of_the_compiled(compiled, knowledge):
    egg = knowledge.foods.foods["egg"]
    foods = knowledge.foods.foods | {"egg": replace(egg, name="ovum")}

    assert FoodTable(foods, knowledge.foods.aliases) != compiled.foods
    assert foods != compiled.foods.foods


def test_the_finder_is_read_by_the_first_sentence_that_needs_it(compiled):
    finder = compiled.foods.finder

    understand("2 eggs and toast", compiled.foods)
    is_read_by_a_list = "finder" in vars(finder)
    told = understand("ok so i had 2 eggs at the new diner", compiled.foods)

    assert not is_read_by_a_list
    assert "finder" in vars(finder)
    assert [portion.food_id for portion in told.portions] == ["egg"]


def test_tables_without_the_finder_beside_them_are_refused_when_it_is_needed(spoilt):
    foods = find_compiled(spoilt, "knowledge", Knowledge).foods

    with pytest.raises(InvalidTableError, match=r"finder\.tables is missing"):
        understand("ok so i had 2 eggs at the new diner", foods)
