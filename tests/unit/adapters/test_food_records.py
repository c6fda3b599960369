"""The own foods in the form that sentences are ranked against."""

import pytest

from adapters.food_records import own_records, weighed_portions
from domain.errors import InvalidTableError
from domain.meals.foods import Food, FoodId, FoodTable

BAR = FoodId("bar")
TABLE = FoodTable(
    {BAR: Food(BAR, "chocolate bar", "own", {}, {"bar": 45.0, "serving": 40.0}, "bar")}, {}
)
HEADER = "food_id,portion,mass_g,source\n"


def put(folder, *lines):
    (folder / "foods").mkdir()
    file = folder / "foods" / "weighed_portions.csv"
    file.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def test_portions_of_more_than_one_word_are_read_by_food(tmp_path):
    folder = put(tmp_path, "bar,1 fun size,15,own", "bar,1 bar (2 oz),57,own", "pie,1 tin,900,own")

    weighed = weighed_portions(folder)

    assert weighed == {
        "bar": (("1 fun size", 15.0), ("1 bar (2 oz)", 57.0)),
        "pie": (("1 tin", 900.0),),
    }


def test_they_stand_between_the_units_of_a_food_and_its_usual_amount():
    (record,) = own_records(TABLE, {BAR: (("1 fun size", 15.0),)})

    assert record.portions == (
        ("1 bar", 45.0),
        ("1 fun size", 15.0),
        ("Quantity not specified", 45.0),
    )


def test_a_food_needs_none_of_them():
    (record,) = own_records(TABLE)

    assert record.portions == (("1 bar", 45.0), ("Quantity not specified", 45.0))


def test_a_mass_that_is_no_number_is_told_with_its_line(tmp_path):
    folder = put(tmp_path, "bar,1 fun size,15,own", "bar,1 bar (2 oz),heavy,own")

    with pytest.raises(InvalidTableError, match=r"weighed_portions\.csv line 3"):
        weighed_portions(folder)
