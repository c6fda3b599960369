"""Names against names, non-foods against names, and ingredient lines."""

from pathlib import Path

from adapters.ingredient_weights import read_line_tagger
from bench.meal_figures.sources import DATA, rows_of
from cli.training.ingredients import labelled_lines, read_key, true_key
from domain.meals.resolving.matching import NameMatcher

_MAPPING = Path("food_mapping_usda") / "ASA24-to-FoodB" / "dataset"
NON_FOODS = Path(__file__).parent / "non_foods.txt"


def mapping_share(shared: Path) -> tuple[float, NameMatcher]:
    """Return the share of descriptions whose right name comes first, and the matcher."""
    folder = shared / _MAPPING
    names = [row["target_desc"] for row in rows_of(folder / "target_desc_fooDB.txt", "\t")]
    asked = rows_of(folder / "groundtruth_ASA24toFooDB.txt", "\t")
    matcher = NameMatcher(names)
    right = 0
    for row in asked:
        match = matcher.best(row["input_desc"])
        right += match is not None and names[match.place] == row["target_desc"]
    return right / len(asked), matcher


def non_food_share(matcher: NameMatcher) -> tuple[float, int]:
    """Return the share of non-foods that match no name, and how many were tried."""
    lines = NON_FOODS.read_text(encoding="utf-8").splitlines()
    return sum(matcher.best(line) is None for line in lines) / len(lines), len(lines)


def ingredient_share(shared: Path) -> tuple[float, int]:
    """Return the share of kept-out lines whose name, quantity and unit are all right."""
    tagger = read_line_tagger(DATA)
    kept_out, _ = labelled_lines(shared / "ingredient_lines")
    right = sum(read_key(tagger, row["input"]) == true_key(row) for row in kept_out)
    return right / len(kept_out), len(kept_out)
