"""Prints how large each function's artifact is, unzipped, with and without the AWS SDK.

python -m scripts.artifact_sizes .aws-sam/build
"""

import sys
from pathlib import Path

SDK = frozenset({"botocore", "jmespath", "dateutil"})
"""The clients of AWS and what they alone bring."""


def size_mb(artifact: Path, *, without: frozenset[str] = frozenset()) -> float:
    """Sum the files in megabytes of 1,000,000 bytes, leaving out the named packages."""
    counted = (p for p in artifact.iterdir() if p.name not in without)
    files = (f for p in counted for f in ([p] if p.is_file() else p.rglob("*")) if f.is_file())
    return sum(file.stat().st_size for file in files) / 1_000_000


def format_sizes(build: Path) -> str:
    """Format one line per artifact in the folder that `sam build` fills."""
    rows = [f"{'artifact':<20}{'MB':>8}{'MB without SDK':>18}"]
    for artifact in sorted(p for p in build.iterdir() if p.is_dir()):
        whole, rest = size_mb(artifact), size_mb(artifact, without=SDK)
        rows.append(f"{artifact.name:<20}{whole:>8.2f}{rest:>18.2f}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{format_sizes(Path(sys.argv[1]))}\n")
