"""Compiles the search for a week, which is C: `python -m scripts.build_kernel`.

python -m scripts.build_kernel                                 for this machine, beside its source
python -m scripts.build_kernel --target TARGET --into FOLDER   for another, such as Lambda's

The compiler is the one of the package `ziglang`, locked like every other package, so that nothing
has to be installed and any machine can compile for any other. The same orders make the same plan on
every machine: products are never fused with sums (`-ffp-contract=off`; arm64 would, x86-64 would
not), sums keep their order (no `-ffast-math`), and the code is for any processor of its kind
(`-mcpu=baseline`), not for the one that compiles. The same source gives the same bytes.
"""

import argparse
import hashlib
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from scripts.template import ROOT

SOURCE = ROOT / "src/adapters/planning/kernel/week.c"
HEADER = SOURCE.with_suffix(".h")
LIBRARY = SOURCE.with_suffix(".so")
CACHE = ROOT / ".tools/zig-cache"

LAMBDA_TARGET = "aarch64-linux-gnu.2.34"
"""Lambda's Python 3.13 on arm64 runs on Amazon Linux 2023, whose glibc is 2.34."""

OLDEST_GLIBC = "2.28"
"""What the wheels of highspy and numpy ask for as well (manylinux_2_28)."""

FLAGS = (
    *("-std=c11", "-O3", "-ffp-contract=off", "-mcpu=baseline"),
    *("-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-s"),
)


def build_kernel(folder: Path = LIBRARY.parent, target: str | None = None) -> Path:
    """Compile the kernel into the folder, unless what lies there was compiled from the same.

    Args:
        folder: where `week.so` is put.
        target: processor, system and C library, as zig names them; none is this machine's.

    Raises:
        CalledProcessError: the compiler refused the source; its reasons are on standard error.

    """
    library = folder / LIBRARY.name
    target = target or own_target()
    if is_fresh(library, target):
        library.touch()  # for make, which goes by time
    else:
        folder.mkdir(parents=True, exist_ok=True)
        _compile(library, target)
    return library


def own_target() -> str:
    """Name this machine; where the C library is glibc, no part of its own is compiled in."""
    if platform.libc_ver()[0] != "glibc":
        return "native"
    return f"{platform.machine()}-linux-gnu.{OLDEST_GLIBC}"


def is_fresh(library: Path, target: str | None = None) -> bool:
    """Tell whether the library was made from today's source, by today's compiler and flags."""
    return library.is_file() and stamp(target or own_target()).encode() in library.read_bytes()


def stamp(target: str) -> str:
    """Get what the library carries within, of all that decides its bytes."""
    made_by = " ".join((version("ziglang"), target, *FLAGS)).encode()
    made_of = SOURCE.read_bytes() + HEADER.read_bytes()
    return f"week.c:{hashlib.sha256(made_by + made_of).hexdigest()}"


def _compile(library: Path, target: str) -> None:
    """Compile beside the library and put it in its place at once: it may be loaded meanwhile."""
    caches = {f"ZIG_{whose}_CACHE_DIR": str(CACHE) for whose in ("GLOBAL", "LOCAL")}
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        stamped, made = Path(folder, "stamp.c"), Path(folder, library.name)
        stamped.write_text(f'const char week_stamp[] = "{stamp(target)}";\n')
        command = [sys.executable, "-m", "ziglang", "cc", "-target", target, *FLAGS]
        files = [str(SOURCE), str(stamped), "-lm", "-o", str(made)]
        subprocess.run([*command, *files], check=True, env=caches)  # noqa: S603 (the locked compiler)
        made.replace(library)


def main() -> None:
    """Build what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", help=f"for another machine, such as {LAMBDA_TARGET}")
    parser.add_argument("--into", type=Path, default=LIBRARY.parent, help="folder of week.so")
    arguments = parser.parse_args()
    try:
        build_kernel(arguments.into, arguments.target)
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)


if __name__ == "__main__":
    main()
