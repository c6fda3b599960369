"""Tables under `data/`: a mistake is told with file and row."""

import shutil

import pytest

from adapters.tables import CsvTables
from domain.errors import InvalidTableError
from domain.meals.vocabulary import singular
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    """A copy of the product's tables, to be spoilt."""
    return shutil.copytree(
        ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("labelled")
    )


def spoil(folder, name, line):
    file = folder / name
    rows = len(file.read_text(encoding="utf-8").splitlines())
    with file.open("a", encoding="utf-8") as table:
        table.write(f"{line}\n")
    return rows + 1


def test_the_products_own_tables_are_read(folder):
    knowledge = CsvTables(folder).knowledge()

    assert len(knowledge.foods.foods) >= 150
    assert knowledge.countries["1"].zone == "America/New_York"


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("foods/portions.csv", "egg,slice,heavy,0,own", "heavy"),
        ("foods/foods.csv", "no-portion,x,x,x" + "," * 32, "no-portion"),
        ("safety/red_flags.csv", "boredom,en,danger,bored,own", "boredom"),
        ("intents/rules.csv", "fly,en,whole,fly", "fly"),
    ],
)
def test_a_row_that_breaks_a_rule_is_named(folder, name, line, says):
    spoil(folder, name, line)

    with pytest.raises(InvalidTableError, match=rf"{name} line \d+: .*{says}"):
        CsvTables(folder).knowledge()


def test_the_line_named_is_the_one_an_editor_shows(folder):
    (folder / "intents/rules.csv").write_text(
        "intent,language,match,phrase\nundo,en,whole,undo\nfly,en,whole,fly\n"
    )

    with pytest.raises(InvalidTableError, match=r"intents/rules\.csv line 3"):
        CsvTables(folder).knowledge()


def test_a_zone_nobody_has_is_told_before_anyone_lives_in_it(folder):
    (folder / "places/countries.csv").write_text(
        "calling_code,country,zone,emergency_number,crisis_line,source\n1,XX,Mars/Base,1,,own\n"
    )

    with pytest.raises(InvalidTableError, match=r"countries\.csv line 2"):
        CsvTables(folder).knowledge()


def test_a_column_that_is_missing_is_named(folder):
    (folder / "meals/filler_words.csv").write_text("words\nthe\n")

    with pytest.raises(InvalidTableError, match=r"filler_words\.csv line 2: KeyError\('word'\)"):
        CsvTables(folder).knowledge()


def test_an_alias_of_no_food_is_named(folder):
    spoil(folder, "foods/aliases.csv", "unicorn steak,unicorn,en")

    with pytest.raises(InvalidTableError, match=r"foods/aliases\.csv: no such food unicorn"):
        CsvTables(folder).knowledge()


def test_a_file_that_is_missing_is_named(folder):
    (folder / "replies/en.csv").unlink()

    with pytest.raises(InvalidTableError, match=r"replies/en\.csv: No such file"):
        CsvTables(folder).knowledge()


def test_each_language_has_its_own_texts(folder):
    (folder / "replies/es.csv").write_text("key,text\ngreet,Zzz\\nZ\n")

    texts = CsvTables(folder).texts("es")

    assert (texts.language, texts.by_key) == ("es", {"greet": "Zzz\nZ"})
    assert CsvTables(folder).texts().by_key["greet"] != texts.by_key["greet"]


def test_a_file_that_is_no_csv_is_named(folder):
    (folder / "meals/filler_words.csv").write_text('word\n"the\n')

    with pytest.raises(InvalidTableError, match=r"filler_words\.csv: unexpected end of data"):
        CsvTables(folder).knowledge()


def test_what_others_published_of_a_food_is_read_with_it(folder):
    foods = CsvTables(folder).knowledge().foods.foods

    onion, cake = foods["onion"], foods["cheesecake"]
    assert {"vegan", "prebiotic", "fodmap"} <= onion.tags
    assert onion.price_usd_per_100_g == pytest.approx(0.35, abs=0.01)
    assert foods["apple"].glycemic_index == pytest.approx(36)
    assert (cake.glycemic_index, cake.price_usd_per_100_g) == (None, None)


@pytest.mark.parametrize(
    "row", ["half,other,en,x", "half,told,en,", "the half,told,en,x", "Half,told,en,x"]
)
def test_a_word_of_how_much_that_breaks_a_rule_is_named(tmp_path, row):
    (tmp_path / "meals").mkdir()
    (tmp_path / "meals/amount_words.csv").write_text(f"word,use,language,source\n{row}\n")

    with pytest.raises(InvalidTableError, match=r"meals/amount_words\.csv line 2"):
        CsvTables(tmp_path).amount_words()


def test_words_of_ordinary_talk_that_are_missing_are_told_by_name(folder):
    (folder / "meals/ordinary_words.txt").unlink()

    with pytest.raises(InvalidTableError, match=r"meals/ordinary_words\.txt is missing"):
        CsvTables(folder).foods()


def test_words_of_ordinary_talk_stand_as_words_are_compared(folder):
    words = CsvTables(folder).foods().ordinary_words

    assert all(word == singular(word) for word in words)
