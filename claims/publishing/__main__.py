"""python -m claims.publishing FILE…: verify what was exported, with nothing but the files.

Exit status 0 where all is in order, 1 where something is not, 2 where a file cannot be read.
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from claims.publishing.report import as_lines, print_table
from claims.publishing.verifying import check_files


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m claims.publishing", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, help="JSON of releases, and charts that belong to them"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    given = parser.parse_args(arguments)
    try:
        checks = check_files(given.files)
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    if given.json:
        sys.stdout.write(as_lines(checks))
    else:
        print_table(checks, Console())
    return 0 if all(check.ok for check in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
