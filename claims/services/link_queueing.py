"""What has changed of claims is looked at again for the links that it suggests."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q, QuerySet

from articles.models import Reprint
from articles.selectors import STANDING
from articles.services.deferring import defer_each
from claims.models import Act, Claim, ClaimProfile, SourceMerge
from claims.selectors.recorded import events_of
from claims.services.verbs import root

TASK: Final = "claims.tasks.suggest_links_of_claim"
# Acts that change what claims are to one another, and no row of theirs.
OF_SOURCES: Final = {"source.merge", "source.part", "source.split"}
OF_REPRINTS: Final = {"reprint.judge", "reprint.undo"}


def links_follow(claim_ids: Collection[int]) -> None:
    """Queue these claims, of which something has changed, if they were looked at before, or if an
    editor made or corrected them.

    Others have their turn after the extraction of their text.
    """
    theirs = Q(profile__isnull=False) | Q(edited_at__isnull=False)
    known = Claim.objects.filter(theirs, pk__in=claim_ids).order_by("pk")
    defer_each(TASK, "claim_id", list(known.values_list("pk", flat=True)))


def links_follow_act(act: Act) -> None:
    """Queue what a ruling on sources or reprints, or its undoing, changes; within the act."""
    verb = root(act.verb)
    if verb in OF_SOURCES:
        rows = events_of(SourceMerge).filter(pgh_context_id=act.context).values("pgh_obj_id")
        # A row may have been turned round: both of its sources count as something else then.
        events = events_of(SourceMerge).filter(pgh_obj_id__in=rows)
        links_follow(_told_through(set(events.values_list("merged_id", flat=True))))
    if verb in OF_REPRINTS:
        events = events_of(Reprint).filter(pgh_context_id=act.context)
        pairs = events.values_list("first_id", "second_id")
        _judge_anew({article for pair in pairs for article in pair})


def _told_through(sources: set[int]) -> set[int]:
    """The claims by these sources or what is merged into them, and the claims these report."""
    found = _closed(sources, SourceMerge.objects.filter(judgement="positive"), "kept", "merged")
    told = set(Claim.objects.filter(source__in=found).values_list("pk", flat=True))
    return _closed(told, Claim.objects.all(), "parent", "pk")


def _closed(start: set[int], edges: QuerySet, of: str, to: str) -> set[int]:
    """With everything that the edges lead to, step by step."""
    found, newest = set(start), set(start)
    while newest:
        rows = edges.filter(**{f"{of}__in": newest}).order_by()
        newest = set(rows.values_list(to, flat=True)) - found
        found |= newest
    return found


def _judge_anew(articles: set[int]) -> None:
    """The claims of these articles and of their copies: no claim is other than it was, so that
    their profiles have to be called stale."""
    if not articles:
        return
    edges = Reprint.objects.filter(STANDING)
    touching = edges.filter(Q(first__in=articles) | Q(second__in=articles))
    articles |= {one for pair in touching.values_list("first_id", "second_id") for one in pair}
    profiles = ClaimProfile.objects.filter(
        claim__article_text__article__in=articles, claim__article_text__is_current=True
    )
    profiles.update(fingerprint="")
    links_follow(set(profiles.values_list("claim", flat=True)))
