import csv
import os
from pathlib import Path

import pytest

from adapters.ingredient_weights import read_line_tagger
from adapters.meal_words import read_lexicon
from domain.errors import InvalidTableError

pytestmark = pytest.mark.no_cover  # many runs of what other tests reach

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"
TABLES = sorted((DATA / "meals" / "resolving").glob("*.csv"))
SHARED = Path(os.environ.get("PLATEWISE_SHARED", ROOT.parent / "shared"))
BENCHMARK = SHARED / "data" / "nutribench"
LONGEST_PHRASE_WORDS = 10


def cells(path):
    with path.open(newline="", encoding="utf-8") as file:
        return [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_is_of_words_and_phrases_and_no_sentences(path):
    phrases = [row[0] for row in csv.reader(path.open(encoding="utf-8"))]

    assert all(len(phrase.split()) <= LONGEST_PHRASE_WORDS for phrase in phrases)


if BENCHMARK.is_dir():  # the reference data lie beside the repository of whoever measures

    def test_no_sentence_of_the_benchmark_is_shipped():
        shipped = {cell.casefold() for path in TABLES for cell in cells(path)}
        shipped |= {cell.casefold() for cell in cells(DATA / "meals" / "ingredient_weights.csv")}

        sentences = {cell.casefold() for path in BENCHMARK.glob("*.csv") for cell in cells(path)}

        assert not {cell for cell in shipped & sentences if " " in cell}


def test_every_weight_has_a_name_and_few_have_no_reason():
    rows = list(csv.DictReader((DATA / "meals" / "resolving" / "weights.csv").open()))

    assert len({row["name"] for row in rows}) == len(rows)
    assert len(rows) < 100


def test_a_phrase_is_rewritten_once():
    rows = list(csv.DictReader((DATA / "meals" / "resolving" / "rewriting.csv").open()))

    assert len({row["phrase"] for row in rows}) == len(rows)


def test_a_name_of_another_kitchen_stands_once_and_has_a_reason():
    rows = list(csv.DictReader((DATA / "meals" / "resolving" / "world_names.csv").open()))

    assert len({row["phrase"] for row in rows}) == len(rows)
    assert all(row["why"].strip() and row["means"].strip() for row in rows)


def test_a_missing_or_broken_table_is_told(tmp_path):
    with pytest.raises(InvalidTableError):
        read_lexicon(tmp_path)
    with pytest.raises(InvalidTableError):
        read_line_tagger(tmp_path)


@pytest.mark.parametrize("line", ["=cup,1.0\n", "=cup,a,b,c,d\n", ""])
def test_weights_that_are_no_weights_are_refused(tmp_path, line):
    (tmp_path / "meals").mkdir()
    header = "feature,quantity,unit,name,other\n" if line else ""
    (tmp_path / "meals" / "ingredient_weights.csv").write_text(header + line)

    with pytest.raises(InvalidTableError):
        read_line_tagger(tmp_path)


def test_an_ingredient_line_is_read_with_the_shipped_weights():
    line = read_line_tagger(DATA).read("150g/5½oz unsalted butter, cubed")

    assert (line.name, line.quantities, line.units) == (
        "unsalted butter",
        ("150", "5½"),
        ("g", "oz"),
    )
