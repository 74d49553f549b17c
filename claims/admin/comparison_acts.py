"""What is done to the answers of a comparison: they come, are corrected, and go."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from articles.admin.versioned import Difference
from claims.admin.addresses import admin_address
from claims.admin.sending import number
from claims.models import Claim, Comparison, Entry, Quantity, ScopeDifference
from claims.services import entry_add, entry_edit, entry_remove
from claims.services.acts import act_of
from claims.services.following import comparison_follow, comparison_unfollow

Said = list[tuple[str, str, str]]  # kind, words in English and in Chinese
Answering = tuple[str, dict[str, Any]]  # how it is called where it is refused, and what is added


class Added(NamedTuple):
    said: str
    refused: list[str]


def add_entries(comparison: Comparison, user: User, answering: Iterable[Answering]) -> Added:
    """Add each, in one act. One that is refused (it answers already) stops no other."""
    count, refused = 0, []
    with act_of(user, "entry.add"):
        for called, given in answering:
            try:
                entry_add(comparison=comparison, user=user, **given)
            except ValidationError as error:
                refused.append(f"{called}: {' '.join(error.messages)}")
            else:
                count += 1
    return Added(ngettext("%d claim added.", "%d claims added.", count) % count, refused)


class ComparisonActs:
    """The views behind the buttons of a comparison's page."""

    def _of(self, request: HttpRequest, pk: int, permission: str) -> Comparison:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return get_object_or_404(Comparison, pk=pk)

    @method_decorator(require_POST)
    def add_claims_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`quantity` names the numbers that are to answer, `claim` claims with a position; what
        is said of one of them stands in fields that end in its key: 12, or c12 for a claim."""
        comparison = self._of(request, pk, "claims.add_entry")
        try:
            added = add_entries(comparison, signed_in(request), answering(request.POST))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            tell(request, added)
        return HttpResponseRedirect(admin_address(comparison) + "#suggested")

    @method_decorator(require_POST)
    def entry_view(self, request: HttpRequest, pk: int, entry: int) -> HttpResponse:
        """Correct one answer; refused where somebody else has corrected it since it was shown."""
        comparison = self._of(request, pk, "claims.change_entry")
        try:
            with transaction.atomic():
                current = get_object_or_404(
                    Entry.objects.select_for_update(of=("self",)), pk=entry, comparison=comparison
                )
                if request.POST.get("seen") != seen_of(current):
                    return self._stale_entry(request, current)
                changes = _changes(request.POST)
                entry_edit(entry=current, user=signed_in(request), **changes)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("The entry is changed."))
        return HttpResponseRedirect(f"{admin_address(comparison)}#entry-{entry}")

    def _stale_entry(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        changes = _changes(request.POST)
        theirs = {"as_of": entry.as_of, "note": entry.note, "position": entry.position}
        fields = {field.name: str(field.verbose_name) for field in Entry._meta.concrete_fields}
        shown = [
            Difference(fields[name], str(value), str(changes[name]))
            for name, value in theirs.items()
            if name in changes
        ]
        said = [(row.kind, row.words_en, row.words_zh) for row in entry.scope_differences.all()]
        both = [_words(said), _words(changes["differences"])]
        name = str(ScopeDifference._meta.verbose_name_plural)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Somebody else saved this first"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "original": entry.comparison,
            "differences": [*shown, Difference(name, *both)],
            "typed": [
                (field, value)
                for field, values in request.POST.lists()
                if field not in {"seen", "csrfmiddlewaretoken"}
                for value in values
            ],
            "version_field": "seen",
            "version": seen_of(entry),
            "their_page": f"{admin_address(entry.comparison)}#entry-{entry.pk}",
        }
        return TemplateResponse(request, "admin/desk/stale.html", context, status=409)

    @method_decorator(require_POST)
    def remove_claim_view(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.delete_entry")
        removed = get_object_or_404(Entry, pk=place, comparison=comparison)
        entry_remove(entry=removed, user=signed_in(request))
        messages.success(request, _("The claim no longer answers here."))
        return HttpResponseRedirect(admin_address(comparison) + "#answers")

    @method_decorator(require_POST)
    def follow_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.view_comparison")
        if request.POST.get("follow") == "no":
            comparison_unfollow(comparison=comparison, user=signed_in(request))
        else:
            comparison_follow(comparison=comparison, user=signed_in(request))
        return HttpResponseRedirect(admin_address(comparison))


def tell(request: HttpRequest, added: Added) -> None:
    for refused in added.refused:
        messages.warning(request, refused)
    messages.success(request, added.said)


def seen_of(entry: Entry) -> str:
    """What an editor who corrects the entry has before them, as one word of a form."""
    said = sorted((row.kind, row.words_en, row.words_zh) for row in entry.scope_differences.all())
    return json.dumps([str(entry.as_of), entry.note, entry.position, said], ensure_ascii=False)


def answering(sent: QueryDict) -> list[Answering]:
    """What a form wants added; ValidationError for a day or a difference that is none."""
    found: list[Answering] = []
    quantities = Quantity.objects.filter(pk__in=_ids(sent, "quantity"))
    for quantity in quantities.select_related("claim__article_text"):
        given = {"quantity": quantity, **_given(sent, str(quantity.pk))}
        found.append((quantity.quote, given))
    claims = Claim.objects.filter(pk__in=_ids(sent, "claim"))
    for claim in claims.select_related("article_text"):
        key = f"c{claim.pk}"
        position = sent.get(f"position-{key}", "")
        given = {"claim": claim, "position": position, **_given(sent, key)}
        found.append((claim.headline, given))
    return found


def _ids(sent: QueryDict, name: str) -> list[int]:
    return [pk for value in sent.getlist(name) if (pk := number(value)) is not None]


def _given(sent: QueryDict, key: str) -> dict[str, Any]:
    """What is said of one answer, else what is said of all that are added at once."""
    as_of = sent.get(f"as_of-{key}") or sent.get("as_of", "")
    return {
        "as_of": _day(as_of),
        "note": sent.get(f"note-{key}") or sent.get("note", ""),
        "differences": _differences(sent, f"-{key}"),
    }


def _changes(sent: QueryDict) -> dict[str, Any]:
    changes: dict[str, Any] = {
        "as_of": _day(sent.get("as_of", "")),
        "note": sent.get("note", ""),
        "differences": _differences(sent, ""),
    }
    if "position" in sent:
        changes["position"] = sent["position"]
    return changes


def _day(typed: str) -> date | None:
    """None where none is known."""
    if not typed:
        return None
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("There is no such day."))
    return day


def _differences(sent: QueryDict, end: str) -> Said:
    """Those that are ticked, and one in the editor's own words."""
    said: Said = []
    for ticked in sent.getlist(f"difference{end}"):
        try:
            kind, english, chinese = json.loads(ticked)
        except ValueError:
            raise ValidationError(_("This is no scope difference.")) from None
        said.append((str(kind), str(english), str(chinese)))
    own = [sent.get(f"{name}{end}", "").strip() for name in ("new_en", "new_zh")]
    if any(own):
        said.append((sent.get(f"new_kind{end}", ""), own[0], own[1]))
    return said


def _words(said: Said) -> str:
    return "; ".join(f"{english} / {chinese}" for _kind, english, chinese in sorted(said))
