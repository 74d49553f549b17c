"""What became of the claims that editors had touched when their articles' texts changed."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.differing import Run, marked
from articles.models import Article, ArticleText
from claims.models import Anchoring, Claim, ClaimSpan

_CONTENT = ClaimSpan.Part.CONTENT.value
_TEXTS = ("from_text__text", "to_text__text")
_HERE = Q(method=Anchoring.Method.NONE, claim__article_text=F("from_text")) | (
    ~Q(method=Anchoring.Method.NONE) & Q(claim__article_text=F("to_text"))
)
_DOUBTFUL = Q(method__in=[Anchoring.Method.NONE, Anchoring.Method.FUZZY]) | ~Q(reason="")


def waiting_anchorings() -> QuerySet[Anchoring]:
    """Those that an editor has yet to look at: not found, similar, or with something to be said.

    Of a claim the last one; none of claims that have been rejected.
    """
    newer = Anchoring.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    return Anchoring.objects.filter(_HERE, _DOUBTFUL, ~Exists(newer), settled_at=None).exclude(
        claim__status=Claim.Status.REJECTED
    )


def waiting_in(article: Article) -> list[Anchoring]:
    """Those of one article, with their claims."""
    rows = waiting_anchorings().filter(to_text__article=article)
    return list(rows.select_related("claim", "from_text", "to_text").defer(*_TEXTS))


def wording(row: Anchoring) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The claim's content as it was and as it is now, with the words that differ.

    Of a claim that was not found the second is what is most like it, or nothing.
    """
    old = [(s, e) for _pk, part, s, e in row.details.get("spans", []) if part == _CONTENT]
    return marked(
        _joined(row.from_text.text, sorted(old)),
        _joined(row.to_text.text, row.details.get("found", [])),
    )


def words_of(row: Anchoring) -> list[tuple[int, str, str, str]]:
    """Each span of a claim that was not found: its key, its part, its words, and what to try first.

    That is what is most like the content, and for all else the same words, if they are there.
    """
    old, new = row.from_text.text, row.to_text.text
    found = iter(row.details.get("found", []))
    words = []
    for key, part, start, end in sorted(row.details.get("spans", []), key=lambda s: s[2]):
        quote = old[start:end]
        if part == _CONTENT and (place := next(found, None)):
            first = new[place[0] : place[1]]
        else:
            first = quote if quote in new else ""
        words.append((key, str(ClaimSpan.Part(part).label), quote, first))
    return words


def _joined(text: str, places: Iterable[Sequence[int]]) -> str:
    return " … ".join(text[start:end] for start, end in places)


def anchorings_of(claim: Claim) -> QuerySet[Anchoring]:
    """What became of a claim at each change of its text, the latest first."""
    return claim.anchorings.select_related("from_text", "to_text").defer(*_TEXTS)


def anchorings_between(old: ArticleText, new: ArticleText) -> list[Anchoring]:
    """The claims that moved, or did not, between these two versions."""
    rows = Anchoring.objects.filter(from_text=old, to_text=new)
    return list(rows.select_related("claim").order_by("claim__position", "pk"))
