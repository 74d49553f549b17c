"""A comparison to plain JSON and back, so that a release can be shown from its JSON alone."""

import json
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from claims.comparing.figures import Figure
from claims.comparing.statistics import Statistics
from claims.comparing.view import SCHEMA, ComparisonView, Party, Repetition, Row, Wording

COUNTS = {"claims", "publishers", "origins", "left_out"}


class UnknownSchema(ValueError):
    """The JSON was not written by `as_json` of this schema."""


def as_json(view: ComparisonView) -> dict[str, Any]:
    """Decimals as strings of plain digits, days as ISO dates; nothing else needs a word."""
    plain = _plain(asdict(view))
    assert isinstance(plain, dict)
    return plain


def from_json(content: dict[str, Any]) -> ComparisonView:
    """The view that `as_json` wrote down. Raises UnknownSchema for anything else."""
    if content.get("schema") != SCHEMA:
        raise UnknownSchema(str(content.get("schema")))
    return ComparisonView(
        slug=content["slug"],
        question=Wording(**content["question"]),
        dimension=content["dimension"],
        rows=tuple(_row(row) for row in content["rows"]),
        statistics=_statistics(content["statistics"]),
    )


def content_sha256(content: dict[str, Any]) -> str:
    """SHA-256 of the JSON with sorted keys and no spaces, whatever order a database gave it."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def _plain(item: Any) -> Any:
    match item:
        case Decimal():
            return f"{item.normalize():f}"
        case date():
            return item.isoformat()
        case dict():
            return {key: _plain(value) for key, value in item.items()}
        case list() | tuple():
            return [_plain(value) for value in item]
    return item


def _statistics(plain: dict[str, Any]) -> Statistics:
    values: dict[str, Any] = {
        name: number if name in COUNTS else _decimal(number) for name, number in plain.items()
    }
    return Statistics(**values)


def _row(plain: dict[str, Any]) -> Row:
    figure = plain["figure"]
    return Row(
        **{
            # A release of an earlier day knows fewer fields.
            **{f.name: plain[f.name] for f in fields(Row) if f.name in plain},
            "published_on": _date(plain["published_on"]),
            "figure": Figure(
                **{
                    **figure,
                    **{name: _decimal(figure[name]) for name in ("value", "low", "high")},
                    "as_of": _date(figure["as_of"]),
                }
            ),
            "chain": tuple(
                Party(**{**party, "label": Wording(**party["label"])}) for party in plain["chain"]
            ),
            "headline": Wording(**plain["headline"]),
            "repetition": _repetition(plain.get("repetition")),
        }
    )


def _repetition(plain: dict[str, Any] | None) -> Repetition | None:
    return None if plain is None else Repetition(**plain)


def _decimal(plain: str | None) -> Decimal | None:
    return None if plain is None else Decimal(plain)


def _date(plain: str | None) -> date | None:
    return None if plain is None else date.fromisoformat(plain)
