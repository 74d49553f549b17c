"""The other readings of a time expression: kept beside it as JSON, and asked in the database.

A JSON array of objects with `begin`, `finish` (ISO 8601 days, which sort as text) and
`granularity`. They are read with their row and never alone, so that they are no rows of their own.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, F, Func, JSONField, Q, Value


class Reading(NamedTuple):
    """Days from `begin` to `finish`, both inclusive."""

    begin: date
    finish: date
    granularity: str


class AnyReading(Func):
    """Whether some other reading answers a jsonpath condition: `@.begin <= $to`."""

    function = "jsonb_path_exists"
    template = "%(function)s(%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, condition: str, **variables: str) -> None:
        path = Func(Value(f"$[*] ? ({condition})"), template="%(expressions)s::jsonpath")
        super().__init__(F("alternatives"), path, Value(variables, output_field=JSONField()))


def reaching(begin: date | None, finish: date | None) -> Q:
    """Time expressions one of whose readings has a day from `begin` to `finish`, both inclusive."""
    preferred, conditions, variables = Q(), [], {}
    if begin:
        preferred &= Q(finish__gte=begin)
        conditions.append("@.finish >= $from")
        variables["from"] = begin.isoformat()
    if finish:
        preferred &= Q(begin__lte=finish)
        conditions.append("@.begin <= $to")
        variables["to"] = finish.isoformat()
    if not conditions:
        return preferred
    return preferred | Q(AnyReading(" && ".join(conditions), **variables))
