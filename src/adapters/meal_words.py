"""The words and weights sentences about meals are read by, from `data/meals/resolving`."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from domain.errors import InvalidTableError
from domain.meals.resolving.lexicon import Lexicon
from domain.meals.resolving.words import NO_REWRITING, Rewriting, forms, split

FOLDER = Path("meals") / "resolving"


def read_lexicon(data: Path) -> Lexicon:
    """Read and check the tables.

    Raises:
        InvalidTableError: A file is missing or a row breaks a rule.
    """
    folder = data / FOLDER
    rewriting = _rewriting(folder / "rewriting.csv", "means")
    spoken = _rewriting(folder / "world_names.csv", "means", rewriting)
    roles: dict[str, set[str]] = {}
    for row in _rows(folder / "word_roles.csv"):
        for form in forms(rewriting.apply(split(row["word"]))):
            roles.setdefault(row["role"], set()).add(form)
    return Lexicon(
        rewriting=rewriting,
        spoken=Rewriting({**rewriting.phrases, **spoken.phrases}),
        connectors=_rewriting(folder / "connectors.csv", "sign"),
        story=frozenset(roles["story"]),
        weak=frozenset(roles["weak"]),
        cooking=frozenset(roles["cooking"]),
        uncooked=frozenset(roles["uncooked"]),
        dried=frozenset(roles["dried"]),
        done=frozenset(roles["done"]),
        units=frozenset(roles["unit"]),
        sizes=frozenset(roles["size"]),
        parts=frozenset(roles["part"]),
        seasonings=frozenset(roles["seasoning"]),
        meals=frozenset(roles["meal"]),
        meal_compounds=frozenset(roles["meal_compound"]),
        name_words=dict(_numbers(folder / "name_words.csv", "word", "penalty")),
        usual=_usual(folder / "usual.csv", rewriting),
        usual_measures={
            (row["container"], row["of"]): float(row["measure"])
            for row in _rows(folder / "usual_measures.csv")
        },
        usual_units={row["of"]: row["unit"] for row in _rows(folder / "usual_units.csv")},
        volumes_ml=dict(_numbers(folder / "volumes.csv", "unit", "volume_ml")),
        weights=dict(_numbers(folder / "weights.csv", "name", "value")),
        version=_version(folder),
    )


def _version(folder: Path) -> str:
    """Return what changes when any table does."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        with path.open(newline="", encoding="utf-8") as file:
            yield from csv.DictReader(file)
    except FileNotFoundError as error:
        raise InvalidTableError(f"{path.name} is missing") from error


def _rewriting(path: Path, means: str, known: Rewriting = NO_REWRITING) -> Rewriting:
    phrases = {
        forms(split(row["phrase"])): forms(known.apply(split(row[means]))) for row in _rows(path)
    }
    return Rewriting({said: meant for said, meant in phrases.items() if said})


def _usual(path: Path, rewriting: Rewriting) -> Mapping[str, frozenset[str]]:
    return {
        forms(split(row["said"]))[0]: frozenset(forms(rewriting.apply(split(row["usual"]))))
        for row in _rows(path)
    }


def _numbers(path: Path, key: str, number: str) -> Iterator[tuple[str, float]]:
    for row in _rows(path):
        try:
            yield row[key], float(row[number])
        except ValueError as error:
            raise InvalidTableError(f"{path.name}: {row[key]}: {row[number]!r}") from error
