"""How well sentences become food and grams: `python -m bench.meals`.

Needs the reference data beside the repository (`../shared`, or `$PLATEWISE_SHARED`). The USDA table
is built for the run unless `$FOOD_TABLE` names one. `--train` measures on NutriBench's train rows
instead of the dev rows; `--against` adds what rapidfuzz, SQLite's full-text search and
ingredient-parser-nlp do of the same parts (dependency group `compare`). Times are
processor times of one core.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.food_table.reader import UsdaTable
from adapters.meal_resolvers import own_resolver, usda_resolver
from adapters.tables import CsvTables
from bench.meal_figures import against
from bench.meal_figures.chat import asking, told_coverage
from bench.meal_figures.nutribench import Coverage, Score, asked, coverage, score
from bench.meal_figures.others import ingredient_share, mapping_share, non_food_share
from bench.meal_figures.sources import (
    DATA,
    ROOT,
    BuiltTable,
    Rows,
    built_table,
    rows_of,
    shared_folder,
)
from bench.path.report import Figure, at_most, exactly, figure, progress, publish

US_YEAR = "2017-2018"
IDENTICAL_MEALS = 2000
LEAST_HELD, MOST_HELD = 0.75, 0.85


def at_least(value: float, bar: float, unit: str) -> Figure:
    """Return a figure that must not be below its bar."""
    return figure(round(value, 4), unit, bar, holds=value >= bar)


def main() -> None:
    """Measure everything, print one JSON object."""
    shared = shared_folder()
    rows = rows_of(shared / "nutribench" / f"us_{'train' if '--train' in sys.argv else 'dev'}.csv")
    figures: dict[str, Figure] = {}
    with built_table(shared) as built:
        progress(f"table: {built.megabytes:.1f} MB, built in {built.seconds:.0f} s")
        table = UsdaTable(built.file)
        figures |= us_figures(table, rows)
        figures |= world_figures(table, rows_of(shared / "nutribench" / "non_us_dev.csv"))
        figures |= process_figures(built, shared)
        if "--against" in sys.argv:
            resolver = usda_resolver(table, DATA, US_YEAR)
            figures |= against.food_figures(table, US_YEAR, resolver, rows)
            figures |= against.line_figures(shared)
    figures |= own_figures(rows)
    figures |= chat_figures(rows)
    figures |= other_figures(shared)
    publish(dict(sorted(figures.items())))


def us_figures(table: UsdaTable, rows: Rows) -> dict[str, Figure]:
    """Lines 1, 2, 4, 5, 6 and 8: US meals over FNDDS 2017-18, where their truth comes from."""
    resolver = usda_resolver(table, DATA, US_YEAR)
    natural, grams = score(resolver, rows, "natural"), score(resolver, rows, "metric")
    tell("US natural", natural)
    tell("US grams", grams)
    held = coverage(resolver, rows, "natural")
    answered = asked(resolver, rows, "natural")
    progress(f"coverage {held}; with one question {answered}")
    single = natural.single_right / max(natural.single, 1)
    return {
        **scores("1.us_natural", natural, 0.88, 3.7),
        **scores("2.us_grams", grams, 0.95, 1.9),
        **coverages(held),
        "5.gain_of_one_question": at_least(answered.accuracy - natural.accuracy, 0.03, "share"),
        "5.meals_asked": at_most(round(answered.share, 4), 0.25, "share"),
        "6.single_food_right_first": at_least(single, 0.80, "share"),
        "8.p50_natural": at_most(round(natural.time_ms(0.5), 2), 4.0, "ms"),
        "8.p99_natural": at_most(round(natural.time_ms(0.99), 2), 25.0, "ms"),
    }


def scores(line: str, result: Score, accuracy: float, error_g: float) -> dict[str, Figure]:
    """Return the figures of one set."""
    return {
        f"{line}.accuracy": at_least(result.accuracy, accuracy, "share within 7.5 g"),
        f"{line}.carbohydrate_mae": at_most(round(result.mean_error(2), 2), error_g, "g"),
        f"{line}.energy_mae": figure(round(result.mean_error(0), 1), "kcal"),
        f"{line}.protein_mae": figure(round(result.mean_error(1), 2), "g"),
        f"{line}.fat_mae": figure(round(result.mean_error(3), 2), "g"),
        f"{line}.answered": figure(round(result.answered / result.meals, 4), "share"),
        f"{line}.meals": figure(result.meals, "meals"),
    }


def coverages(held: Coverage) -> dict[str, Figure]:
    """Return the shares of truths inside the stated 80 % range."""
    return {
        **{
            f"4.range_holds_truth.{name}": figure(
                round(share, 3),
                "share",
                [LEAST_HELD, MOST_HELD],
                holds=LEAST_HELD <= share <= MOST_HELD,
            )
            for name, share in held.shares.items()
        },
        "4.median_width": figure(round(held.median_width_kcal, 1), "kcal"),
    }


def world_figures(table: UsdaTable, rows: Rows) -> dict[str, Figure]:
    """Line 2, second part: other countries in grams over FNDDS 2021-23 and SR28."""
    result = score(usda_resolver(table, DATA), rows, "meal_description")
    tell("other countries", result)
    return scores("2.world_grams", result, 0.50, 22.0)


def own_figures(rows: Rows) -> dict[str, Figure]:
    """Line 3: the product's own foods alone."""
    resolver = own_resolver(CsvTables(DATA).foods(), DATA)
    natural, grams = score(resolver, rows, "natural"), score(resolver, rows, "metric")
    tell("own foods, natural", natural)
    return {
        "3.own_natural.accuracy": at_least(natural.accuracy, 0.68, "share within 7.5 g"),
        "3.own_natural.carbohydrate_mae": figure(round(natural.mean_error(2), 2), "g"),
        "3.own_grams.accuracy": figure(round(grams.accuracy, 4), "share within 7.5 g"),
    }


def chat_figures(rows: Rows) -> dict[str, Figure]:
    """Lines 4 and 5 as a user meets them: the range the coach tells, and how often it asks."""
    held, meals = told_coverage(rows)
    asked = asking()
    progress(f"told ranges of {meals} meals {held}; asked {asked}")
    return {
        **{
            f"4.told_range_holds_truth.{name}": figure(round(share, 3), "share")
            for name, share in held.shares.items()
        },
        "4.told_range.meals": figure(meals, "meals with every food known"),
        "4.told_range.median_width": figure(round(held.median_width_kcal, 1), "kcal"),
        "5.chat_asked": at_most(round(asked.share, 4), 0.25, f"share of {asked.meals} messages"),
    }


def other_figures(shared: Path) -> dict[str, Figure]:
    """Lines 6 and 7: names against names, and ingredient lines."""
    mapped, matcher = mapping_share(shared)
    refused, tried = non_food_share(matcher)
    lines, count = ingredient_share(shared)
    return {
        "6.mapping_right_first": at_least(mapped, 0.90, "share"),
        "6.non_foods_refused": at_least(refused, 0.95, f"share of {tried}"),
        "7.ingredient_lines_right": at_least(lines, 0.90, f"share of {count}"),
    }


def process_figures(built: BuiltTable, shared: Path) -> dict[str, Figure]:
    """Lines 8 and 9: fresh processes, one after the other, with different hash seeds."""
    meals = rows_of(shared / "nutribench" / "us_train.csv")[:IDENTICAL_MEALS]
    with TemporaryDirectory() as folder:
        texts = Path(folder) / "meals.txt"
        texts.write_text("\n".join(row["natural"] for row in meals), encoding="utf-8")
        us, other = (probe(built.file, US_YEAR, texts, seed) for seed in ("1", "2"))
        newest = probe(built.file, "", texts, "3")
    progress(f"probes: {us}, {newest}")
    return {
        "8.open": at_most(round(newest["open_ms"], 1), 120, "ms"),
        "8.import": figure(round(newest["import_ms"], 1), "ms"),
        "8.resident": at_most(round(newest["resident_mb"], 1), 160, "MB"),
        "8.build": at_most(round(built.seconds, 1), 90, "s"),
        "8.file": at_most(round(built.megabytes, 1), 60, "MB"),
        "9.same_answers": exactly(us["sha256"], other["sha256"], "two hash seeds"),
    }


def probe(file: Path, year: str, texts: Path, seed: str) -> dict[str, float]:
    """Run the probe in a process of its own."""
    command = [sys.executable, "-m", "bench.meal_figures.probe", str(file), year, str(texts)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    done = subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def tell(name: str, result: Score) -> None:
    """Say how a set fared."""
    progress(
        f"{name}: {result.meals} meals, {result.accuracy:.4f} within 7.5 g, "
        f"{result.mean_error(2):.2f} g carbohydrate, {result.mean_error(0):.1f} kcal, "
        f"p50 {result.time_ms(0.5):.1f} ms, p99 {result.time_ms(0.99):.1f} ms"
    )


if __name__ == "__main__":
    main()
