"""permissions.toml, read: every page and act of the admin, and what each role is answered."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("permissions.toml")
# In the order of what they may. Who is not staff is not let in at all.
RANKS = ("staff", "analyst", "reviewer", "editor", "administrator", "nobody")
OUTSIDE = ("anonymous", "visitor")
LOCKED_OUT = "locked-out"  # an editor, while the article is locked to another one
ROLES = (*OUTSIDE, "staff", "analyst", "reviewer", "editor", LOCKED_OUT, "administrator")
SIGN_IN = "sign in"  # the outcome of being sent to the sign-in page

Outcome = int | str


@dataclass(frozen=True)
class Line:
    """One page that is asked for, or one act that is sent."""

    method: str
    at: str
    who: str
    gives: int
    writes: bool
    refused: int = 403
    lock: bool = False
    json: bool = False
    send: Mapping[str, Any] = field(default_factory=dict)
    instead: Mapping[str, int] = field(default_factory=dict)

    def may(self, role: str) -> bool:
        if role in OUTSIDE:
            return self.who == role
        if role == LOCKED_OUT:
            return not self.lock and self.may("editor")
        first = -1 if self.who in OUTSIDE else RANKS.index(self.who)
        return RANKS.index(role) >= first

    def outcome(self, role: str) -> Outcome:
        if role in self.instead:
            return self.instead[role]
        if role in OUTSIDE:
            return SIGN_IN
        return self.gives if self.may(role) else self.refused

    @property
    def name(self) -> str:
        """One no other line has."""
        chosen = [f"{key}={self.send[key]}" for key in CHOOSING if key in self.send]
        return " ".join([self.method, f"/admin/{self.at}", *chosen])


CHOOSING = ("action", "act", "ruling", "judgement")  # the fields that name an act at an address


def lines() -> list[Line]:
    data = tomllib.loads(DATA.read_text())
    found = [_line("GET", about) for about in data["pages"]]
    for about in data["acts"]:
        found.append(_line("POST", about))
        if not any(one.at == about["at"] and one.method == "GET" for one in found):
            # An act is not done by following a link.
            found.append(Line("GET", about["at"], "staff", 405, writes=False))
    for label, about in data["tables"].items():
        found += _of_table(label.replace(".", "/"), about)
    return found


def _line(method: str, about: Mapping[str, Any], **more: Any) -> Line:
    act = method == "POST"
    given = {"gives": 302 if act else 200, "writes": act, **more, **about}
    instead = {role: given.pop(role) for role in ROLES if role in given}
    return Line(method, instead=instead, **given)


def _of_table(table: str, about: Mapping[str, Any]) -> Iterator[Line]:
    see, row = {"who": about["see"]}, about["row"]
    nobody: Mapping[str, Any] = {"who": "nobody"}
    add, change, delete = (about.get(act, nobody) for act in ("add", "change", "delete"))
    yield _line("GET", see | about.get("list", {}), at=f"{table}/")
    yield _line("GET", see | about.get("page", {}), at=f"{table}/{{{row}}}/change/")
    yield _line("GET", see, at=f"{table}/{{{row}}}/history/")
    yield Line("GET", f"{table}/{{{row}}}/", "staff", 302, writes=False)  # to what is asked above
    yield _line("GET", {"who": add["who"]}, at=f"{table}/add/")
    yield _line("POST", add, at=f"{table}/add/")
    yield _line("POST", change, at=f"{table}/{{{row}}}/change/")
    doomed = delete.get("row", row)
    yield _line("GET", {"who": delete["who"]}, at=f"{table}/{{{doomed}}}/delete/")
    sure = {"who": delete["who"], "send": {"post": "yes"}}
    yield _line("POST", sure, at=f"{table}/{{{doomed}}}/delete/")
    offered = about.get("actions", {})
    ranks = [RANKS.index(rule["who"]) for rule in offered.values()]
    for action, rule in offered.items():
        yield _of_action(table, action, **{"row": row, **rule}, instead=_unoffered(about, ranks))


def _unoffered(about: Mapping[str, Any], ranks: Iterable[int]) -> dict[str, int]:
    """What a list answers to an action that it does not offer: it ignores it, and shows itself;
    where it offers others, it leads back to itself, and says that nothing was chosen."""
    first, seeing = min(ranks), RANKS.index(about["see"])
    return {
        role: 302 if rank >= first else 200 for rank, role in enumerate(RANKS) if rank >= seeing
    }


def _of_action(
    table: str,
    action: str,
    *,
    row: str,
    instead: Mapping[str, int],
    asks: bool = False,
    query: str = "",
    **rule: Any,
) -> Line:
    send = {"action": action, "_selected_action": f"{{{row}}}"}
    given = {"gives": 200 if asks else 302, "writes": not asks, **rule}
    below = {role: instead[role] for role in RANKS[: RANKS.index(rule["who"])] if role in instead}
    return _line("POST", below | given, at=f"{table}/{query}", send=send)


def actions() -> dict[str, dict[str, str]]:
    """Each table's actions, and the first role that each is offered to."""
    tables = tomllib.loads(DATA.read_text())["tables"]
    return {
        label: {action: rule["who"] for action, rule in about.get("actions", {}).items()}
        for label, about in tables.items()
    }
