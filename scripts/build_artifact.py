"""Builds what one function is deployed as: its handler, what that imports, its dependency group.

python -m scripts.build_artifact receive FOLDER            for Lambda (arm64)
python -m scripts.build_artifact receive FOLDER --local    for this machine
"""

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from scripts.build_kernel import LAMBDA_TARGET, LIBRARY, build_kernel
from scripts.import_closure import find_imported_files
from scripts.sdk_data import cut_sdk_data
from scripts.template import ROOT, environment, list_functions, list_services, read_template

LAMBDA_PLATFORM = "aarch64-manylinux_2_28"
"""Lambda's Python 3.13 runs on Amazon Linux 2023, whose glibc is 2.34."""

CUT_PACKAGES = ("aws_lambda_powertools", "twilio")
"""Packages of which only what the handler imports is kept: most of twilio is a REST client."""

ALONE = ("twilio",)
"""Packages installed without what they depend on: only twilio's REST client needs the rest."""

AS_SOURCE = ("jstyleson",)
"""Packages published as source alone: pure Python, built here for any machine."""

SELF_AWARE = ("mf2py-", "rdflib-")
"""Packages that look up their own version when they are imported: their `dist-info` stays."""

PLANNERS = ("plan",)
"""The functions that search for a week and get the kernel, compiled for where they run."""

_KNOWLEDGE = ("knowledge", "finder")
_COOKBOOK = (*_KNOWLEDGE, "cooking", "gate")
TABLES = {
    "converse": _COOKBOOK,
    "plan": _COOKBOOK,
    "answer": _COOKBOOK,
    "advise": ("advised",),
}
"""The tables that functions get, each a file of its own; the others get those of the talk."""

UNUSED = (
    "*.dist-info",
    "bin",
    "**/__pycache__",
    "**/tests",
    "**/*.pyi",
    "**/py.typed",
)


def build_artifact(function: str, target: Path, *, local: bool = False) -> None:
    """Build the function's artifact into the folder, which is emptied first.

    Args:
        function: name of the handler's module.
        target: folder to fill.
        local: take wheels and kernel for this machine instead of Lambda's, to run it here.

    """
    template = read_template()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    install_dependencies(function, target, local=local)
    copy_product(f"handlers.{function}", target)
    if function in PLANNERS:
        add_kernel(target, local=local)
    if "DATA_DIR" in environment(template, function):
        compile_tables(target / "data", TABLES.get(function, _KNOWLEDGE))
    cut(target, list_own_modules(target), list_services(template, function))
    compile_sources(target)
    compile_generated(target)


def install_dependencies(function: str, target: Path, *, local: bool) -> None:
    """Install the locked versions of the function's dependency group."""
    export = ["export", "--frozen", "--only-group", function, "--no-emit-project", "--no-header"]
    others = run_uv(*export, *(f"--prune={name}" for name in ALONE))
    alone = re.findall(rf"^(?:{'|'.join(ALONE)})==.*(?:\n .*)*", run_uv(*export), re.MULTILINE)
    wheels, sources = _by_form("\n".join([others, *alone]))
    platform = "" if local else f"--python-platform {LAMBDA_PLATFORM}"
    how = f"--no-deps --python-version 3.13 {platform} --requirements - --target {target}"
    run_uv("pip", "install", "--only-binary", ":all:", *how.split(), stdin=wheels)
    if sources:
        run_uv("pip", "install", *how.split(), stdin=sources)


def _by_form(requirements: str) -> tuple[str, str]:
    """Return requirements that are published as wheels, and those that are not."""
    pattern = rf"^(?:{'|'.join(AS_SOURCE)})==.*(?:\n .*)*"
    sources = re.findall(pattern, requirements, re.MULTILINE)
    return re.sub(pattern, "", requirements, flags=re.MULTILINE), "\n".join(sources)


def copy_product(handler: str, target: Path) -> None:
    """Copy the handler's module and every module of ours that it imports."""
    source = ROOT / "src"
    for file in find_imported_files([handler], source):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


def add_kernel(target: Path, *, local: bool) -> Path:
    """Compile the kernel of the search to where it lies beside our modules that load it."""
    folder = target / LIBRARY.parent.relative_to(ROOT / "src")
    return build_kernel(folder, None if local else LAMBDA_TARGET)


def cut(target: Path, modules: Iterable[str], services: Collection[str]) -> None:
    """Remove what neither these modules nor their clients of AWS read."""
    for pattern in UNUSED:
        remove(file for file in target.glob(pattern) if not file.name.startswith(SELF_AWARE))
    cut_packages(target, modules)
    cut_sdk_data(target, services)
    remove_empty_folders(target)


def cut_packages(target: Path, modules: Iterable[str]) -> None:
    """Remove the modules of the large packages that these modules do not import."""
    kept = find_imported_files(modules, target)
    for package in CUT_PACKAGES:
        remove(f for f in (target / package).rglob("*") if f.is_file() and f not in kept)


def list_own_modules(target: Path) -> list[str]:
    """List the modules of ours that were copied, in a fixed order."""
    folders = [folder.name for folder in (ROOT / "src").iterdir() if folder.is_dir()]
    files = sorted(file for folder in folders for file in (target / folder).rglob("*.py"))
    names = [".".join(file.relative_to(target).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names]


def compile_tables(target: Path, parts: Iterable[str] = _KNOWLEDGE) -> None:
    """Compile parts of the product's tables; sets are written in the same order each time."""
    command = [sys.executable, "-m", "scripts.compile_tables", str(target), *parts]
    subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONHASHSEED": "0"})  # noqa: S603 (our own interpreter)


def compile_sources(target: Path) -> None:
    """Compile everything; hashes are not checked, because packing changes the files' times."""
    mode = ["--invalidation-mode", "unchecked-hash", "-s", str(target), "-p", "/var/task"]
    command = [sys.executable, "-m", "compileall", "-q", *mode, str(target)]
    subprocess.run(command, check=True)  # noqa: S603 (our own interpreter)


def compile_generated(target: Path) -> None:
    """Compile what dataclasses write for our modules, with the packages of this machine."""
    modules = list_own_modules(target)
    command = [sys.executable, "-m", "scripts.compile_generated", str(target), *modules]
    subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src")})  # noqa: S603 (our own interpreter)


def remove(paths: Iterable[Path]) -> None:
    """Remove files and whole folders."""
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def remove_empty_folders(target: Path) -> None:
    """Remove the folders that cutting has emptied, the inner ones first."""
    for folder, _, _ in target.walk(top_down=False):
        if not any(folder.iterdir()):
            folder.rmdir()


def run_uv(*arguments: str, stdin: str | None = None) -> str:
    """Run uv in the project and get what it prints; its errors go to standard error."""
    uv = shutil.which("uv") or str(ROOT / ".tools/bin/uv")
    command = [uv, "--quiet", "--project", str(ROOT), *arguments]
    done = subprocess.run(command, check=True, input=stdin, stdout=subprocess.PIPE, text=True)  # noqa: S603 (uv, found above)
    return done.stdout


def main() -> None:
    """Build the artifact that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("function", choices=list_functions(read_template()))
    parser.add_argument("target", type=Path)
    parser.add_argument("--local", action="store_true", help="for this machine instead of Lambda")
    arguments = parser.parse_args()
    build_artifact(arguments.function, arguments.target, local=arguments.local)


if __name__ == "__main__":
    main()
