"""The form of the built food table, shared by who writes it and who reads it."""

from domain.meals.nutrients import Nutrient
from domain.meals.reference_foods import FoodGroup

SCHEMA_VERSION = 1
"""`PRAGMA user_version` of the file. A reader reads exactly its own version: a build takes seconds,
so a file of another version is built again instead of being understood by halves."""

APPLICATION_ID = 0x504C5746
"""`PRAGMA application_id` ("PLWF"): tells this file from any other SQLite database."""

_ADDED_SUGAR_IS_A_GROUP = Nutrient.ADDED_SUGAR
NUTRIENT_COLUMNS = tuple(each for each in Nutrient if each is not _ADDED_SUGAR_IS_A_GROUP)
GROUP_COLUMNS = tuple(FoodGroup)


def _reals(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}" REAL' for column in columns)


DDL = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE source (
    source INTEGER PRIMARY KEY, kind TEXT NOT NULL, year TEXT NOT NULL, title TEXT NOT NULL,
    licence TEXT NOT NULL, UNIQUE (kind, year)
);

CREATE TABLE source_file (
    source INTEGER NOT NULL REFERENCES source, content TEXT NOT NULL, sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL, PRIMARY KEY (source, content)
) WITHOUT ROWID;

CREATE TABLE category (
    source INTEGER NOT NULL REFERENCES source, code TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (source, code)
) WITHOUT ROWID;

CREATE TABLE food (
    food INTEGER PRIMARY KEY, food_id TEXT NOT NULL, source INTEGER NOT NULL REFERENCES source,
    is_newest INTEGER NOT NULL, name TEXT NOT NULL, synonyms TEXT NOT NULL, category TEXT NOT NULL,
    moisture_change_percent REAL, refuse_percent REAL, UNIQUE (food_id, source)
);

CREATE TABLE nutrients (food INTEGER PRIMARY KEY REFERENCES food, {_reals(NUTRIENT_COLUMNS)});

CREATE TABLE food_groups (food INTEGER PRIMARY KEY REFERENCES food, {_reals(GROUP_COLUMNS)});

CREATE TABLE portion (
    food INTEGER NOT NULL REFERENCES food, position INTEGER NOT NULL, description TEXT NOT NULL,
    mass_g REAL, is_default INTEGER NOT NULL, variant TEXT, PRIMARY KEY (food, position)
) WITHOUT ROWID;

CREATE TABLE ingredient (
    food INTEGER NOT NULL REFERENCES food, position INTEGER NOT NULL, description TEXT NOT NULL,
    mass_g REAL NOT NULL, code TEXT NOT NULL, ingredient_id TEXT, retention_code TEXT NOT NULL,
    PRIMARY KEY (food, position)
) WITHOUT ROWID;

CREATE TABLE search_index (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""
"""Amounts in `nutrients` and `food_groups` are per 100 g; NULL is unknown. `synonyms` holds one a
line. `search_index` belongs to whoever searches: named blobs, made when the file is built."""
