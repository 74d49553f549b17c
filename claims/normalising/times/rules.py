"""Rules as data: patterns read from TOML, tried in order where a trigger word stands."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from claims.normalising.times.intervals import Interval


@dataclass(slots=True)
class Context:
    """What an expression is read against: the dateline, the day last named, the text around."""

    text: str
    anchor: date
    last_day: date
    start: int = 0
    end: int = 0
    interval: Interval | None = None
    others: list[Interval] = field(default_factory=list)

    def also(self, read: Callable[[], Interval]) -> None:
        """Keep one more reading of the expression, where the calendar has it."""
        with suppress(ValueError, OverflowError):
            self.others.append(read())

    def alternatives(self) -> tuple[Interval, ...]:
        """The other readings, each once, and none that says what the first one does."""
        days = {other[:2]: other for other in reversed(self.others) if other[0] <= other[1]}
        if self.interval:
            days.pop(self.interval[:2], None)
        return tuple(reversed(days.values()))


Groups = dict[str, str | None]
Resolver = Callable[[Groups, Context], Interval | None]


class Rule(NamedTuple):
    name: str
    pattern: re.Pattern[str]


class Found(NamedTuple):
    """One expression before ranges are joined; `dated` says that it names its own year."""

    start: int
    end: int
    interval: Interval
    rule: str
    dated: bool
    alternatives: tuple[Interval, ...] = ()


@cache
def load(name: str) -> dict[str, Any]:
    """One TOML file of `lexicons/`, as plain data."""
    path = files(__package__).joinpath("lexicons", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def rules(name: str) -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """Trigger and rules of one language file; `{macro}` in a pattern stands for its macro."""
    data = load(name)
    flags = re.IGNORECASE if data.get("ignore_case") else re.NOFLAG
    compiled = tuple(
        Rule(row["name"], re.compile(_expand(row["pattern"], data["macros"]), flags))
        for row in data["rule"]
    )
    return re.compile(_expand(data["trigger"], data["macros"]), flags), compiled


def _expand(pattern: str, macros: dict[str, str]) -> str:
    while (expanded := re.sub(r"\{([a-z_]+)\}", lambda m: macros[m[1]], pattern)) != pattern:
        pattern = expanded
    return pattern


def scan(text: str, anchor: date, name: str, resolvers: dict[str, Resolver]) -> Iterator[Found]:
    """Every expression that some rule matches and resolves, leftmost first, not overlapping."""
    trigger, ordered = rules(name)
    context = Context(text, anchor, anchor)
    position = 0
    while start := trigger.search(text, position):
        rule, groups = _first(ordered, context, start.start(), resolvers)
        position = context.end if rule else start.start() + 1
        interval = context.interval
        if rule and interval:
            if interval.granularity == "day":
                context.last_day = interval.begin
            dated = any(groups.get(name) for name in ("year", "yearword", "c"))
            place = context.start, context.end
            yield Found(*place, interval, rule.name, dated, context.alternatives())


def _first(
    ordered: tuple[Rule, ...], context: Context, at: int, resolvers: dict[str, Resolver]
) -> tuple[Rule | None, Groups]:
    """The first rule that reads the words at `at`, its interval left in `context`.

    A resolver returns None to let later rules try, and raises ValueError for words that are a time
    but no day of the calendar (31 February): they are then passed over whole.
    """
    context.interval = None
    for rule in ordered:
        match = rule.pattern.match(context.text, at)
        if match is None:
            continue
        context.start, context.end = match.span()
        context.others.clear()
        groups = match.groupdict()
        try:
            interval = resolvers[rule.name](groups, context)
        except (ValueError, OverflowError):
            return rule, groups
        if interval is not None and interval.begin <= interval.finish:
            context.interval = interval
            return rule, groups
    return None, {}
