"""A mirror, as a program would keep it: the whole list once, then what has changed since."""

import json
from typing import Any

from django.db.models import QuerySet

from claims.exporting import Export, Since, Table, high_water, stream


class Mirror:
    def __init__(self, table: Table, chosen: QuerySet) -> None:
        self.table, self.chosen = table, chosen
        here = high_water()
        self.token, self.rows = here.token(table.name), self.whole()

    def whole(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self._taken(None)}

    def follow(self) -> None:
        here = high_water()
        lines = self._taken(Since.read(self.token, self.table.name, here))
        self.token = lines.pop()["export_next"]
        for line in lines:
            if line.get("deleted"):
                assert set(line) == {"id", "deleted", "deleted_at"}
                self.rows.pop(line["id"], None)
            else:
                self.rows[line["id"]] = line

    def _taken(self, since: Since | None) -> list[dict[str, Any]]:
        token = high_water().token(self.table.name)
        export = Export(self.table, self.chosen, since=since)
        return [json.loads(line) for line in b"".join(stream(export, "ndjson", token)).splitlines()]
