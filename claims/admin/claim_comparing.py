"""In which comparisons a claim answers, which it could, and a new one that begins with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST

from articles.admin.keeping import signed_in
from claims.admin.comparison_acts import add_entries, answering, tell
from claims.admin.offering import Offered
from claims.admin.parts import answer_with, asks_for_parts
from claims.admin.sending import number
from claims.models import Claim, ClaimProfile, Comparison, Entry, ScopeDifference
from claims.naming import dimension_words
from claims.normalising.places import place_label
from claims.selectors.fitting import comparisons_fitting, differences_to_say
from claims.services import entry_add, entry_remove

LONGEST_QUESTION = 500


@dataclass(frozen=True)
class Fitting:
    """A comparison that the claim could answer, and with what it could."""

    comparison: Comparison
    offered: list[Offered]


@dataclass(frozen=True)
class Comparing:
    claim: Claim
    entries: list[Entry]
    fitting: list[Fitting]
    kinds: Sequence[Any] = tuple(ScopeDifference.Kind.choices)
    positions: Sequence[Any] = tuple(Entry.Position.choices)


class ClaimComparing:
    """The views behind the comparisons of a claim, on a page and in the dialog of the desk."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        name = "claims_claim_comparisons"
        return [
            path("<int:pk>/comparisons/", wrap(self.comparisons_view), name=name),
            path("<int:pk>/comparisons/add/", wrap(self.answer_view), name=f"{name}_add"),
            path("<int:pk>/comparisons/remove/", wrap(self.leave_view), name=f"{name}_remove"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @method_decorator(require_GET)
    def comparisons_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._comparisons(request, _claim(request, pk, "claims.view_entry"))

    @method_decorator(require_POST)
    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        claim = _claim(request, pk, "claims.add_entry")
        wanted = number(request.POST.get("comparison", ""))
        comparison = get_object_or_404(Comparison, pk=wanted)
        try:
            added = add_entries(comparison, signed_in(request), answering(request.POST))
        except ValidationError as error:
            return self._told(request, claim, " ".join(error.messages), refused=True)
        if not asks_for_parts(request):
            tell(request, added)
            return redirect("admin:claims_claim_comparisons", claim.pk)
        said = " ".join([*added.refused, added.said])
        return self._comparisons(request, claim, said=said, refused=bool(added.refused))

    @method_decorator(require_POST)
    def leave_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        claim = _claim(request, pk, "claims.delete_entry")
        entry = get_object_or_404(Entry, pk=number(request.POST.get("entry", "")), claim=claim)
        entry_remove(entry=entry, user=signed_in(request))
        return self._told(request, claim, _("The claim no longer answers here."))

    def _told(
        self, request: HttpRequest, claim: Claim, said: str, refused: bool = False
    ) -> HttpResponse:
        if asks_for_parts(request):
            return self._comparisons(request, claim, said=said, refused=refused)
        (messages.warning if refused else messages.success)(request, said)
        return redirect("admin:claims_claim_comparisons", claim.pk)

    def _comparisons(self, request: HttpRequest, claim: Claim, **said: Any) -> HttpResponse:
        may = request.user.has_perm
        context = {
            "original": claim,
            "comparing": comparing_of(claim),
            "may_add": may("claims.add_entry"),
            "may_remove": may("claims.delete_entry"),
            "may_create": may("claims.add_comparison"),
            "new_address": f"{reverse('admin:claims_comparison_add')}?claim={claim.pk}",
            **said,
        }
        return answer_with(self, request, "comparing", _("Comparisons of a claim"), context)


def comparing_of(claim: Claim) -> Comparing:
    entries = claim.entries.select_related("comparison", "quantity")
    listed = list(entries.prefetch_related("scope_differences"))
    return Comparing(claim, listed, list(_fitting(claim, listed)))


def _fitting(claim: Claim, entries: list[Entry]) -> Iterator[Fitting]:
    answered = {(entry.comparison_id, entry.quantity_id) for entry in entries}
    for comparison in comparisons_fitting(claim):
        if comparison.kind == Comparison.Kind.POSITIONS:
            if (comparison.pk, None) not in answered:
                yield Fitting(comparison, [Offered.of(comparison, claim)])
            continue
        counted = [
            quantity
            for quantity in claim.quantities.all()
            if quantity.dimension == comparison.dimension
            and (comparison.pk, quantity.pk) not in answered
        ]
        may_say = differences_to_say(comparison, [claim.pk]) if counted else {}
        offered = [
            Offered.of(comparison, claim, quantity, may_say.get(quantity.pk, ()))
            for quantity in counted
        ]
        if offered:
            yield Fitting(comparison, offered)


def proposed_question(claim: Claim) -> dict[str, Any]:
    """A question that the claim answers, for an editor to put better."""
    quantity = next((row for row in claim.quantities.all() if row.dimension), None)
    profile = ClaimProfile.objects.filter(claim=claim).first()
    places = profile.places if profile else []
    if quantity is None:
        return {
            "kind": Comparison.Kind.POSITIONS,
            "question_en": claim.headline_en[:LONGEST_QUESTION],
            "question_zh": claim.headline_zh[:LONGEST_QUESTION],
            "places": places,
        }
    with override("en"):
        named = ", ".join(place_label(place, "en") for place in places)
        english = f"How many {dimension_words(quantity.dimension)}{named and f': {named}'}?"
    with override("zh-hans"):
        named = "、".join(place_label(place, "zh-Hans") for place in places)
        chinese = f"{named and f'{named}：'}有多少{dimension_words(quantity.dimension)}？"
    return {
        "kind": Comparison.Kind.NUMERIC,
        "question_en": english,
        "question_zh": chinese,
        "dimension": quantity.dimension,
        "unit": "" if quantity.unit == "person" else quantity.unit,
        "places": places,
    }


def begin_with(comparison: Comparison, claim: Claim | None, user: User) -> None:
    """Let the claim that a comparison was made from answer it, with each number that can."""
    if claim is None or not user.has_perm("claims.add_entry"):
        return
    for quantity in claim.quantities.filter(dimension=comparison.dimension):
        if comparison.kind == Comparison.Kind.NUMERIC:
            entry_add(comparison=comparison, quantity=quantity, user=user)


def _claim(request: HttpRequest, pk: int, permission: str) -> Claim:
    if not request.user.has_perms(["claims.view_claim", permission]):
        raise PermissionDenied
    claims = Claim.objects.select_related("article_text").prefetch_related("quantities", "times")
    return get_object_or_404(claims, pk=pk)
