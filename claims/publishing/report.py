"""Checks as a table to look at, or as lines of JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from claims.publishing.verifying import Check


def as_lines(checks: Sequence[Check]) -> str:
    """One JSON object a check."""
    plain = [{**asdict(check), "ok": check.ok} for check in checks]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in plain)


def print_table(checks: Sequence[Check], console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "File", "What it is", "SHA-256"):
        table.add_column(heading, overflow="fold")
    for check in checks:
        mark = "[green]✓[/green]" if check.ok else "[red]✗[/red]"
        table.add_row(mark, escape(check.name), escape(check.says or "–"), check.sha256)
        for problem in check.problems:
            table.add_row("", "", f"[red]{escape(problem)}[/red]", "")
    console.print(table)
    bad = sum(not check.ok for check in checks)
    verdict = f"[red]{bad} of {len(checks)} not in order[/red]" if bad else "All in order."
    console.print(verdict)
