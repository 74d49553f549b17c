"""From what is typed on a command line to what can be imported."""

import glob
import sys
from collections.abc import Iterator
from pathlib import Path

from articles.services.batches import ImportInput

EXTENSIONS = {".md", ".html", ".htm", ".txt"}


def inputs_from(argument: str) -> Iterator[ImportInput]:
    """A file, a folder with all below it, a pattern, an http(s) address, or - for standard input.

    What cannot be found is an input too, one that fails by name when it is loaded.
    """
    if argument == "-":
        yield ImportInput("-", sys.stdin.buffer.read)
    elif argument.partition("://")[1]:
        yield ImportInput(argument, url=argument)
    elif Path(argument).is_dir():
        yield from _of_folder(Path(argument))
    elif not Path(argument).exists() and glob.has_magic(argument):
        yield from _of_pattern(argument)
    else:
        yield _of_file(Path(argument))


def _of_file(path: Path) -> ImportInput:
    return ImportInput(str(path), path.read_bytes)


def _of_folder(folder: Path) -> Iterator[ImportInput]:
    files = [path for path in sorted(folder.rglob("*")) if _is_article(path.relative_to(folder))]
    if not files:
        yield _nothing(str(folder), f"no {', '.join(sorted(EXTENSIONS))} file in this folder")
    yield from map(_of_file, files)


def _is_article(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in EXTENSIONS and path.stem.lower() != "readme" and not hidden


def _of_pattern(pattern: str) -> Iterator[ImportInput]:
    names = glob.glob(pattern, recursive=True)  # noqa: PTH207  Path.glob takes no absolute ones
    paths = [Path(name) for name in sorted(names)]
    files = [path for path in paths if path.is_file()]
    if not files:
        yield _nothing(pattern, "no file matches this pattern")
    yield from map(_of_file, files)


def _nothing(name: str, reason: str) -> ImportInput:
    def load() -> bytes:
        raise FileNotFoundError(2, reason)

    return ImportInput(name, load)
