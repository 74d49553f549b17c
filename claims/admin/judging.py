"""A ruling on two claims, as a form of the desk or of the queue sends it."""

from django.http import HttpRequest

from articles.admin.keeping import signed_in
from claims.admin.link_words import relation_of
from claims.models import Claim, Link
from claims.services import link_judge

LONGEST = 500  # characters of a reason


def judge(request: HttpRequest, one: Claim, other: Claim, *, row: str = "") -> Link:
    """Rule on the two, as seen from `one`. `row` ends the names of the fields of a list's row.

    Raises ValidationError for what is no relation or no ruling.
    """
    relation, forwards = relation_of(request.POST.get(f"kind{row}", ""))
    first, second = (one, other) if forwards else (other, one)
    return link_judge(
        first=first,
        second=second,
        relation=relation,
        judgement=request.POST.get("judgement", ""),
        user=signed_in(request),
        reason=request.POST.get(f"reason{row}", "")[:LONGEST],
    )
