"""From what is typed on a command line to what can be imported."""

import glob
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from articles.services.batches import ImportInput
from articles.services.originals import LIMIT
from articles.services.reasons import ImportRefused
from articles.unpacking.paths import is_passed_over


def inputs_from(argument: str) -> Iterator[ImportInput]:
    """A file, a folder with all below it, a pattern, an http(s) address, or - for standard input.

    In a folder, what is hidden or plainly no article is passed over. What cannot be found is an
    input too, one that fails by name when it is loaded. No file is opened before its turn.
    """
    if argument == "-":
        yield ImportInput("-", lambda: sys.stdin.buffer.read(LIMIT + 1))
    elif argument.partition("://")[1]:
        yield ImportInput(argument, url=argument)
    elif Path(argument).is_dir():
        yield from _some(argument, _of_folder(Path(argument)), "nothing to import in this folder")
    elif not Path(argument).exists() and glob.has_magic(argument):
        yield from _some(argument, _of_pattern(argument), "no file matches this pattern")
    else:
        yield _of_file(Path(argument))


def _some(name: str, found: Iterator[Path], reason: str) -> Iterable[ImportInput]:
    first = next(found, None)
    if first is None:
        return [_nothing(name, reason)]
    return map(_of_file, chain([first], found))


def _of_folder(folder: Path) -> Iterator[Path]:
    """All files below it, in order, a level at a time."""
    for path in sorted(folder.iterdir()):
        if is_passed_over(path.name + "/" if path.is_dir() else path.name):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _of_folder(path)
        elif path.is_file() and not is_passed_over(path.name, _head(path)):
            yield path


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""  # it will be named, when it cannot be loaded either


def _of_pattern(pattern: str) -> Iterator[Path]:
    names = glob.iglob(pattern, recursive=True)  # noqa: PTH207  Path.glob takes no absolute ones
    return filter(Path.is_file, map(Path, sorted(names)))


def _of_file(path: Path) -> ImportInput:
    def load() -> bytes:
        if path.stat().st_size > LIMIT:
            raise ImportRefused(f"larger than {LIMIT // 2**20} MB")
        return path.read_bytes()

    return ImportInput(str(path), load)


def _nothing(name: str, reason: str) -> ImportInput:
    def load() -> bytes:
        raise ImportRefused(reason)

    return ImportInput(name, load)
