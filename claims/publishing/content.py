"""What a release says beyond the comparison itself: of what kind it is, and whose work."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from claims.comparing import Wording

BLOCK, HASH = "release", "sha256"


@dataclass(frozen=True)
class Engine:
    """What read the claims out of the texts; `model` is the hash of its model."""

    version: str
    model: str


@dataclass(frozen=True)
class Previous:
    """The release before, by the hash of which all releases hang together."""

    number: int
    sha256: str


@dataclass(frozen=True)
class Rated:
    """An editor's verdict on a claim as it stood, `value` from 1, false, to 5, true."""

    claim: int
    value: int
    words: Wording
    explanation: str
    by: str
    at: str  # ISO 8601


@dataclass(frozen=True)
class Changed:
    """A claim that was put in, taken out or corrected since the release before.

    `fields` names what is another of a corrected one, in the words of the content itself.
    """

    what: str  # added, removed or corrected
    claim: int
    headline: Wording
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Published:
    """`kind` is release, correction or retraction; the latter two have a reason.

    `charts` gives for each variant of the chart (wide-light-en) the SHA-256 of its pictures: svg,
    spec, and png where one is kept. Users are named as the desk calls them.
    """

    number: int
    kind: str
    reason: Wording
    published_at: str  # ISO 8601
    published_by: str
    reviewers: tuple[str, ...] = ()
    engines: tuple[Engine, ...] = ()
    charts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    previous: Previous | None = None
    asked: tuple[str, ...] = ()  # what of the question and its scope is another than before
    changes: tuple[Changed, ...] = ()
    ratings: tuple[Rated, ...] = ()


def with_release(comparison: Mapping[str, Any], published: Published) -> dict[str, Any]:
    """A comparison's JSON (`claims.comparing.as_json`) with what the release says of itself."""
    return {**comparison, BLOCK: json.loads(json.dumps(asdict(published)))}


def comparison_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """The comparison's own JSON in a release's content."""
    return {name: value for name, value in content.items() if name != BLOCK}


def published_in(content: Mapping[str, Any]) -> Published | None:
    """What the release says of itself; None in one that was published before any did."""
    block = content.get(BLOCK)
    if block is None:
        return None
    previous = block["previous"]
    return Published(
        number=block["number"],
        kind=block["kind"],
        reason=Wording(**block["reason"]),
        published_at=block["published_at"],
        published_by=block["published_by"],
        reviewers=tuple(block["reviewers"]),
        engines=tuple(Engine(**engine) for engine in block["engines"]),
        charts=block["charts"],
        previous=Previous(**previous) if previous else None,
        asked=tuple(block["asked"]),
        changes=tuple(_changed(change) for change in block["changes"]),
        ratings=tuple(
            Rated(**{**rated, "words": Wording(**rated["words"])}) for rated in block["ratings"]
        ),
    )


def exported(content: Mapping[str, Any], sha256: str) -> str:
    """The content as it is given away, with its hash at the end."""
    return json.dumps({**content, HASH: sha256}, ensure_ascii=False, indent=1) + "\n"


def _changed(plain: dict[str, Any]) -> Changed:
    return Changed(
        plain["what"],
        plain["claim"],
        Wording(**plain["headline"]),
        tuple(plain["fields"]),
    )
