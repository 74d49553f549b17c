"""`python -m tests.quality.report [--shared DIR] [--model DIR]`: all figures as one table."""

import argparse
import os
from pathlib import Path

from rich.console import Console
from rich.table import Table

from claims.extraction.tagger import MODEL, Tagger
from tests.quality.annotated import SETS, figures_for

_MEASURES = (
    "attribution", "strict", "content", "content-iou", "source", "cue", "parent", "kind",
)  # fmt: skip


def table(shared: Path, model: Path) -> Table:
    """A row for each set of annotated articles."""
    tagger = Tagger(model)
    result = Table("set", *_MEASURES, title="Attributions found (F1 or accuracy, %)")
    for name in SETS:
        figures = figures_for(shared, name, tagger)
        result.add_row(name, *(str(figures.get(measure, "–")) for measure in _MEASURES))
    return result


def main() -> None:
    """Print the table."""
    beside = Path(__file__).parents[2].parent / "shared"
    parser = argparse.ArgumentParser(prog="python -m tests.quality.report")
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("ACCORDING_SHARED", beside))
    )
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    Console(width=120).print(table(options.shared, options.model))


if __name__ == "__main__":
    main()
