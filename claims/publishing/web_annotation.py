"""Claims and notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Node = dict[str, Any]

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
AROUND = 32
"""How many characters before and after a quotation tell it from others of the same words."""


@dataclass(frozen=True)
class Place:
    """Words of a text: `text[start:end] == quote` in code points, and what stands around them."""

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Text:
    """`source` is where the article was published, `cached` its text as it was read, and when."""

    source: str
    cached: str
    read_at: datetime
    language: str


@dataclass(frozen=True)
class Maker:
    """A person by their name, or software by its version."""

    name: str
    is_software: bool = False


@dataclass(frozen=True)
class Said:
    """What an annotation says, beside where: of a claim, or of an editor's note."""

    address: str
    created: datetime
    modified: datetime | None
    maker: Maker | None
    body: Node
    motivation: str


def claim_body(*, address: str, headline_en: str, headline_zh: str, author: str) -> Node:
    """The claim itself, in schema.org's words."""
    names = (("en", headline_en), ("zh-Hans", headline_zh))
    return {
        "id": address,
        "type": "schema:Claim",
        "schema:name": [{"@value": name, "@language": code} for code, name in names if name],
        **({"schema:author": author} if author else {}),
    }


def note_body(words: str, language: str = "") -> Node:
    return {
        "type": "TextualBody",
        "value": words,
        "format": "text/plain",
        **({"language": language} if language else {}),
    }


def as_annotation(said: Said, target: Sequence[Place] | str, text: Text | None) -> Node:
    """On places of a text, or on another annotation or claim by its address."""
    node: Node = {
        "@context": CONTEXT,
        "id": said.address,
        "type": "Annotation",
        "motivation": said.motivation,
        "created": _instant(said.created),
    }
    if said.modified:
        node["modified"] = _instant(said.modified)
    if said.maker:
        made = "Software" if said.maker.is_software else "Person"
        role = "generator" if said.maker.is_software else "creator"
        node[role] = {"type": made, "name": said.maker.name}
    node["body"] = said.body
    if isinstance(target, str) or text is None:
        node["target"] = target
    else:
        places = [_target(place, text) for place in target]
        node["target"] = places[0] if len(places) == 1 else places
    return node


def as_page(annotations: Sequence[Node], address: str, links: dict[str, str | None]) -> Node:
    """One page of a list; `links` may have `next` and `prev`."""
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationPage",
        **{name: link for name, link in links.items() if link},
        "items": [
            {name: value for name, value in node.items() if name != "@context"}
            for node in annotations
        ],
    }


def _target(place: Place, text: Text) -> Node:
    return {
        "type": "SpecificResource",
        "source": {"id": text.source, "language": text.language},
        "state": {
            "type": "TimeState",
            "sourceDate": _instant(text.read_at),
            "cached": text.cached,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": place.quote,
                "prefix": place.prefix,
                "suffix": place.suffix,
            },
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        ],
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
