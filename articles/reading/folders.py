"""Where the rule files are: beside the code, and in folders that whoever runs the reader adds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

OWN = files(__package__)
WIRES = "wires.toml"

_added: tuple[Path, ...] = ()


def use_rule_folders(*folders: Path) -> None:
    """Read the rules in `folders` too, from now on; none: only those beside the code.

    A folder holds publishers, one TOML file each, and perhaps a `wires.toml`. A publisher with the
    name of one beside the code takes its place. To be called once at the start, before anything is
    read: whoever knows settings calls it, so that nothing in here has to.
    """
    global _added
    _added = folders


def rule_folders() -> tuple[Path, ...]:
    """The added folders; rules are kept by them, so that a change of folders is seen at once."""
    return _added


def publisher_files(added: tuple[Path, ...]) -> Iterator[Traversable]:
    for folder in (OWN / "publishers", *added):
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml") and file.name != WIRES:
                yield file


def wire_files(added: tuple[Path, ...]) -> list[Traversable]:
    return [file for folder in (OWN, *added) if (file := folder / WIRES).is_file()]
