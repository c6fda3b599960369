"""Which files a module needs: everything it imports, however deep, found by reading the sources."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path


def find_imported_files(modules: Iterable[str], root: Path) -> frozenset[Path]:
    """Find the files under `root` that importing the modules can execute.

    Imports inside functions count, those for type checking only do not. Imports of what is not
    under `root` are left out. A package that resolves names as they are asked for (a module-level
    `__getattr__`) is taken whole, because reading does not show what it will import.
    """
    found: set[Path] = set()
    waiting = [name for module in modules for name in _with_parents(module)]
    while waiting:
        file = _find_file(waiting.pop(), root)
        if file is None or file in found:
            continue
        found.add(file)
        tree = ast.parse(file.read_bytes())
        if file.name == "__init__.py" and _is_lazy(tree):
            waiting.extend(_module_name(f, root) for f in file.parent.rglob("*.py"))
        waiting.extend(_list_imports(tree, _package_name(file, root)))
    return frozenset(found)


def _with_parents(module: str) -> Iterator[str]:
    parts = module.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _find_file(module: str, root: Path) -> Path | None:
    path = root.joinpath(*module.split("."))
    candidates = (path / "__init__.py", path.with_name(f"{path.name}.py"))
    return next((file for file in candidates if file.is_file()), None)


def _module_name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _package_name(file: Path, root: Path) -> str:
    return ".".join(file.relative_to(root).parent.parts)


def _is_lazy(tree: ast.Module) -> bool:
    return any(isinstance(n, ast.FunctionDef) and n.name == "__getattr__" for n in tree.body)


def _list_imports(tree: ast.Module, package: str) -> Iterator[str]:
    for node in _walk_what_runs(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _with_parents(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            yield from _with_parents(base)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def _walk_what_runs(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for other in child.orelse:
                yield other
                yield from _walk_what_runs(other)
            continue
        yield child
        yield from _walk_what_runs(child)
