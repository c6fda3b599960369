"""Builds the food table: USDA's downloads in, one SQLite file out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cli.food_table.errors import SourceError
from cli.food_table.fndds import read_fndds
from cli.food_table.sr28 import read_sr28
from cli.food_table.write import Indexer, write_table


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders that hold USDA's downloads."""

    fndds: Sequence[Path] = ()
    sr28: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: foods by release ("fndds 2017-2018"), and the hash of the content."""

    file: Path
    foods: dict[str, int]
    content_hash: str


def build(sources: Sources, out: Path, indexer: Indexer | None = None) -> Built:
    """Build the file and put it in its place in one step.

    Args:
        sources: folders to read.
        out: the file; its folder must exist.
        indexer: makes what `UsdaTable.find_index` will return from the finished table.

    Raises:
        SourceError: A download cannot be used; the file that stood there still does.
        OSError: The file cannot be written; likewise.
    """
    releases = [*read_fndds(sources.fndds)]
    if sources.sr28 is not None:
        releases.append(read_sr28(sources.sr28))
    if not releases:
        raise SourceError("nothing to build from: name a folder of FNDDS or SR28")
    content_hash = write_table(releases, out, indexer)
    foods = {f"{release.kind} {release.year}": len(release.foods) for release in releases}
    return Built(out, foods, content_hash)
