"""Compiles what dataclasses write: `python -m scripts.compile_generated FOLDER MODULE...`.

Imports the modules as a function does and keeps each text that `dataclasses` has compiled, with its
code, in one file of the folder, where `runtime.generated_code` looks for it.
"""

import dataclasses
import marshal
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import Any

from runtime.generated_code import FILE_NAME


def compile_generated(modules: Iterable[str]) -> dict[str, CodeType]:
    """Import modules, none of them imported before, and return what dataclasses compiled."""
    found: dict[str, CodeType] = {}

    def keep(text: str, *names: Any) -> None:
        found[text] = compile(text, "<string>", "exec")
        exec(found[text], *names)  # noqa: S102 (what dataclasses does)

    vars(dataclasses)["exec"] = keep
    try:
        for module in modules:
            import_module(module)
    finally:
        del vars(dataclasses)["exec"]
    return dict(sorted(found.items()))


def main() -> None:
    """Write the file of the modules that the command line names."""
    folder, *modules = sys.argv[1:]
    (Path(folder) / FILE_NAME).write_bytes(marshal.dumps(compile_generated(modules)))


if __name__ == "__main__":
    main()
