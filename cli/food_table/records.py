"""A release of a USDA database as read, before it is written."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from domain.meals.foods import FoodId
from domain.meals.nutrients import Nutrients
from domain.meals.reference_foods import FoodGroups, HouseholdPortion


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """One ingredient; `code` is a food code of FNDDS (8 digits) or an NDB number of SR."""

    description: str
    mass_g: float
    code: str
    retention_code: str


@dataclass(slots=True)
class FoodRecord:
    """One food of one release; nutrients and groups per 100 g."""

    food_id: FoodId
    name: str
    synonyms: tuple[str, ...]
    category: str
    nutrients: Nutrients = field(default_factory=dict)
    groups: FoodGroups = field(default_factory=dict)
    portions: tuple[HouseholdPortion, ...] = ()
    ingredients: tuple[RecipeLine, ...] = ()
    moisture_change_percent: float | None = None
    refuse_percent: float | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: what it holds, its hash, and its rows."""

    content: str
    sha256: str
    rows: int

    @classmethod
    def of(cls, content: str, file: Path, rows: int) -> "SourceFile":
        """Take the hash of a file."""
        with file.open("rb") as opened:
            return cls(content, hashlib.file_digest(opened, "sha256").hexdigest(), rows)


@dataclass(frozen=True, slots=True)
class Release:
    """One release of one database; `categories` by their code, `foods` in the publisher's order."""

    kind: str
    year: str
    title: str
    licence: str
    files: tuple[SourceFile, ...]
    categories: Mapping[str, str]
    foods: tuple[FoodRecord, ...]
