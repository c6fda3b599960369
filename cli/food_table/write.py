"""Writes releases into one SQLite file: the same releases, the same bytes."""

import errno
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from adapters.food_table.reader import UsdaTable
from adapters.food_table.schema import (
    APPLICATION_ID,
    DDL,
    GROUP_COLUMNS,
    NUTRIENT_COLUMNS,
    SCHEMA_VERSION,
)
from cli.food_table.records import FoodRecord, RecipeLine, Release
from domain.meals.foods import FoodId

Indexer = Callable[[UsdaTable], Mapping[str, bytes]]
"""Makes the named blobs of `search_index` from the finished table."""

_HASHED = ("source", "category", "food", "nutrients", "food_groups", "portion", "ingredient")
_PAGE_BYTES = 4096


def write_table(releases: Sequence[Release], out: Path, indexer: Indexer | None = None) -> str:
    """Write the file in one piece and return its content hash.

    It is made beside its place and renamed: whoever reads sees the old file or the new one, and an
    error leaves the old one.

    Raises:
        OSError: The folder cannot be written, or the disk is full.
    """
    try:
        return _write_beside(releases, out, indexer)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(out)) from error
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(out)) from error


def _write_beside(releases: Sequence[Release], out: Path, indexer: Indexer | None) -> str:
    handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        content_hash = _write(releases, unfinished, indexer)
        unfinished.chmod(0o644)
        _flush(unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return content_hash


def _write(releases: Sequence[Release], file: Path, indexer: Indexer | None) -> str:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.executescript(DDL)
        db.execute("BEGIN")
        for table, rows in _tables(releases).items():
            _insert(db, table, rows)
        content_hash = _content_hash(db)
        _insert(db, "meta", [("content_hash", content_hash)])
        db.execute("COMMIT")
    if indexer is not None:
        content_hash = _add_index(file, indexer, content_hash)
    return content_hash


def _add_index(file: Path, indexer: Indexer, content_hash: str) -> str:
    table = UsdaTable(file)
    try:
        blobs = sorted(indexer(table).items())
    finally:
        table.close()
    digest = hashlib.sha256(content_hash.encode())
    for key, content in blobs:
        digest.update(key.encode() + b"\0" + hashlib.sha256(content).digest())
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("BEGIN")
        _insert(db, "search_index", blobs)
        db.execute("UPDATE meta SET value = ? WHERE key = 'content_hash'", (digest.hexdigest(),))
        db.execute("COMMIT")
    return digest.hexdigest()


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Sequence[object]]) -> None:
    width = len(db.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * width)
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 (our own names)


def _content_hash(db: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table in _HASHED:
        for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608 (our own names)
            digest.update(json.dumps((table, *row)).encode())
    return digest.hexdigest()


def _tables(releases: Sequence[Release]) -> Mapping[str, Iterable[Sequence[object]]]:
    sources = list(enumerate(releases, start=1))
    foods = _numbered(sources)
    known = frozenset(food.food_id for _, _, food, _ in foods)
    return {
        "source": [(n, r.kind, r.year, r.title, r.licence) for n, r in sources],
        "source_file": [
            (n, file.content, file.sha256, file.rows) for n, r in sources for file in r.files
        ],
        "category": [
            (n, code, name) for n, r in sources for code, name in sorted(r.categories.items())
        ],
        "food": [_food_row(*each) for each in foods],
        "nutrients": [
            (row, *map(food.nutrients.get, NUTRIENT_COLUMNS)) for row, _, food, _ in foods
        ],
        "food_groups": [
            (row, *map(food.groups.get, GROUP_COLUMNS)) for row, _, food, _ in foods if food.groups
        ],
        "portion": [each for row, _, food, _ in foods for each in _portion_rows(row, food)],
        "ingredient": [
            (row, position, *_ingredient(line, known))
            for row, _, food, _ in foods
            for position, line in enumerate(food.ingredients, start=1)
        ],
    }


type _Numbered = list[tuple[int, int, FoodRecord, bool]]


def _numbered(sources: list[tuple[int, Release]]) -> _Numbered:
    """Return row, source, food and whether it is the newest, ordered by id and source."""
    every = [(food.food_id, n, food) for n, release in sources for food in release.foods]
    every.sort(key=lambda each: each[:2])
    newest = {food_id: n for food_id, n, _ in every}
    return [
        (row, n, food, newest[food_id] == n)
        for row, (food_id, n, food) in enumerate(every, start=1)
    ]


def _food_row(row: int, source: int, food: FoodRecord, is_newest: bool) -> Sequence[object]:  # noqa: FBT001 (a row's cells)
    return (
        row,
        food.food_id,
        source,
        int(is_newest),
        food.name,
        "\n".join(food.synonyms),
        food.category,
        food.moisture_change_percent,
        food.refuse_percent,
    )


def _portion_rows(row: int, food: FoodRecord) -> Iterator[Sequence[object]]:
    for position, portion in enumerate(food.portions, start=1):
        default = int(portion.is_default)
        yield row, position, portion.description, portion.mass_g, default, portion.variant


def _ingredient(line: RecipeLine, known: frozenset[FoodId]) -> Sequence[object]:
    food_id = FoodId(f"fndds:{line.code}" if len(line.code) > 5 else f"sr28:{line.code:>05}")  # noqa: PLR2004 (NDB numbers have at most five digits)
    linked = food_id if food_id in known else None
    return line.description, line.mass_g, line.code, linked, line.retention_code


def _flush(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
