"""Every current text looks for its copies among the others, at a cost that stays the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection, transaction
from django.db.models import Q

from articles import reprints
from articles.models import Article, ArticleText, Reprint, TextBand

# The newest so many texts of each band are looked at, and of these the ones with most in common.
NEWEST = 40
COMPARED = 40
# A text that has found so many copies need not look for more: each of them knows others.
ENOUGH = 20
# Embedding a text costs a second, so few may be candidates for a translation.
TRANSLATIONS_COMPARED = 3
MEETING_ANCHORS = 2
DAYS_APART = 10
# Bands of anchors are numbered from here, those of shingles from 0.
FIRST_ANCHOR_BAND = 100
TRANSLATION = Reprint.Kind.TRANSLATION
TRANSLATED_FROM = {"en": "zh", "zh": "en"}


@dataclass(frozen=True, slots=True)
class Found:
    """What one text has in common with another, as a Reprint row has it."""

    kind: Reprint.Kind
    score: float
    reason: str


# Other articles that were compared, with what was found or None.
Compared = dict[int, Found | None]


def find_reprints(*, article_text_id: int) -> list[Reprint]:
    """Find and store the copies of a text, and drop what its earlier version had in common.

    What editors have judged stays. A second run changes nothing. The bands are there for other
    workers to see before this one looks, so of two copies stored at once the later finds the
    earlier. A text that is not current any more finds nothing.
    """
    text = ArticleText.objects.select_related("article").get(pk=article_text_id)
    shingled = _shingled(text.text, text.language)
    anchors = reprints.anchors(text.text)
    words = dict(enumerate(reprints.bands(reprints.signature(shingled))))
    figures = _anchor_bands(anchors, _language(text))
    if not _store_bands(text, words | figures):
        return []
    known = _known(text.article_id)
    return _store(
        text.article_id,
        _translations(text, anchors, [k for k, kind in known.items() if kind == TRANSLATION])
        | _copies(text, shingled, words, [k for k, kind in known.items() if kind != TRANSLATION]),
    )


@lru_cache(maxsize=256)
def _shingled(text: str, language: str) -> reprints.Shingled:
    """Of many copies of one text the same few, the newest, are compared again and again."""
    return reprints.shingled(text, language)


def _store_bands(text: ArticleText, bands: dict[int, int]) -> bool:
    """The bands of this text instead of those of earlier ones; False where it is not current."""
    with transaction.atomic():
        # A new version is stored under this lock too.
        Article.objects.select_for_update(no_key=True).get(pk=text.article_id)
        if not ArticleText.objects.filter(pk=text.pk, is_current=True).exists():
            return False
        # In two steps: with statistics of an empty table the planner takes the whole of it in turn.
        earlier = ArticleText.objects.filter(article=text.article_id).exclude(pk=text.pk)
        if others := list(earlier.values_list("pk", flat=True)):
            TextBand.objects.filter(text__in=others).delete()
        TextBand.objects.bulk_create(
            [TextBand(text=text, band=band, value=value) for band, value in bands.items()],
            ignore_conflicts=True,
        )
    return True


def _known(article_id: int) -> dict[int, str]:
    """The other articles of the edges that no editor has judged, with their kinds."""
    edges = Reprint.objects.filter(Q(first=article_id) | Q(second=article_id), judgement="")
    return {
        first + second - article_id: kind
        for first, second, kind in edges.values_list("first_id", "second_id", "kind")
    }


def _copies(
    text: ArticleText, shingled: reprints.Shingled, bands: dict[int, int], known: Collection[int]
) -> Compared:
    compared: Compared = {}
    enough = ENOUGH + len(known)
    for other in _texts(_meeting(text, bands), known):
        if other.article_id == text.article_id or enough <= 0:
            continue
        likeness = reprints.likeness(shingled, _shingled(other.text, other.language))
        compared[other.article_id] = _copy(text, other, likeness) if likeness else None
        enough -= bool(likeness)
    return compared


def _copy(text: ArticleText, other: ArticleText, likeness: reprints.Likeness) -> Found:
    """A copy of one wire report where one of the two names the wire, and the other no other one."""
    wires = {text.wire_service_id, other.wire_service_id} - {None}
    wire = len(wires) == 1
    cut = ", which was cut" if likeness.kind_hint is reprints.Kind.CUT else ""
    credited = "; a wire service is credited" if wire else ""
    return Found(
        Reprint.Kind.WIRE_COPY if wire else Reprint.Kind.REPRINT,
        round(likeness.score, 4),
        f"{likeness.score:.0%} of the shorter text{cut}{credited}",
    )


def _translations(text: ArticleText, anchors: list[str], known: Collection[int]) -> Compared:
    embed = reprints.embedder()
    if embed is None or _language(text) not in TRANSLATED_FROM:
        return {}
    bands = _anchor_bands(anchors, TRANSLATED_FROM[_language(text)])
    others = [
        other
        for other in _texts(_meeting(text, bands, at_least=MEETING_ANCHORS), known)
        if other.article_id in known
        or (_same_days(text, other) and reprints.agree(anchors, reprints.anchors(other.text)))
    ][: TRANSLATIONS_COMPARED + len(known)]
    if not others:
        return {}
    own = embed(reprints.sentences(text.text))
    scores = {
        other.article_id: reprints.aligned(own, embed(reprints.sentences(other.text)))
        for other in others
    }
    return {article: _translation(score) for article, score in scores.items()}


def _translation(score: float) -> Found | None:
    if score < reprints.TRANSLATION_LIKELY:
        return None
    reason = f"{score:.0%} of the sentences in the same order; the same figures"
    return Found(TRANSLATION, round(score, 4), reason)


def _anchor_bands(anchors: list[str], language: str) -> dict[int, int]:
    return dict(enumerate(reprints.anchor_bands(anchors, language), FIRST_ANCHOR_BAND))


def _language(text: ArticleText) -> str:
    return text.language.split("-")[0]


def _same_days(text: ArticleText, other: ArticleText) -> bool:
    """Published about the same time, as far as that is known."""
    if text.published_on is None or other.published_on is None:
        return True
    return abs((text.published_on - other.published_on).days) <= DAYS_APART


def _meeting(text: ArticleText, bands: dict[int, int], at_least: int = 1) -> Sequence[int]:
    """The texts that share most bands with this one. Each band is asked for its newest only, so
    that a thousand copies of one text cost no more than a few."""
    if not bands:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT other.text_id
            FROM unnest(%s::smallint[], %s::bigint[]) AS own (band, value)
            CROSS JOIN LATERAL (
                SELECT text_id FROM articles_textband
                WHERE band = own.band AND value = own.value AND text_id <> %s
                ORDER BY text_id DESC LIMIT %s
            ) AS other
            GROUP BY other.text_id HAVING count(*) >= %s
            ORDER BY count(*) DESC, other.text_id DESC LIMIT %s
            """,
            [list(bands), list(bands.values()), text.pk, NEWEST, at_least, COMPARED],
        )
        return [row[0] for row in cursor.fetchall()]


def _texts(pks: Sequence[int], known: Collection[int]) -> list[ArticleText]:
    """The current ones among these texts, in this order, after those of the known articles."""
    texts = ArticleText.objects.filter(Q(pk__in=pks) | Q(article__in=known), is_current=True)
    order = {pk: place for place, pk in enumerate(pks)}
    return sorted(texts.select_related("article"), key=lambda text: order.get(text.pk, -1))


def _store(article_id: int, compared: Compared) -> list[Reprint]:
    """Write what was found, and drop what is no more. What was not compared, because it was stored
    a moment ago, and what an editor has judged, stays."""
    of_article = Reprint.objects.filter(Q(first=article_id) | Q(second=article_id))
    edges = [
        Reprint(
            first_id=min(article_id, other),
            second_id=max(article_id, other),
            kind=found.kind,
            score=found.score,
            reason=found.reason,
        )
        for other, found in compared.items()
        if found
    ]
    # In one order always, so that two workers with the same pairs wait and do not lock each other.
    edges.sort(key=lambda edge: (edge.first_id, edge.second_id))
    with transaction.atomic():
        Reprint.objects.bulk_create(edges, ignore_conflicts=True)
        unjudged = of_article.filter(judgement="").order_by("first_id", "second_id")
        for row in unjudged.select_for_update(of=("self",)):
            other = row.first_id + row.second_id - article_id
            if other in compared:
                _renew(row, compared[other])
    return list(of_article)


def _renew(row: Reprint, found: Found | None) -> None:
    if found is None:
        row.delete()
    elif (row.kind, row.score) != (found.kind, found.score):
        row.kind, row.score, row.reason = found.kind, found.score, found.reason
        row.save(update_fields=["kind", "score", "reason"])
