"""The same parts done by libraries others would reach for: rapidfuzz, FTS5, ingredient-parser-nlp.

`make bench-meals AGAINST=1` installs the group `compare` and adds these figures to the run. Each
library is given USDA's names and the text as it stands or, for whole meals, the very words and
grams our resolver cut the meal into, so that only the choice of the food is compared.
"""

import importlib.util
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from adapters.food_records import usda_records
from adapters.food_table.reader import UsdaTable
from adapters.ingredient_weights import read_line_tagger
from bench.meal_figures.nutribench import WITHIN_G
from bench.meal_figures.sources import DATA, Rows
from bench.path.report import Figure, figure, progress
from cli.training.ingredients import key_of, labelled_lines, read_key, true_key
from domain.meals.resolving.resolver import Resolver
from domain.meals.resolving.words import split

COMPARED_MEALS = 300
_CODES = "fndds_2017_18_codes_if_single_food"
_CARBOHYDRATE = 2

type FindFood = Callable[[str], int | None]
"""A text to the number of a food."""

type Timed = tuple[float, float]
"""A share that was right and the milliseconds of the middle one."""


@dataclass
class Race:
    """How one way of finding foods fared."""

    single: Timed = (0.0, 0.0)
    meals: Timed = (0.0, 0.0)


@dataclass
class _Clock:
    """Processor times of calls."""

    times_ms: list[float] = field(default_factory=list)

    def time[A, B](self, run: Callable[[A], B], given: A) -> B:
        started = time.process_time()
        result = run(given)
        self.times_ms.append((time.process_time() - started) * 1000)
        return result

    @property
    def middle_ms(self) -> float:
        return sorted(self.times_ms)[len(self.times_ms) // 2]


def food_figures(table: UsdaTable, year: str, resolver: Resolver, rows: Rows) -> dict[str, Figure]:
    """Return how often each finds the food, of a text with one food and of a meal cut for it."""
    names = [(number, food.names) for number, food in enumerate(usda_records(table, year))]
    finders: dict[str, FindFood] = {"ours": _ours(resolver), "fts5": full_text_finder(names)}
    if importlib.util.find_spec("rapidfuzz"):
        finders["rapidfuzz"] = fuzzy_finder(names)
    else:
        progress("rapidfuzz is not installed: uv sync --group compare")
    found: dict[str, Race] = {}
    for name, find in finders.items():
        found[name] = race = Race(
            _single(find, resolver, rows), _meals(find, resolver, rows[:COMPARED_MEALS])
        )
        progress(f"{name}: single foods {race.single}, foods of meals {race.meals}")
    return {key: value for name in found for key, value in _figures(name, found).items()}


def _figures(name: str, found: dict[str, Race]) -> dict[str, Figure]:
    race, ours = found[name], found["ours"]
    figures = {
        "single_food_right_first": figure(round(race.single[0], 4), "share"),
        "single_food_p50": figure(round(race.single[1], 3), "ms"),
        "meal_in_grams_right": figure(round(race.meals[0], 4), "share within 7.5 g, foods chosen"),
        "meal_item_p50": figure(round(race.meals[1], 3), "ms"),
    }
    if race is not ours:
        for part in ("single", "meals"):
            theirs, own = getattr(race, part), getattr(ours, part)
            shares = round(own[0] / theirs[0], 2)
            times = round(theirs[1] / own[1], 2)
            figures[f"{part}_ours_over_theirs"] = figure(shares, "times as often right")
            figures[f"{part}_time_over_ours"] = figure(times, "times our time")
    return {f"8.against.{name}.{key}": value for key, value in figures.items()}


def _ours(resolver: Resolver) -> FindFood:
    def find(text: str) -> int | None:
        items = resolver.items(text)
        return items[0].best.food if len(items) == 1 else None

    return find


def full_text_finder(names: Iterable[tuple[int, Sequence[str]]]) -> FindFood:
    """Return SQLite's full-text search: any word of the text, the best by BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE foods USING fts5(name, others, tokenize = 'porter')")
    base.executemany(
        "INSERT INTO foods(rowid, name, others) VALUES (?, ?, ?)",
        ((number + 1, each[0], "; ".join(each[1:])) for number, each in names),
    )

    def find(text: str) -> int | None:
        words = {word.form for word in split(text) if word.form.isalpha()}
        asked = " OR ".join(f'"{word}"' for word in sorted(words))
        query = "SELECT rowid FROM foods WHERE foods MATCH ? ORDER BY bm25(foods, 2.0, 1.0) LIMIT 1"
        row = base.execute(query, (asked,)).fetchone() if asked else None
        return row[0] - 1 if row else None

    return find


def fuzzy_finder(names: Iterable[tuple[int, Sequence[str]]]) -> FindFood:
    """Return rapidfuzz over the main names.

    Scorer and names are those that did best on 150 train rows: .56; with every name .21 at most,
    with `WRatio` .09.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only there in the group `compare`

    texts = [utils.default_process(each[0]) for _, each in names]

    def find(text: str) -> int | None:
        asked = utils.default_process(text)
        best = process.extractOne(asked, texts, scorer=fuzz.token_set_ratio)
        return best[2] if best else None

    return find


def _single(find: FindFood, resolver: Resolver, rows: Rows) -> Timed:
    """Texts with one food: the right code first."""
    clock, right = _Clock(), 0
    single = [row for row in rows if row[_CODES]]
    for row in single:
        food = clock.time(find, row["natural"])
        code = resolver.index.food_ids[food].split(":")[-1] if food is not None else ""
        right += code in row[_CODES].split(";")
    return right / len(single), clock.middle_ms


def _meals(find: FindFood, resolver: Resolver, rows: Rows) -> Timed:
    """Meals in grams, cut by our resolver: carbohydrate within 7.5 g with the foods chosen."""
    clock, right = _Clock(), 0
    for row in rows:
        text, carbohydrate_g = row["metric"], 0.0
        for item in resolver.items(text):
            words = item.said.words
            food = clock.time(find, text[words[0].start : words[-1].end])
            if food is not None:
                per_100_g = resolver.index.per_100_g(food)[_CARBOHYDRATE]
                carbohydrate_g += per_100_g * item.mass_g / 100
        right += abs(carbohydrate_g - float(row["carb"])) <= WITHIN_G
    return right / len(rows), clock.middle_ms


def line_figures(shared: Path) -> dict[str, Figure]:
    """Return how often ingredient-parser-nlp and our tagger read a whole line right."""
    lines, _ = labelled_lines(shared / "ingredient_lines")
    tagger = read_line_tagger(DATA)
    ours = _lines(lambda line: read_key(tagger, line), lines)
    figures = {
        "7.against.ours.lines_right": figure(round(ours[0], 4), f"share of {len(lines)}"),
        "7.against.ours.line_p50": figure(round(ours[1], 3), "ms"),
    }
    if not importlib.util.find_spec("ingredient_parser"):
        progress("ingredient-parser-nlp is not installed: uv sync --group compare")
        return figures
    with TemporaryDirectory() as folder:
        name, read = ingredient_parser(Path(folder))
        theirs = _lines(read, lines)
    progress(f"ingredient lines: ours {ours}, {name} {theirs}")
    return figures | {
        f"7.against.{name}.lines_right": figure(round(theirs[0], 4), f"share of {len(lines)}"),
        f"7.against.{name}.line_p50": figure(round(theirs[1], 3), "ms"),
        f"7.against.{name}.lines_ours_over_theirs": figure(
            round(ours[0] / theirs[0], 3), "times as often right"
        ),
        f"7.against.{name}.line_time_over_ours": figure(
            round(theirs[1] / ours[1], 1), "times our time"
        ),
    }


def _lines(read: Callable[[str], object], lines: Rows) -> Timed:
    clock = _Clock()
    right = sum(clock.time(read, row["input"]) == true_key(row) for row in lines)
    return right / len(lines), clock.middle_ms


def ingredient_parser(folder: Path) -> tuple[str, Callable[[str], object]]:
    """Return ingredient-parser-nlp's reading of a line, and a name that tells how it ran.

    It needs NLTK's part-of-speech tagger, which it fetches from GitHub when first imported. Where
    that fails it runs with a tagger that calls every word a noun, and the name says so.
    """
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        from ingredient_parser import inspect_parser  # noqa: PLC0415 - only there in `compare`

        name = "ingredient_parser_nlp"
        try:
            inspect_parser("an egg")
        except LookupError:
            name += "_without_its_tagger"
            _place_mute_tagger(folder)

    return name, lambda line: _labelled(inspect_parser(line).PostProcessor.tokens)


def _place_mute_tagger(folder: Path) -> None:
    """Write a tagger that knows one tag where NLTK looks for its own."""
    import nltk  # noqa: PLC0415 - only there in the group `compare`

    tagger = folder / "taggers" / "averaged_perceptron_tagger_eng"
    tagger.mkdir(parents=True)
    for part, content in (("weights", "{}"), ("tagdict", "{}"), ("classes", '["NN"]')):
        (tagger / f"{tagger.name}.{part}.json").write_text(content, encoding="utf-8")
    nltk.data.path.append(str(folder))


def _labelled(tokens: Sequence[Any]) -> object:
    """Return its labels in the form the truth is compared in."""
    words: dict[str, list[str]] = {"QTY": [], "UNIT": [], "NAME": []}
    for token in tokens:
        label = "NAME" if "NAME" in token.label else token.label
        if label in words:
            words[label].append(token.text)
    return key_of(" ".join(words["NAME"]), words["QTY"], words["UNIT"])
