"""What every food catalogue promises, the product's own and the one built from USDA's tables."""

from contextlib import closing
from dataclasses import replace

import pytest

from adapters.food_table.curated import CuratedCatalogue
from adapters.food_table.reader import UsdaTable
from adapters.food_table.usda import UsdaCatalogue
from adapters.tables import CsvTables
from cli.food_table.build import Sources, build
from domain.meals.diary import Portion
from domain.meals.nutrients import Nutrient
from tests import usda_downloads as usda
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def own():
    return CsvTables(ROOT / "data").knowledge()


def usda_catalogue(folder, own, changed=None):
    new = usda.put_workbooks(folder / "new", "2021-2023", changed=changed)
    old = usda.put_groups(usda.put_workbooks(folder / "old", "2017-2018"), "2017-2018")
    built = build(Sources([old, new], usda.put_sr28(folder / "sr")), folder / "usda.sqlite")
    words = own.allergens
    return UsdaCatalogue(
        UsdaTable(built.file), lambda text: words.allergens_of(Portion.unknown(text))
    )


def version_of(file):
    with closing(UsdaTable(file)) as table:
        return table.version


@pytest.fixture(scope="module", params=["own", "usda"])
def catalogue(request, own, tmp_path_factory):
    if request.param == "own":
        yield CuratedCatalogue(own.foods)
        return
    built = usda_catalogue(tmp_path_factory.mktemp("usda"), own)
    yield built
    built.table.close()


def test_every_listed_food_is_found_under_its_id(catalogue):
    ids = catalogue.list_ids()

    assert ids == tuple(sorted(set(ids)))
    assert [catalogue.find_food(food_id).food_id for food_id in ids] == list(ids)


def test_an_id_nobody_has_is_not_found(catalogue):
    assert catalogue.find_food("fndds:99999999") is None


def test_every_food_names_its_source_and_has_its_usual_portion(catalogue):
    for food_id in catalogue.list_ids():
        food = catalogue.find_food(food_id)

        assert food.source
        assert food.portions[food.usual_unit] > 0


def test_what_is_not_known_is_left_out(catalogue):
    for food_id in catalogue.list_ids():
        amounts = catalogue.find_food(food_id).per_100_g

        assert set(amounts) <= set(Nutrient)
        assert all(amount >= 0 for amount in amounts.values())


def test_a_food_is_found_by_its_own_name(catalogue):
    for food_id in catalogue.list_ids()[:50]:
        food = catalogue.find_food(food_id)

        assert food in catalogue.search(food.name, limit=1000)


def test_a_plural_finds_the_singular(catalogue):
    assert catalogue.search("milks")
    assert catalogue.search("milks") == catalogue.search("MILK")


def test_a_food_is_found_by_another_name(catalogue):
    other = {"own": "leche", "usda": "leche de casa"}
    name = other["own" if isinstance(catalogue, CuratedCatalogue) else "usda"]

    assert any("milk" in food.name.casefold() for food in catalogue.search(name))


@pytest.mark.parametrize("text", ["", "  ", "zorgle milk", "zorgle %", "'; DROP TABLE food; --"])
def test_what_has_no_food_finds_none(catalogue, text):
    assert catalogue.search(text) == ()


def test_no_more_is_found_than_was_asked_for(catalogue):
    assert len(catalogue.search("milk", limit=1)) == 1


def test_the_shortest_name_comes_first(catalogue):
    found = [len(food.name) for food in catalogue.search("barley")]

    assert found == sorted(found)


def test_the_version_stays_while_the_foods_do(catalogue):
    before = catalogue.version

    catalogue.search("milk")

    assert catalogue.version == before


def test_the_same_foods_are_the_same_version_and_other_foods_another(own, tmp_path):
    other = usda.nutrients_sheet("2021-2023")
    other[1][4] += 1
    usda_catalogue(tmp_path / "a", own)
    usda_catalogue(tmp_path / "b", own)
    usda_catalogue(tmp_path / "c", own, {"FNDDS Nutrient Values": other})
    versions = [version_of(tmp_path / name / "usda.sqlite") for name in "abc"]
    egg = own.foods.foods["egg"]
    changed = replace(own.foods, foods={**own.foods.foods, "egg": replace(egg, name="egged")})

    assert versions[0] == versions[1] != versions[2]
    assert CuratedCatalogue(own.foods).version == CuratedCatalogue(replace(own.foods)).version
    assert CuratedCatalogue(own.foods).version != CuratedCatalogue(changed).version


def test_usdas_foods_carry_the_allergens_that_words_give_away_and_say_so(own, tmp_path):
    catalogue = usda_catalogue(tmp_path, own)

    with closing(catalogue.table):
        stew = catalogue.find_food("fndds:20000002")

    assert {"milk", "gluten"} <= stew.allergens  # of its ingredients: the name has only barley
    assert "allergens_unconfirmed" in stew.tags


def test_added_sugar_comes_from_the_food_groups(own, tmp_path):
    catalogue = usda_catalogue(tmp_path, own)

    with closing(catalogue.table):
        bar = catalogue.find_food("fndds:50000005")
        oat_drink = catalogue.find_food("fndds:30000003")

    assert bar.per_100_g[Nutrient.ADDED_SUGAR] == 42
    assert Nutrient.ADDED_SUGAR not in oat_drink.per_100_g
