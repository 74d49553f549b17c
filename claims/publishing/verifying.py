"""Whether an export is what was published: its hash recomputed, its charts compared.

Nothing is asked of anybody; what the hash should be must be known from elsewhere (a citation, the
release's page, a later release), for a forger can recompute it too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from claims.comparing import content_sha256
from claims.publishing.content import BLOCK, HASH


class NotAnExport(ValueError):
    """The bytes are not the JSON of a release."""


@dataclass(frozen=True)
class Check:
    """What became of one file, or of one release: nothing in `problems` where it is in order."""

    name: str
    sha256: str
    says: str  # what it is
    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Export:
    """A release's JSON as it was read: its content, and the hash that it states."""

    content: dict[str, Any]
    stated: str

    @property
    def sha256(self) -> str:
        return content_sha256(self.content)

    @property
    def block(self) -> dict[str, Any]:
        block = self.content.get(BLOCK)
        return block if isinstance(block, dict) else {}

    @property
    def title(self) -> str:
        number = self.block.get("number", "?")
        return f"{self.block.get('kind', 'release')} {number} of {self.content.get('slug', '?')}"


def read_export(data: bytes) -> Export:
    """Raises NotAnExport for what is no release, and for JSON that two readers may understand in
    two ways: a name given twice, a number written as nobody writes it."""
    try:
        content = json.loads(
            data.decode(),
            object_pairs_hook=_object,
            parse_float=_float,
            parse_int=_int,
            parse_constant=_refused,
        )
    except (ValueError, RecursionError) as error:
        raise NotAnExport(str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get(HASH), str):
        raise NotAnExport(f"there is no “{HASH}” in it")
    stated = content.pop(HASH)
    return Export(content, stated)


def check_export(name: str, export: Export) -> Check:
    problems = []
    if export.sha256 != export.stated:
        problems.append(f"the content has the hash {export.sha256}, and states {export.stated}")
    return Check(name, export.sha256, export.title, tuple(problems))


def check_files(paths: Iterable[Path]) -> list[Check]:
    """Releases by their own hash; every other file must be a picture of one of the releases."""
    checks, others = [], []
    pictures: dict[str, str] = {}
    for path in paths:
        data = path.read_bytes()
        try:
            export = read_export(data)
        except NotAnExport as error:
            others.append((path.name, data, str(error)))
            continue
        check = check_export(path.name, export)
        checks.append(check)
        if check.ok:
            pictures |= dict(pictures_of(export))
    return [*checks, *(_check_picture(name, data, pictures, why) for name, data, why in others)]


def pictures_of(export: Export) -> Iterable[tuple[str, str]]:
    """The hash of each picture that belongs to the release, and what it is."""
    charts = export.block.get("charts", {})
    for variant, hashes in charts.items() if isinstance(charts, Mapping) else ():
        for form, digest in hashes.items():
            yield digest, f"{variant}.{form} of {export.title}"


def _check_picture(name: str, data: bytes, pictures: Mapping[str, str], why: str) -> Check:
    digest = sha256(data).hexdigest()
    if what := pictures.get(digest):
        return Check(name, digest, what)
    if name.endswith(".json") and not name.endswith(".vl.json"):
        return Check(name, digest, "", (f"not the JSON of a release: {why}",))
    problem = "no release that was given, and is in order, has such a picture"
    return Check(name, digest, "", (problem,))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _float(written: str) -> float:
    if repr(float(written)) != written:
        raise ValueError(f"a number is written {written}")
    return float(written)


def _int(written: str) -> int:
    if str(int(written)) != written:
        raise ValueError(f"a number is written {written}")
    return int(written)


def _refused(written: str) -> float:
    raise ValueError(f"{written} is no number")
