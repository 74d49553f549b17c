"""Numbers and times by hand, and back to what is read."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.spans import Span
from claims.extraction import Attribution
from claims.extraction.chain import holds
from claims.models import Claim, Entry, Quantity, TimeExpression
from claims.services.acts import act_of
from claims.services.editing import QuantityChanges
from claims.services.headlines import headlines_follow
from claims.services.mending.following import (
    CONTENT,
    SAID,
    Row,
    everything,
    in_comparison,
    put,
    quantities_follow,
    quantity_rows,
    times_follow,
)
from claims.services.mending.marking import marked_spans
from claims.services.mending.opening import Mended, OpenText, labels_of, read_source
from claims.services.mending.reading import times_in
from claims.services.signing import READ, seen, sign
from claims.services.storing import content_words, time_fields


class TimeChanges(TypedDict, total=False):
    """What of a time can be given by hand; both days inclusive."""

    begin: date
    finish: date
    granularity: str
    relation: str


def quantity_add(
    *,
    claim: Claim,
    user: User,
    version: int,
    start: int,
    end: int,
    reason: str = "",
    **values: Unpack[QuantityChanges],
) -> Mended:
    """The number at `[start, end)` of the text: as it is read there, but for what is given.

    Raises StaleVersion, LockedArticle, and ValidationError where nothing is read, or outside the
    claim's content.
    """
    with act_of(user, "quantity.add", reason=reason, claim=claim):
        return _add(seen(claim, user, version), user, Quantity, (start, end), dict(values))


def quantity_reread(*, quantity: Quantity, user: User, version: int, reason: str = "") -> Mended:
    """Back from what was given by hand to what is read there."""
    with act_of(user, "values.reread", reason=reason, claim=quantity.claim):
        return _back(seen(quantity.claim, user, version), user, quantity)


def quantity_remove(*, quantity: Quantity, user: User, version: int, reason: str = "") -> Mended:
    """What is no number of the claim; it is not read in again. Refused while it is compared."""
    with act_of(user, "quantity.remove", reason=reason, claim=quantity.claim):
        claim = seen(quantity.claim, user, version)
        if Entry.objects.filter(quantity=quantity).exists():
            raise in_comparison()
        claim.quantities.get(pk=quantity.pk).delete()
        return _told(claim, user)


def time_add(
    *,
    claim: Claim,
    user: User,
    version: int,
    start: int,
    end: int,
    reason: str = "",
    **values: Unpack[TimeChanges],
) -> Mended:
    """As `quantity_add`; when it was said (relation "said") may stand outside the content."""
    with act_of(user, "time.add", reason=reason, claim=claim):
        return _add(seen(claim, user, version), user, TimeExpression, (start, end), dict(values))


def time_edit(
    *,
    time: TimeExpression,
    user: User,
    version: int,
    reason: str = "",
    **changes: Unpack[TimeChanges],
) -> Mended:
    with act_of(user, "time.edit", reason=reason, claim=time.claim):
        claim = seen(time.claim, user, version)
        row = claim.times.get(pk=time.pk)
        for name, value in changes.items():
            setattr(row, name, value)
        row.by_hand = True
        row.full_clean()
        row.save()
        return _told(claim, user)


def time_reread(*, time: TimeExpression, user: User, version: int, reason: str = "") -> Mended:
    with act_of(user, "values.reread", reason=reason, claim=time.claim):
        return _back(seen(time.claim, user, version), user, time)


def time_remove(*, time: TimeExpression, user: User, version: int, reason: str = "") -> Mended:
    with act_of(user, "time.remove", reason=reason, claim=time.claim):
        claim = seen(time.claim, user, version)
        claim.times.get(pk=time.pk).delete()
        return _told(claim, user)


def values_reread(
    *,
    claim: Claim,
    user: User,
    version: int,
    fields: Collection[str] | None = None,
    reason: str = "",
) -> Mended:
    """Back to the reading: of the named fields of `READ`, "quantities" and "times", or of all.

    What editors gave or removed there is given up. Raises StaleVersion, LockedArticle and
    ValidationError, also where a comparison needs a number that would go.
    """
    wanted = {*READ, "quantities", "times"} if fields is None else set(fields)
    if unknown := wanted - {*READ, "quantities", "times"}:
        raise ValidationError({"fields": _("Not to be read: %s.") % ", ".join(sorted(unknown))})
    with act_of(user, "values.reread", reason=reason, claim=claim):
        claim = seen(claim, user, version)
        before = {name: getattr(claim, name) for name in READ}
        claim.by_hand = [name for name in claim.by_hand if name not in wanted]
        opened = OpenText(claim.article_text)
        found = _read(opened, claim, wanted)
        figures = _figures_back(claim, found, wanted)
        labels = labels_of(claim, found.speaker) if _READ_BY_SOURCE & wanted else None
        headlines_follow(claim, _words(claim), labels)
        sign(claim, user)
        reread = [name for name in READ if getattr(claim, name) != before[name]]
        return Mended(claim, (), (*reread, *figures))


_READ_BY_SOURCE = {name for name in READ if name.startswith(("speaker", "headline"))} | {
    "source",
    "anonymous",
}


def _read(opened: OpenText, claim: Claim, wanted: set[str]) -> Attribution:
    """The claim's attribution, its wanted fields written. One that was rejected is read, too."""
    spans = opened.spans(claim)
    reading = opened.after({claim.pk: spans})
    found = reading.attribution(claim.pk, whose=bool(_READ_BY_SOURCE & wanted))
    for name in {"kind", "modality", "polarity"} & wanted:
        setattr(claim, name, getattr(found, name))
    if "parent" in wanted:
        claim.parent_id = reading.parent(claim.pk)
    if wanted & (_READ_BY_SOURCE - {"headline_en", "headline_zh"}):
        kept = {name: getattr(claim, name) for name in READ if name not in wanted}
        read_source(claim, found)
        for name, value in kept.items():
            setattr(claim, name, value)
    return found


def _figures_back(claim: Claim, found: Attribution, wanted: set[str]) -> list[str]:
    text, reread = claim.article_text.text, []
    content = _content(claim)
    if "quantities" in wanted:
        claim.quantities.update(by_hand=False)
        if quantities_follow(claim, text, found, everything(claim.quantities.all(), content)):
            reread.append("quantities")
    if "times" in wanted:
        claim.times.update(by_hand=False)
        if times_follow(claim, text, found, everything(claim.times.all(), content)):
            reread.append("times")
    return reread


def _add(
    claim: Claim, user: User, model: type[Row], place: tuple[int, int], values: dict[str, Any]
) -> Mended:
    text = claim.article_text.text
    marked = marked_spans(text, [place], "span")[0]
    if values.get("relation") != SAID and not holds(_content(claim), [marked]):
        raise ValidationError({"span": _("This does not stand in what was said.")})
    given = set(values) - {"relation"}
    read = _read_at(claim, model, marked) or {}
    if not read and not given:
        raise _nothing_read()
    if given & _BOUNDS:
        words = {"start": marked.start, "end": marked.end, "quote": text[marked.start : marked.end]}
        read = {name: value for name, value in read.items() if name not in _WITH_BOUNDS} | words
    elif not read:
        read = {"start": marked.start, "end": marked.end, "quote": text[marked.start : marked.end]}
    row = model(claim=claim, **{**read, **values, "by_hand": bool(given)})
    related = claim.quantities if model is Quantity else claim.times
    if related.filter(start=row.start).exists():
        raise ValidationError({"span": _("There is one at this place already.")})
    row.full_clean()
    row.save()
    return _told(claim, user)


def _back(claim: Claim, user: User, row: Row) -> Mended:
    model = type(row)
    row = model.objects.get(pk=row.pk, claim=claim)
    read = _read_at(claim, model, row.span)
    if read is None:
        raise _nothing_read()
    put(row, {**read, "by_hand": False})
    return _told(claim, user)


_BOUNDS = {"value", "low", "high", "begin", "finish"}
_WITH_BOUNDS = _BOUNDS | {"approximate", "approximator", "alternatives"}


def _read_at(claim: Claim, model: type[Row], span: Span) -> dict[str, Any] | None:
    """What is read at the span, though another claim may lie around it more closely."""
    text = claim.article_text
    if model is Quantity:
        rows = list(quantity_rows(text.text, OpenText(text).alone(claim)).values())
    else:
        relation = CONTENT if holds(_content(claim), [span]) else SAID
        rows = [time_fields(text.text, time, relation) for time in times_in(text)]
    near = [row for row in rows if row["start"] < span.end and span.start < row["end"]]
    if not near:
        return None
    return max(near, key=lambda row: min(row["end"], span.end) - max(row["start"], span.start))


def _nothing_read() -> ValidationError:
    return ValidationError({"span": _("Nothing is read there: give the values by hand.")})


def _told(claim: Claim, user: User) -> Mended:
    headlines_follow(claim, _words(claim))
    return Mended(sign(claim, user))


def _content(claim: Claim) -> list[Span]:
    return [span.span for span in claim.spans.all() if span.part == "content"]


def _words(claim: Claim) -> str:
    return content_words(claim.article_text.text, _content(claim))
