"""Editors put a question with its scope, and the claims that answer it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Comparison, Entry, Quantity, ScopeDifference
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
    as_of: date
    note: str
    position: str
    differences: Differences


def comparison_create(*, user: User, **given: Unpack[ComparisonFields]) -> Comparison:
    """Put a question in both languages, with its scope.

    Raises ValidationError, also for a slug that is taken.
    """
    _known(given, ComparisonFields)
    with act_of(user, "comparison.create"):
        comparison = Comparison(**given, created_by=user)
        comparison.full_clean()
        comparison.save()
        return comparison


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
        current = Comparison.objects.select_for_update().get(pk=comparison.pk)
        if current.version != version:
            raise StaleVersion(current)
        for field, value in changes.items():
            setattr(current, field, value)
        current.version += 1
        current.full_clean()
        current.save()
        return current


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

    `as_of` is the day the answer holds for; unsaid, the day its article was published. Raises
    ValidationError where it answers already, or the claim was rejected.
    """
    answering = quantity.claim if quantity else claim
    if answering is None:
        raise TypeError("a quantity answers, or a claim with its position")
    with act_of(user, "entry.add", claim=answering):
        current = Claim.objects.select_for_update().get(pk=answering.pk)
        if current.status == Claim.Status.REJECTED:
            raise ValidationError(_("This claim was rejected."))
        text = current.article_text
        entry = Entry(
            comparison=comparison,
            claim=current,
            quantity=quantity,
            position=position,
            as_of=as_of or text.published_on or text.created_at.date(),
            note=note.strip(),
            added_by=user,
        )
        _keep(entry, differences)
        _raised(comparison)
        return entry


def entry_edit(*, entry: Entry, user: User, **changes: Unpack[EntryChanges]) -> Entry:
    """Change the day, the note, the position, or in what the entry speaks of another scope.

    `differences` are all there are from now on.
    """
    _known(changes, EntryChanges)
    with act_of(user, "entry.edit", claim=entry.claim):
        current = Entry.objects.select_for_update().get(pk=entry.pk)
        for field in ("as_of", "note", "position"):
            if field in changes:
                setattr(current, field, changes[field])
        _keep(current, changes.get("differences"))
        _raised(current.comparison)
        return current


def entry_remove(*, entry: Entry, user: User) -> None:
    """Take a claim out of a comparison; releases that hold it are not touched."""
    with act_of(user, "entry.remove", claim=entry.claim):
        comparison = entry.comparison
        entry.delete()
        _raised(comparison)


def _keep(entry: Entry, differences: Differences | None) -> None:
    """Store the entry; with the differences that are given, where any are."""
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


def _raised(comparison: Comparison) -> None:
    """What was seen of a comparison is no longer what it is once its entries have changed."""
    current = Comparison.objects.select_for_update().get(pk=comparison.pk)
    current.version += 1
    current.save(update_fields=["version"])


def _known(given: Any, shape: type) -> None:
    if unknown := set(given) - set(shape.__annotations__):
        raise TypeError(f"cannot be given: {', '.join(sorted(unknown))}")
