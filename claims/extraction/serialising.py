"""The JSON Lines contract of `python -m claims.extraction`."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from articles.spans import Span
from claims.extraction.attribution import ArticleInput, Attribution
from claims.normalising.times import TimeExpression


class BadLine(ValueError):
    """A line that is no article: what is wrong with it."""


def article_of(line: Any) -> ArticleInput:
    """The article in one line of input; raises BadLine."""
    if not isinstance(line, Mapping):
        raise BadLine("the line is not a JSON object")
    if not isinstance(line.get("text"), str):
        raise BadLine("text is missing or not a string")
    for name in ("language", "published", "publisher"):
        if not isinstance(line.get(name), str | None):
            raise BadLine(f"{name} is not a string")
    return ArticleInput(
        line["text"],
        line.get("language"),
        _day(line.get("published")),
        line.get("publisher"),
    )


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise BadLine(f"published is not an ISO 8601 date: {value}") from None


def attribution_object(attribution: Attribution) -> dict[str, Any]:
    """One attribution as the contract has it."""
    speaker = attribution.speaker
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "kind": attribution.kind,
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "speaker": {
            "name": speaker.name,
            "name_latin": speaker.name_latin,
            "role": speaker.role,
            "affiliation": speaker.affiliation,
            "anonymous": speaker.anonymous,
        },
        "quantities": [
            {
                "span": [q.start, q.end],
                "value": _number(q.value),
                "low": _number(q.low),
                "high": _number(q.high),
                "approx": q.approximate,
                "unit": q.unit,
                "counted": q.counted,
                "change": q.change,
                "modality": q.modality,
                "polarity": q.polarity,
            }
            for q in attribution.quantities
        ],
        "times": [_interval(time) for time in attribution.times],
        "said": [_interval(time) for time in attribution.said],
        "modality": attribution.modality,
        "polarity": attribution.polarity,
        "confidence": attribution.confidence,
    }


def evidence_objects(attribution: Attribution) -> dict[str, Any]:
    """The key that `--evidence` adds: for each field the characters that gave it, and by what."""
    found = ({"field": e.field, "span": list(e.span), "by": e.by} for e in attribution.evidence)
    return {"evidence": list(found)}


def _interval(time: TimeExpression) -> dict[str, object]:
    """Other readings stand under `alternatives`, where there are any."""
    first = {"span": [time.start, time.end], **_days(time.begin, time.finish, time.granularity)}
    others = [_days(*other) for other in time.alternatives]
    return {**first, "alternatives": others} if others else first


def _days(begin: date, finish: date, granularity: str) -> dict[str, object]:
    return {
        "begin": begin.isoformat(),
        "finish": finish.isoformat(),
        "granularity": granularity,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
