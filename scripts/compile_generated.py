"""Compiles what Python writes for itself: `python -m scripts.compile_generated FOLDER MODULE...`.

Imports the modules as a function does and keeps each text that `dataclasses` has compiled, and each
regular expression, with its code, in one file of the folder, where `runtime.generated_code` looks
for it.
"""

import dataclasses
import gc
import marshal
import re
import re._compiler as regular_expressions  # type: ignore[import-not-found]
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

from domain.pattern import Pattern
from runtime.generated_code import ENGINE, FILE_NAME

type Methods = dict[str, CodeType]
type Expressions = dict[tuple[str | bytes, int], tuple[Any, ...]]
"""By text and flags: all flags, the code as 32-bit words, what the engine is told of the groups."""


def compile_generated(modules: Iterable[str]) -> tuple[Methods, Expressions]:
    """Import modules, none of them imported before, and return what was compiled."""
    methods: Methods = {}
    expressions: Expressions = {}
    with _keeping_methods(methods), _keeping_expressions(expressions):
        for module in modules:
            import_module(module)
        for pattern in [each for each in gc.get_objects() if isinstance(each, Pattern)]:
            re.compile(pattern.pattern, pattern.flags)
    return dict(sorted(methods.items())), dict(sorted(expressions.items(), key=repr))


@contextmanager
def _keeping_methods(found: Methods) -> Iterator[None]:
    def keep(text: str, *names: Any) -> None:
        found[text] = compile(text, "<string>", "exec")
        exec(found[text], *names)  # noqa: S102 (what dataclasses does)

    vars(dataclasses)["exec"] = keep
    try:
        yield
    finally:
        del vars(dataclasses)["exec"]


@contextmanager
def _keeping_expressions(found: Expressions) -> Iterator[None]:
    """Keep what the engine is given for every expression, those compiled before included."""
    compile_as_ever, engine = regular_expressions.compile, regular_expressions._sre  # noqa: SLF001 (where the engine is called)
    given: list[tuple[Any, ...]] = []

    def note(text: Any, flags: int, code: list[int], *groups: Any) -> Any:
        given.append((int(flags), array("I", code).tobytes(), *groups))
        return engine.compile(text, flags, code, *groups)

    def keep(text: Any, flags: int = 0) -> Any:
        compiled = compile_as_ever(text, flags)
        if isinstance(text, str | bytes):
            found[text, int(flags)] = given[-1]
        return compiled

    before = list(re._cache)  # type: ignore[attr-defined]  # noqa: SLF001 (there is no other list)
    re.purge()
    regular_expressions._sre = SimpleNamespace(**vars(engine) | {"compile": note})  # noqa: SLF001 (as above)
    regular_expressions.compile = keep
    try:
        for _, text, flags in before:
            re.compile(text, flags)
        yield
    finally:
        regular_expressions.compile = compile_as_ever
        regular_expressions._sre = engine  # noqa: SLF001 (as above)


def main() -> None:
    """Write the file of the modules that the command line names."""
    folder, *modules = sys.argv[1:]
    methods, expressions = compile_generated(modules)
    kept = {"methods": methods, "engine": ENGINE, "expressions": expressions}
    (Path(folder) / FILE_NAME).write_bytes(marshal.dumps(kept))


if __name__ == "__main__":
    main()
