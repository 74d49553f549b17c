"""A timeline in words: who, when, what with old and new, why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db.models import Field, ForeignKey, Model
from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _

from claims.models import Act, Claim, Link
from claims.selectors.recorded import Line
from claims.selectors.timeline import Moment, Point
from claims.services.restoring import FIELDS
from claims.services.verbs import is_undoable, verb_words

# Who acted and when is said by the moment itself.
SAID = {
    *("version", "created_at", "added_at", "edited_at", "edited_by", "reviewed_at"),
    *("undone_at", "judged_at", "resolved_at", "position", "content_sha256"),
}
# By which of its words a row is known, where it has any.
KNOWN_BY = ("quote", "body", "name", "domain", "role", "question_en", "label_en")
LONGEST = 80

Names = dict[type[Model], dict[Any, str]]


class Change(NamedTuple):
    """One field's value before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ToldLine:
    """One row that an act wrote: `act` is what became of it, `claim` whose part it is."""

    act: str
    row: str
    name: str
    claim: int | None
    headline: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Told:
    """One moment. `more` tells in numbers what is too much to be told line by line."""

    point: str
    at: datetime
    user: str
    what: str
    act: Act | None
    lines: tuple[ToldLine, ...]
    more: str
    restorable: bool

    @property
    def undone(self) -> bool:
        return self.act is not None and hasattr(self.act, "undone_by")

    @property
    def for_good(self) -> bool:
        return self.act is not None and not is_undoable(self.act.verb)


def told(moments: Iterable[Moment], of: Model) -> list[Told]:
    """In the reader's language; one query for each kind of row that is pointed at."""
    moments = list(moments)
    names = _names(moments)
    told = (_told(moment, names, type(of)) for moment in moments)
    # Where only what says nothing was written, a place or a date of editing, nothing is told.
    return [one for one in told if one.act or one.lines or one.more]


def point_words(point: Point) -> str:
    return f"{point.at.isoformat()}/{point.act}"


def point_read(words: str) -> Point:
    """The other way; ValueError for what is no point."""
    at, _slash, act = words.rpartition("/")
    return Point(datetime.fromisoformat(at), int(act))


def _told(moment: Moment, names: Names, model: type[Model]) -> Told:
    lines = tuple(line for line in (_line(one, names) for one in _whole(moment.lines)) if line)
    return Told(
        point=point_words(moment.point),
        at=moment.point.at,
        user=names[get_user_model()].get(moment.user, ""),
        what=_what(moment),
        act=moment.act,
        lines=lines,
        more="" if moment.lines else "; ".join(_counted(moment)),
        restorable=_restorable(moment, model),
    )


def _restorable(moment: Moment, model: type[Model]) -> bool:
    """Whether there is anything to go back to: of some rows, only some fields are put back."""
    names = FIELDS.get(model)
    own = (line for line in moment.lines if line.model is model)
    return names is None or any(line.before is None or names & set(line.changed) for line in own)


def _whole(lines: Iterable[Line]) -> list[Line]:
    """One line a row, from how the act found it to how it left it."""
    rows: dict[tuple[type[Model], Any], Line] = {}
    for line in lines:
        row = (line.model, line.pk)
        rows[row] = replace(line, before=rows[row].before) if row in rows else line
    return [line for line in rows.values() if line.before is not None or line.after is not None]


def _what(moment: Moment) -> str:
    if moment.act:
        return verb_words(moment.act.verb)
    if moment.user is None and (Claim, "insert") in moment.counts:
        return _("Claims extracted")
    return verb_words("")


def _counted(moment: Moment) -> Iterator[str]:
    for (model, label), number in moment.counts.items():
        yield f"{_became(label)} {number} × {model._meta.verbose_name}"


def _became(label: str) -> str:
    acts = {"insert": _("created"), "update": _("changed"), "delete": _("deleted")}
    return acts.get(label, label)


def _line(line: Line, names: Names) -> ToldLine | None:
    changes = tuple(_changes(line, names))
    if line.before is not None and line.after is not None and not changes:
        return None
    state = line.after or line.before or {}
    label = "insert" if line.before is None else "update" if line.after is not None else "delete"
    claim = _claim(line)
    own = line.model is Claim
    return ToldLine(
        act=_became(label),
        row=str(line.model._meta.verbose_name),
        name="" if own else _shortened(next((state[k] for k in KNOWN_BY if state.get(k)), "")),
        claim=claim if claim in names[Claim] else None,
        headline=names[Claim].get(claim) or str(state.get("headline_en", "")),
        changes=changes,
    )


def _claim(line: Line) -> int | None:
    if line.model is Claim:
        pk: int = line.pk
        return pk
    state = line.after or line.before or {}
    return state.get("claim_id") or (state.get("first_id") if line.model is Link else None)


def _changes(line: Line, names: Names) -> Iterator[Change]:
    if line.before is None or line.after is None:
        return
    for field in line.model._meta.concrete_fields:
        name = field.attname
        if field.name not in SAID and name in line.changed:
            before, after = (
                _shown(field, state[name], names) for state in (line.before, line.after)
            )
            yield Change(str(field.verbose_name), before, after)


def _names(moments: list[Moment]) -> Names:
    """What the rows that are pointed at are called now: one query a model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    wanted[get_user_model()] = {moment.user for moment in moments}
    wanted[Claim] = set()
    for line in (line for moment in moments for line in moment.lines):
        wanted[Claim].add(_claim(line))
        for field in line.model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.attname in line.changed:
                for state in (line.before, line.after):
                    wanted[field.related_model].add(state[field.attname] if state else None)
    return {
        model: {pk: str(row) for pk, row in model._default_manager.in_bulk(pks - {None}).items()}
        for model, pks in wanted.items()
    }


def _shown(field: Field, value: Any, names: Names) -> str:
    """A value in the words of the form; a row that is gone keeps its number."""
    if value is None or value == "":
        return "–"
    if isinstance(field, ForeignKey):
        return names.get(field.related_model, {}).get(value, f"#{value}")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return number_format(value.normalize(), use_l10n=True, force_grouping=True)
    if isinstance(value, list):
        return ", ".join(_column(field.model, name) for name in value) or "–"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(localize(value) if isinstance(value, date) else value)


def _column(model: type[Model], name: Any) -> str:
    """A list holds names of columns, or other words."""
    return str(getattr({f.name: f for f in model._meta.fields}.get(name), "verbose_name", name))


def _shortened(words: Any) -> str:
    words = str(words)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
