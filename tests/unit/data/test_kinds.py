"""The kinds the coach asks for."""

from itertools import groupby
from pathlib import Path

import pytest

from adapters.tables import CsvTables
from domain.errors import InvalidTableError

LONGEST_BUTTON = 20
DATA = Path(__file__).parents[3] / "data"


def test_a_bare_word_is_read_as_the_first_of_its_two_or_three_kinds(knowledge):
    for words, kinds in knowledge.kinds.items():
        assert knowledge.foods.find(words).food_id == kinds[0].food_id, words
        assert 2 <= len(kinds) <= 3, words
        assert len({kind.food_id for kind in kinds}) == len(kinds), words


def test_every_kind_has_a_name_of_its_own_that_fits_a_button(knowledge):
    for words, kinds in knowledge.kinds.items():
        for language in ("en", "es"):
            names = [kind.names[language] for kind in kinds]
            assert len(set(names)) == len(names), words
            assert all(0 < len(name) <= LONGEST_BUTTON for name in names), names
            assert not any(name[0].isnumeric() for name in names), names


def test_the_kinds_of_a_word_stand_together():
    lines = (DATA / "meals" / "kinds.csv").read_text(encoding="utf-8").splitlines()[1:]

    blocks = [words for words, _ in groupby(line.partition(",")[0] for line in lines)]

    assert len(set(blocks)) == len(blocks)


def test_a_kind_that_is_no_food_is_an_error(tmp_path):
    (tmp_path / "meals").mkdir()
    header = "words,food_id,en,es,source\n"
    row = "milk,milk-of-human-kindness,kind,amable,own choice\n"
    (tmp_path / "meals" / "kinds.csv").write_text(header + row, encoding="utf-8")
    foods = CsvTables(DATA).foods()

    with pytest.raises(InvalidTableError, match="no such food"):
        CsvTables(tmp_path).kinds(foods)
