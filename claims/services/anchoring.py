"""When an article's text changes, the claims that editors have touched follow it, or wait.

What can be found in the new text moves there and stays the same row, so that whatever an editor
has hung on it comes along. What cannot stays with the old text, and is listed for an editor.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import ArticleText
from claims.anchoring import Carried, Mention, Part, Revision, carry
from claims.models import Anchoring, Claim
from claims.services.keeping import TOUCHED
from claims.services.moving import mentions_of, move, places_of

Why = list[tuple[str, str]]


@dataclass
class _Follower:
    """A claim of an earlier text, what was found of it, and why it stays, or is to be looked at."""

    claim: Claim
    touched: bool
    carried: Carried
    why: Why = field(default_factory=list)

    @property
    def stays(self) -> bool:
        return any(code != "date" for code, _words in self.why)


def carry_claims(text: ArticleText) -> dict[int, Anchoring]:
    """Move what editors have touched from earlier texts of the article into `text`.

    Within the caller's transaction; whoever comes second finds nothing left to do. Returns, by
    claim, the ledger's rows of those that have moved without the claim that reports them.
    """
    if text.version == 1:
        return {}
    followers = _followers(text)
    _keep_with_what_they_report(followers)
    orphans = {}
    for follower in followers.values():
        row = _entry(follower, text)
        if follower.stays:
            if follower.touched:
                row.save()
            continue
        parent = followers.get(follower.claim.parent_id or 0)
        keeps_parent = parent is not None and not parent.stays
        move(follower.claim, text, follower.carried.places, keeps_parent=keeps_parent)
        row.save()
        if parent is not None and parent.stays:
            orphans[follower.claim.pk] = row
    return orphans


def note_orphans(orphans: dict[int, Anchoring]) -> None:
    """Say of claims that nothing in the new text reports either that their chain is cut."""
    lost = Claim.objects.filter(pk__in=orphans, parent=None).values_list("pk", flat=True)
    for pk in lost:
        row = orphans[pk]
        reporter = Claim.objects.get(pk=row.details["parent"])
        row.give_reason([*row.details["why"], ("reporter", reporter.headline_en)])
        row.save(update_fields=["details", "reason"])


def _waiting(text: ArticleText) -> QuerySet[Claim]:
    """Touched claims of earlier texts that were not looked for in this text or a later one."""
    newer = Anchoring.objects.filter(claim=OuterRef("pk"), to_text__version__gte=text.version)
    earlier = Claim.objects.filter(
        article_text__article=text.article_id, article_text__version__lt=text.version
    )
    return earlier.filter(TOUCHED).filter(~Exists(newer)).distinct()


def _followers(text: ArticleText) -> dict[int, _Follower]:
    """The claims that wait and those through whom they are reported, locked, and looked for."""
    if not (wanted := _with_reporters(_waiting(text))):
        return {}
    # In one order, so that two workers wait for each other at most once; read after the lock.
    list(Claim.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    touched = set(_waiting(text).filter(pk__in=wanted).values_list("pk", flat=True))
    wanted = _with_reporters(_waiting(text).filter(pk__in=touched)) & wanted
    claims = Claim.objects.filter(pk__in=wanted).select_related("article_text")
    revisions: dict[int, Revision] = {}
    followers = {}
    for claim in claims.prefetch_related("spans", "quantities", "times").order_by("pk"):
        old = claim.article_text
        revision = revisions.setdefault(old.pk, Revision(old.text, text.text))
        carried = carry(revision, mentions_of(claim))
        why: Why = [(m.part.value, _words(claim, m)) for m in carried.lost]
        if not why and old.published_on != text.published_on and claim.times.all():
            why = [("date", f"{old.published_on} → {text.published_on}")]
        followers[claim.pk] = _Follower(claim, claim.pk in touched, carried, why)
    return followers


def _with_reporters(touched: QuerySet[Claim]) -> set[int]:
    """The claims and, in the same text, those outwards in their chains."""
    waiting = dict(touched.values_list("pk", "article_text_id"))
    texts = set(waiting.values())
    parents = dict(Claim.objects.filter(article_text__in=texts).values_list("pk", "parent_id"))
    found: set[int] = set()
    step: int | None
    for step in waiting:
        while step in parents and step not in found:
            found.add(step)
            step = parents[step]
    return found


def _words(claim: Claim, mention: Mention) -> str:
    """The mention's words; those of a number with what is counted, where that follows it."""
    text, (start, end) = claim.article_text.text, mention.span
    if mention.part is Part.QUANTITY:
        counted = next(q.counted for q in claim.quantities.all() if q.pk == mention.key)
        if counted and text[end:].lstrip().startswith(counted):
            end = text.index(counted, end) + len(counted)
    return text[start:end]


def _keep_with_what_they_report(followers: dict[int, _Follower]) -> None:
    """Whoever reports a touched claim that stays, stays: the chain is part of that claim."""
    for follower in followers.values():
        if not (follower.touched and follower.stays):
            continue
        seen = {follower.claim.pk}
        reporter = followers.get(follower.claim.parent_id or 0)
        while reporter is not None and reporter.claim.pk not in seen:
            seen.add(reporter.claim.pk)
            if not reporter.stays:
                reporter.why.append(("reports", follower.claim.headline_en))
            reporter = followers.get(reporter.claim.parent_id or 0)


def _entry(follower: _Follower, text: ArticleText) -> Anchoring:
    claim, carried = follower.claim, follower.carried
    method = Anchoring.Method.NONE if follower.stays else Anchoring.Method(carried.method.value)
    row = Anchoring(
        claim=claim,
        from_text=claim.article_text,
        to_text=text,
        method=method,
        score=0 if follower.stays else carried.score,
        details={**places_of(claim), "found": _content(carried)},
    )
    row.give_reason(follower.why)
    return row


def _content(carried: Carried) -> list[list[int]]:
    """Where the content stands in the new text, as far as it was found: to be seen beside."""
    return sorted(list(p) for (part, _key), p in carried.places.items() if part is Part.CONTENT)
