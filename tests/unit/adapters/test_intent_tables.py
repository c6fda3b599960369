"""The tables intents are decided with."""

import shutil

import pytest

from adapters.intent_tables import IntentTables
from domain.errors import InvalidTableError
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    """A copy of the product's tables, to be spoilt."""
    return shutil.copytree(ROOT / "data", tmp_path / "data")


def write_weights(folder, text):
    (folder / "intents" / "weights.csv").write_text(text, encoding="utf-8")


def test_a_row_is_found_by_its_feature_whatever_the_order_of_the_lines(folder):
    write_weights(folder, "feature,greet,help\nb,3,\na,1,2\na b,,-4\n")

    weights = IntentTables(folder).classifier().weights

    assert dict(weights) == {"a": "1,2", "a b": ",-4", "b": "3,"}
    assert len(weights) == 3
    assert [weights.get(feature) for feature in ("", "aa", "c")] == [None] * 3


def test_a_row_with_a_cell_too_few_is_an_error(folder):
    write_weights(folder, "feature,greet,help\na,1,2\nb,3\n")

    with pytest.raises(InvalidTableError, match="one cell for each intent"):
        IntentTables(folder).classifier()


def test_weights_that_are_missing_are_an_error_that_names_the_file(folder):
    (folder / "intents" / "weights.csv").unlink()

    with pytest.raises(InvalidTableError, match=r"weights\.csv"):
        IntentTables(folder).classifier()


@pytest.mark.parametrize("name", ["sayings", "rules", "word_kinds"])
def test_a_table_that_is_missing_is_named(name, folder):
    (folder / f"intents/{name}.csv").unlink()

    with pytest.raises(InvalidTableError, match=rf"intents/{name}\.csv"):
        IntentTables(folder).tools()


def test_every_word_of_a_kind_is_read(folder):
    (folder / "intents/word_kinds.csv").write_text("kind,words\nfood,egg rice\ndrink,tea\n")

    lexicon = IntentTables(folder).lexicon()

    assert lexicon.kinds == {"egg": ("food",), "rice": ("food",), "tea": ("drink",)}
