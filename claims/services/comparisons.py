"""Editors put a question with its scope, and the claims that answer it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Comparison, Entry, Quantity, ScopeDifference
from claims.normalising.headlines import is_unit
from claims.normalising.places import place_ids
from claims.selectors.days import as_of_by_rule
from claims.services.acts import StaleVersion, act_of

# In what a scope is another: its kind, and words for it in English and in Chinese.
Differences = Iterable[tuple[str, str, str]]


class ComparisonFields(TypedDict, total=False):
    slug: str
    question_en: str
    question_zh: str
    kind: str
    dimension: str
    unit: str
    places: list[str]
    population_en: str
    population_zh: str
    begin: date | None
    finish: date | None
    as_of_rule: str
    method_en: str
    method_zh: str


class EntryChanges(TypedDict, total=False):
    as_of: date | None
    note: str
    position: str
    differences: Differences


def comparison_create(*, user: User, **given: Unpack[ComparisonFields]) -> Comparison:
    """Put a question in both languages, with its scope.

    Raises ValidationError, also for a slug that is taken, a unit or a place that there is not.
    """
    _known(given, ComparisonFields)
    with act_of(user, "comparison.create"):
        return _checked(Comparison(**given, created_by=user))


def comparison_edit(
    *,
    comparison: Comparison,
    user: User,
    version: int,
    **changes: Unpack[ComparisonFields],
) -> Comparison:
    """Change the question or its scope, on the version that the editor has seen.

    Raises StaleVersion where somebody else has changed it or its entries since.
    """
    _known(changes, ComparisonFields)
    with act_of(user, "comparison.edit"):
        current = _opened(comparison)
        if current.version != version:
            raise StaleVersion(current)
        kind = current.kind
        for field, value in changes.items():
            setattr(current, field, value)
        if current.kind != kind and current.entries.exists():
            raise ValidationError(_("What is answered already cannot be asked in another kind."))
        _changed(current)
        return _checked(current)


def entry_add(
    *,
    comparison: Comparison,
    user: User,
    claim: Claim | None = None,
    quantity: Quantity | None = None,
    position: str = "",
    as_of: date | None = None,
    note: str = "",
    differences: Differences = (),
) -> Entry:
    """Let a claim answer: with one of its quantities, or with its position on the question.

    `as_of` is the day the answer holds for; unsaid, what the comparison's rule makes it. Raises
    ValidationError where it answers already, or the claim was rejected.
    """
    answering = quantity.claim if quantity else claim
    if answering is None:
        raise TypeError("a quantity answers, or a claim with its position")
    with act_of(user, "entry.add", claim=answering):
        into = _opened(comparison)
        current = Claim.objects.select_for_update().get(pk=answering.pk)
        if current.status == Claim.Status.REJECTED:
            raise ValidationError(_("This claim was rejected."))
        entry = Entry(
            comparison=into,
            claim=current,
            quantity=quantity,
            position=position,
            as_of=as_of or as_of_by_rule(into.as_of_rule, current, quantity),
            note=note.strip(),
            added_by=user,
        )
        _store(entry, differences)
        _changed(into)
        return entry


def entry_edit(*, entry: Entry, user: User, **changes: Unpack[EntryChanges]) -> Entry:
    """Change the day, the note, the position, or in what the entry speaks of another scope.

    `differences` are all there are from now on. Raises ValidationError.
    """
    _known(changes, EntryChanges)
    with act_of(user, "entry.edit", claim=entry.claim):
        comparison = _opened(entry.comparison)
        current = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        for field in ("as_of", "note", "position"):
            if field in changes:
                setattr(current, field, changes[field])
        current.note = current.note.strip()
        _store(current, changes.get("differences"))
        _changed(comparison)
        return current


def entry_remove(*, entry: Entry, user: User) -> None:
    """Take a claim out of a comparison; releases that hold it are not touched."""
    with act_of(user, "entry.remove", claim=entry.claim):
        comparison = _opened(entry.comparison)
        entry.scope_differences.all().delete()
        entry.delete()
        _changed(comparison)


def _opened(comparison: Comparison) -> Comparison:
    """As it stands now, locked; always before its entries, so that no two wait for each other."""
    return Comparison.objects.select_for_update().get(pk=comparison.pk)


def _changed(comparison: Comparison) -> None:
    """It is another version, whatever of it has changed, and has to be reviewed again."""
    comparison.version += 1
    comparison.state = Comparison.State.DRAFT
    comparison.save(update_fields=["version", "state"])


def _checked(comparison: Comparison) -> Comparison:
    """Stored, if all that it says is known."""
    comparison.full_clean()
    if comparison.unit and not is_unit(comparison.unit):
        raise ValidationError({"unit": _("There is no such unit.")})
    if unknown := sorted(set(comparison.places) - place_ids()):
        raise ValidationError({"places": _("There is no such place: %s.") % ", ".join(unknown)})
    comparison.save()
    return comparison


def _store(entry: Entry, differences: Differences | None) -> None:
    """The entry, and the differences where any are given."""
    numeric = entry.comparison.kind == Comparison.Kind.NUMERIC
    if numeric and entry.quantity_id is None:
        raise ValidationError(_("Here answers are numbers: choose a quantity of the claim."))
    if not numeric and entry.quantity_id is not None:
        raise ValidationError(_("Here answers are positions, not numbers."))
    entry.full_clean()
    entry.save()
    if differences is None:
        return
    wanted = {(kind, en.strip(), zh.strip()) for kind, en, zh in differences}
    for known in entry.scope_differences.all():
        if (as_given := (known.kind, known.words_en, known.words_zh)) in wanted:
            wanted.remove(as_given)
        else:
            known.delete()
    for kind, en, zh in sorted(wanted):
        difference = ScopeDifference(entry=entry, kind=kind, words_en=en, words_zh=zh)
        difference.full_clean()
        difference.save()


def _known(given: Any, shape: type) -> None:
    if unknown := set(given) - set(shape.__annotations__):
        raise TypeError(f"cannot be given: {', '.join(sorted(unknown))}")
