"""Cuts the AWS SDK's data to what a function reads: every client parses it at a cold start."""

import gzip
import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

SHARED = {"endpoints.json", "partitions.json", "sdk-default-configuration.json", "_retry.json"}
"""Files of botocore/data that belong to no service."""


def cut_sdk_data(site: Path, services: Collection[str]) -> None:
    """Keep the named services alone, and of their descriptions what is not for readers.

    Args:
        site: folder that holds botocore.
        services: names of services as botocore's folders have them.

    """
    data = site / "botocore/data"
    for path in list(data.iterdir()):
        if path.is_dir() and path.name not in services:
            shutil.rmtree(path)
        elif path.is_file() and path.name.removesuffix(".gz") not in SHARED:
            path.unlink()
    for model in data.glob("*/*/*"):
        if model.name.startswith("examples-"):
            model.unlink()
        else:
            _rewrite(model, _without_documentation(_read(model)))
    for endpoints in data.glob("endpoints.json*"):
        _rewrite(endpoints, _endpoints_of(services, _read(endpoints)))


def _read(path: Path) -> Any:
    content = path.read_bytes()
    return json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)


def _rewrite(path: Path, content: Any) -> None:
    """Replace the file by a plain one: the artifact is packed as a whole anyway."""
    path.unlink()  # never write through: installers link files to their cache
    plain = path.with_name(path.name.removesuffix(".gz"))
    plain.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False))


def _without_documentation(node: Any) -> Any:
    """Drop the texts; a member that is called `documentation` is an object and stays."""
    if isinstance(node, list):
        return [_without_documentation(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: _without_documentation(value)
        for name, value in node.items()
        if not (name == "documentation" and isinstance(value, str))
    }


def _endpoints_of(services: Collection[str], content: dict[str, Any]) -> dict[str, Any]:
    partitions = [
        {**partition, "services": {s: e for s, e in partition["services"].items() if s in services}}
        for partition in content["partitions"]
    ]
    return {**content, "partitions": partitions}
