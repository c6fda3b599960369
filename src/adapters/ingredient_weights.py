"""The weights of the ingredient-line tagger, from `data/meals/ingredient_weights.csv`."""

import csv
from pathlib import Path

from domain.errors import InvalidTableError
from domain.meals.resolving.ingredient_lines import LABELS, LineTagger

_AFTER = "after "


def read_line_tagger(data: Path) -> LineTagger:
    """Return the tagger.

    Raises:
        InvalidTableError: The file is missing or a row is no feature with its weights.
    """
    path = data / "meals" / "ingredient_weights.csv"
    weights: dict[str, tuple[float, ...]] = {}
    transitions: dict[tuple[int, int], float] = {}
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = csv.reader(file)
            next(rows)
            for feature, *cells in rows:
                values = tuple(map(float, cells))
                if len(values) != len(LABELS):
                    raise InvalidTableError(f"{path.name}: {feature}: {len(values)} weights")
                if feature.startswith(_AFTER):
                    before = int(feature.removeprefix(_AFTER))
                    transitions.update({(before, at): value for at, value in enumerate(values)})
                else:
                    weights[feature] = values
    except (OSError, ValueError, StopIteration) as error:
        raise InvalidTableError(f"{path.name}: {error!r}") from error
    return LineTagger(weights, transitions)
