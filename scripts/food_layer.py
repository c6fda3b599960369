"""Packs the built food table as a Lambda layer, which unpacks to /opt/food_table/usda.sqlite.

python -m scripts.food_layer    food_table/usda.sqlite → .aws-sam/food-table-layer.zip
"""

import sys
import zipfile
from contextlib import closing
from pathlib import Path

from adapters.food_table.reader import UsdaTable
from domain.errors import InvalidTableError
from scripts.template import ROOT

TABLE = ROOT / "food_table" / "usda.sqlite"
LAYER = ROOT / ".aws-sam" / "food-table-layer.zip"
INSIDE = "food_table/usda.sqlite"
_READABLE = 0o100644 << 16
_LARGEST_MB = 50
"""What Lambda takes as one upload of a layer."""


def pack(table: Path, layer: Path) -> str:
    """Pack the table and return its version; the same table makes the same bytes.

    Raises:
        InvalidTableError: There is no table, or none that this version of the product reads.
    """
    with closing(UsdaTable(table)) as opened:
        version = opened.version
    entry = zipfile.ZipInfo(INSIDE)
    entry.external_attr = _READABLE
    entry.compress_type = zipfile.ZIP_DEFLATED
    layer.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(layer, "w") as archive:
        archive.writestr(entry, table.read_bytes(), compresslevel=9)
    return version


def main() -> None:
    """Pack the usual table, and say what to do with it."""
    try:
        version = pack(TABLE, LAYER)
    except InvalidTableError as error:
        sys.exit(f"error: {error}")
    size_mb = LAYER.stat().st_size / 1e6
    if size_mb > _LARGEST_MB:
        sys.exit(f"error: {LAYER} has {size_mb:.1f} MB; Lambda takes {_LARGEST_MB}")
    sys.stdout.write(f"{LAYER.relative_to(ROOT)}: {size_mb:.1f} MB, version {version[:12]}\n")


if __name__ == "__main__":
    main()
