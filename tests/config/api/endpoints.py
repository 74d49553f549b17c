"""permissions.toml, read: every endpoint and method of the API, and who may ask."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("permissions.toml")
# In the order of what they may.
ROLES = ("anonymous", "user", "analyst", "reviewer", "editor", "administrator")
NOTHING = "00000000-0000-7000-8000-000000000000"  # what is not there is refused all the same
READING = {"GET", "HEAD", "OPTIONS"}


class Endpoint(NamedTuple):
    """One method at one address; `path` begins after `/api/`, or after `/api/v1/`."""

    method: str
    path: str
    who: str
    scope: str
    own: bool = False  # only what is one's own: the rows of world.keys() are not

    def may(self, role: str) -> bool:
        return ROLES.index(role) >= ROLES.index(self.who)

    def address(self, rows: Mapping[str, Mapping[str, str]]) -> str:
        """Of a row that is there; `rows` are as world.keys() has them."""
        resource = self.path.strip("/").split("/{id}")[0]
        version = "" if self.path in {"docs/", "schema/"} else "v1/"
        above = {name: key for keys in rows.values() for name, key in keys.items() if name != "id"}
        above = {"id": NOTHING, "webhook_id": NOTHING} | above
        # Of an export, what is refused: nobody reads a file to see whether it is given.
        query = "?no=such" if self.path.endswith("export/") else ""
        return f"/api/{version}{self.path.format_map(above | rows.get(resource, {}))}{query}"


def endpoints() -> list[Endpoint]:
    return [
        _endpoint(name, **({"who": about} if isinstance(about, str) else about))
        for name, about in tomllib.loads(DATA.read_text())["endpoints"].items()
    ]


def _endpoint(name: str, who: str, scope: str = "", own: bool = False) -> Endpoint:
    method, path = name.split(" ")
    return Endpoint(method, path, who, scope or ("read" if method in READING else "write"), own)
