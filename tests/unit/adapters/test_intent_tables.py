"""The tables intents are decided with."""

import shutil

import pytest

from adapters.intent_tables import IntentTables
from domain.errors import InvalidTableError
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    """A copy of the product's tables, to be spoilt."""
    for name in ("intents", "safety"):
        shutil.copytree(
            ROOT / "data" / name, tmp_path / name, ignore=shutil.ignore_patterns("labelled")
        )
    return tmp_path


def test_a_row_of_weights_that_lacks_a_cell_is_told(folder):
    with (folder / "intents/weights.csv").open("a", encoding="utf-8") as table:
        table.write("short,1,2\n")

    with pytest.raises(InvalidTableError, match=r"weights\.csv: a row has not one cell"):
        IntentTables(folder).tools()


@pytest.mark.parametrize("name", ["weights", "rules", "word_kinds"])
def test_a_table_that_is_missing_is_named(name, folder):
    (folder / f"intents/{name}.csv").unlink()

    with pytest.raises(InvalidTableError, match=rf"intents/{name}\.csv"):
        IntentTables(folder).tools()


def test_every_word_of_a_kind_is_read(folder):
    (folder / "intents/word_kinds.csv").write_text("kind,words\nfood,egg rice\ndrink,tea\n")

    lexicon = IntentTables(folder).lexicon()

    assert lexicon.kinds == {"egg": ("food",), "rice": ("food",), "tea": ("drink",)}


def write_weights(folder, text):
    (folder / "intents" / "weights.csv").write_text(text, encoding="utf-8")


def test_a_row_is_found_by_its_feature_whatever_the_order_of_the_lines(folder):
    write_weights(folder, "feature,greet,help\nb,3,\na,1,2\na b,,-4\n")

    weights = IntentTables(folder).classifier().weights

    assert dict(weights) == {"a": "1,2", "a b": ",-4", "b": "3,"}
    assert len(weights) == 3
    assert [weights.get(feature) for feature in ("", "aa", "c")] == [None] * 3
