"""Reads of articles."""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet

from articles.models import (
    ArticleText,
    FormerSlug,
    ImportBatch,
    ImportItem,
    Original,
    Publisher,
    Reprint,
)
from articles.reprints import (
    TRANSLATION_CERTAIN,
    Run,
    families,
    paragraphs,
    shared_passages,
    shingled,
)

# Reprints that hold: what an editor has affirmed, and what the machine found and none has denied.
# A translation that is not almost certain must be affirmed first.
STANDING = Q(judgement=Reprint.Judgement.POSITIVE) | (
    Q(judgement="") & (~Q(kind=Reprint.Kind.TRANSLATION) | Q(score__gte=TRANSLATION_CERTAIN))
)
# How far copies of copies are followed, and to how many articles.
STEPS = 6
MOST_OF_FAMILIES = 2000


def text_of_bytes(original: Original) -> ArticleText | None:
    """The latest text that was read from this original."""
    return ArticleText.objects.filter(original=original).order_by("-version").first()


def text_of_words(sha256: str, publisher: Publisher | None) -> ArticleText | None:
    """A text with this hash, of this publisher; of any, if none is known."""
    texts = ArticleText.objects.filter(sha256=sha256).select_related("article")
    if publisher:
        texts = texts.filter(article__publisher=publisher)
    return texts.order_by("-is_current", "pk").first()


def present_slug(model: type[Model], former: str) -> str | None:
    """The slug of the row that had this one once, where no other has taken it since."""
    kept = FormerSlug.objects.filter(kind=model._meta.model_name, slug=former)
    found = model._default_manager.filter(public_id__in=kept.values("public_id"))
    return found.values_list("slug", flat=True).first()


def original_bytes(original: Original) -> bytes:
    """The original as it came in."""
    return zlib.decompress(original.compressed)


def import_items(batch: ImportBatch) -> QuerySet[ImportItem]:
    """The report: the items in their order, with what their text is called but not what it says."""
    items = batch.items.select_related("article_text", "parent").order_by("pk")
    return items.defer("article_text__text")


@dataclass(frozen=True, slots=True)
class ReprintOf:
    """A reprint as one of its two articles sees it: `article` is the other one, with its current
    text's title, language and day."""

    reprint: Reprint
    article: int
    title: str
    language: str
    publisher: str
    published_on: date | None

    @property
    def percent(self) -> int:
        """Rounded down, so that only what is all in common is called so."""
        return int(100 * self.reprint.score)

    @property
    def stands(self) -> bool:
        """Whether the two count as one text."""
        if self.reprint.judgement:
            return self.reprint.judgement == Reprint.Judgement.POSITIVE
        is_translation = self.reprint.kind == Reprint.Kind.TRANSLATION
        return not is_translation or self.reprint.score >= TRANSLATION_CERTAIN


def reprint_families(article_ids: Collection[int]) -> dict[int, int]:
    """Articles that are copies of others → the family each belongs to, as the smallest article
    that was met in it. Articles without copies are not in it.

    Copies of copies are followed for STEPS steps and MOST_OF_FAMILIES articles, in a query each.
    """
    met, newest = set(article_ids), set(article_ids)
    edges: set[tuple[int, int]] = set()
    for _step in range(STEPS):
        if not newest or len(met) > MOST_OF_FAMILIES:
            break
        rows = Reprint.objects.filter(STANDING).filter(_touches(newest)).order_by("-score", "pk")
        found = set(rows.values_list("first_id", "second_id")[:MOST_OF_FAMILIES])
        edges |= found
        newest = {article for edge in found for article in edge} - met
        met |= newest
    family = families(edges)
    return {article: family[article] for article in article_ids if article in family}


def standing_reprints(article_ids: Collection[int]) -> QuerySet[Reprint]:
    """The reprints that hold among these articles."""
    return Reprint.objects.filter(STANDING, first__in=article_ids, second__in=article_ids)


def reprint_between(first: int, second: int) -> Reprint | None:
    """The reprint of these two articles, standing or denied."""
    low, high = sorted((first, second))
    return Reprint.objects.filter(first=low, second=high).select_related("judged_by").first()


def sides(article: int, other: int) -> list[tuple[ArticleText, list[list[Run]]]]:
    """The current texts of two articles in this order, each in paragraphs with what it shares with
    the other marked; texts in two languages share nothing."""
    texts = ArticleText.objects.filter(article__in=[article, other], is_current=True)
    by_article = {t.article_id: t for t in texts.select_related("article__publisher")}
    first, second = by_article[article], by_article[other]
    one, two = (shingled(text.text, text.language) for text in (first, second))
    return [
        (first, paragraphs(first.text, shared_passages(one, two))),
        (second, paragraphs(second.text, shared_passages(two, one))),
    ]


def reprints_of(article_ids: Iterable[int], most: int = 20) -> dict[int, list[ReprintOf]]:
    """The other articles with the same text, best first, at most so many an article; those that
    an editor has denied stand last. Articles without any are not in it. Two queries."""
    wanted = set(article_ids)
    touching = Reprint.objects.filter(_touches(wanted)).select_related("judged_by")
    rows = sorted(touching, key=lambda row: (row.judgement == "negative", -row.score, row.pk))
    found: dict[int, list[tuple[Reprint, int]]] = {}
    for row in rows:
        for one, other in ((row.first_id, row.second_id), (row.second_id, row.first_id)):
            if one in wanted and len(found.setdefault(one, [])) < most:
                found[one].append((row, other))
    texts = ArticleText.objects.filter(
        article__in={other for pairs in found.values() for _row, other in pairs}, is_current=True
    ).select_related("article__publisher")
    text_of = {text.article_id: text for text in texts.defer("text")}
    return {
        article: [_reprint_of(row, text_of[other]) for row, other in pairs if other in text_of]
        for article, pairs in found.items()
    }


def _reprint_of(reprint: Reprint, other: ArticleText) -> ReprintOf:
    publisher = other.article.publisher
    return ReprintOf(
        reprint=reprint,
        article=other.article_id,
        title=other.title,
        language=other.language,
        publisher=publisher.name if publisher else "",
        published_on=other.published_on,
    )


def _touches(articles: Collection[int]) -> Q:
    return Q(first__in=articles) | Q(second__in=articles)
