"""What the desk of an article shows: the text with its claims marked, and a card for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest

from articles.admin.keeping import signed_in
from articles.models import Article, ArticleText, Tag
from articles.services import may_work
from claims.admin.desk_words import CARET_KEYS, KEYS, REASONS, Key, words
from claims.admin.values import values_text
from claims.models import Anchoring, Annotation, Claim
from claims.selectors.anchorings import waiting_in
from claims.selectors.claims import chain, claims_with_everything
from claims.selectors.links import Belongings, belongings_in
from claims.selectors.marked_text import Piece, marked_text
from claims.selectors.pages import unread_language
from claims.selectors.queues import next_article
from claims.views.words import put

LOW_CONFIDENCE = 0.7  # below it, the desk lists a claim among those to look at first


@dataclass(frozen=True)
class Card:
    """A claim beside the text. `outer` are the steps of its chain before its own source."""

    claim: Claim
    number: int  # as in the text; 0 where the claim was rejected and is not marked
    outer: list[Claim]
    values: str
    by_hand: bool  # an editor gave one of the values
    put: str  # "possible", "denied, planned"; empty where it is told as a fact
    low: bool
    notes: int  # how many are open
    belongs: Belongings


@dataclass(frozen=True)
class Paragraph:
    """`start` is where it begins in the text, in code points."""

    start: int
    pieces: list[Piece]

    @property
    def alone(self) -> list[list[Piece]]:
        """As the template of several paragraphs takes it."""
        return [self.pieces]


@dataclass(frozen=True)
class Desk:
    text: ArticleText
    versions: list[ArticleText]
    paragraphs: list[Paragraph]
    cards: list[Card]
    may_rule: bool
    may_note: bool
    unread_language: str  # of a text without claims, where that is why
    anchorings: list[Anchoring]  # claims that an update left to be looked at
    next_article: int | None  # an article with something to rule on
    keys: Sequence[Key]
    caret_keys: Sequence[Key]
    reasons: Sequence[object]
    tags: Sequence[str]  # all that there are, to choose from
    words: dict[str, str]

    @property
    def to_rule(self) -> int:
        return sum(card.claim.status == Claim.Status.EXTRACTED for card in self.cards)


def desk_of(article: Article, request: HttpRequest) -> Desk | None:
    """The desk over the version that `?version=` names, else the current one."""
    versions = list(article.texts.select_related("wire_service"))
    if not versions:
        return None
    asked = request.GET.get("version")
    text = next(
        (v for v in versions if str(v.version) == asked),
        next((v for v in versions if v.is_current), versions[-1]),
    )
    user = signed_in(request)
    cards = _cards(text)
    standing = [card.claim for card in cards if card.number]
    return Desk(
        text=text,
        versions=versions,
        paragraphs=_paragraphs(text, standing),
        cards=cards,
        may_rule=request.user.has_perm("claims.change_claim") and may_work(article, user),
        may_note=request.user.has_perm("claims.add_annotation"),
        unread_language="" if cards else unread_language(text),
        anchorings=waiting_in(article) if len(versions) > 1 else [],
        next_article=_next_article(article, user),
        keys=KEYS,
        caret_keys=CARET_KEYS,
        reasons=REASONS,
        tags=list(Tag.objects.order_by("name").values_list("name", flat=True)),
        words=words(),
    )


def _cards(text: ArticleText) -> list[Card]:
    everything = claims_with_everything().prefetch_related("tags")
    claims = list(everything.filter(article_text=text).order_by("position", "pk"))
    open_notes = Annotation.objects.filter(claim__article_text=text, resolved_at=None)
    notes = dict(open_notes.order_by().values_list("claim").annotate(Count("pk")))
    belongings = belongings_in(text)
    cards = []
    number = 0
    for claim in claims:
        stands = claim.status != Claim.Status.REJECTED
        number += stands
        quantities = list(claim.quantities.all())
        cards.append(
            Card(
                claim=claim,
                number=number if stands else 0,
                outer=chain(claim)[:-1],
                values=values_text(quantities),
                by_hand=any(quantity.by_hand for quantity in quantities)
                or any(time.by_hand for time in claim.times.all()),
                put=put(claim.modality, claim.polarity),
                low=claim.confidence is not None and claim.confidence < LOW_CONFIDENCE,
                notes=notes.get(claim.pk, 0),
                belongs=belongings.get(claim.pk, Belongings()),
            )
        )
    return cards


def _paragraphs(text: ArticleText, claims: Sequence[Claim]) -> list[Paragraph]:
    starts = []
    start = 0
    for line in text.text.split("\n"):
        if line:
            starts.append(start)
        start += len(line) + 1
    return [
        Paragraph(start, pieces)
        for start, pieces in zip(starts, marked_text(text, claims), strict=True)
    ]


def _next_article(article: Article, user: User) -> int | None:
    """The next of one's own; else the next with a claim that nobody has ruled on, which one may
    work on. After the last comes the first."""
    mine = next_article(user, after=article.pk)
    if mine and mine.pk != article.pk:
        return mine.pk
    waiting = Claim.objects.filter(
        article_text__article=OuterRef("pk"),
        article_text__is_current=True,
        status=Claim.Status.EXTRACTED,
    )
    others = Article.objects.filter(Exists(waiting), is_locked=False).exclude(pk=article.pk)
    later = others.filter(pk__gt=article.pk).order_by("pk").values_list("pk", flat=True).first()
    return later or others.order_by("pk").values_list("pk", flat=True).first()
