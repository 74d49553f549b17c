"""Claims, notes and what was published in the formats of others: W3C, schema.org, Atom."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from access.addresses import address
from access.documents import Document, Page, as_json
from articles.models import ArticleText
from claims.comparing import Wording
from claims.models import Annotation, Claim, Comparison
from claims.publishing import feeds, linked_data, web_annotation
from claims.selectors.comparisons import figure_of, party_of
from claims.selectors.mentions import name_of
from claims.selectors.surroundings import content_surrounded, passages_surrounded

# What is told of a claim beside its own row.
OF_CLAIMS = ("article_text__article__publisher", "source__standing__root")


class WebAnnotations(Document):
    """W3C Web Annotation. A list is an AnnotationPage."""

    format = "web-annotation"
    media_type = web_annotation.MEDIA_TYPE
    charset = None

    def nodes(self, rows: Sequence[Any], request: Request) -> list[web_annotation.Node]:
        raise NotImplementedError

    def one(self, row: Any, request: Request) -> bytes:
        return as_json(self.nodes([row], request)[0])

    def page(self, page: Page, request: Request) -> bytes:
        links = {"next": page.next, "prev": page.previous}
        nodes = self.nodes(page.rows, request)
        return as_json(web_annotation.as_page(nodes, page.address, links))


class ClaimAnnotations(WebAnnotations):
    """A claim identifies, in words of a text, what was said."""

    def nodes(self, rows: Sequence[Claim], request: Request) -> list[web_annotation.Node]:
        prefetch_related_objects(list(rows), "run", *OF_CLAIMS)
        around = content_surrounded([claim.pk for claim in rows], web_annotation.AROUND)
        return [
            web_annotation.as_annotation(
                web_annotation.Said(
                    address=_address("claim", claim, request),
                    created=claim.article_text.created_at,
                    modified=_changed(claim),
                    maker=_maker(claim),
                    body=web_annotation.claim_body(
                        address=_page_of(claim, request),
                        headline_en=claim.headline_en,
                        headline_zh=claim.headline_zh,
                        author=_page_of(claim.source.counts_as, request) if claim.source else "",
                    ),
                    motivation="identifying",
                ),
                [web_annotation.Place(*place) for place in around.get(claim.pk, [])],
                _text(claim.article_text, request),
            )
            for claim in rows
        ]


class NoteAnnotations(WebAnnotations):
    """An editor's note, on a claim, on a passage, or in reply to another note."""

    def nodes(self, rows: Sequence[Annotation], request: Request) -> list[web_annotation.Node]:
        notes = list(rows)
        prefetch_related_objects(notes, "author", "claim", "parent", "article_text__article")
        around = passages_surrounded([note.pk for note in notes], web_annotation.AROUND)
        return [self._node(note, around.get(note.pk), request) for note in notes]

    def _node(self, note: Annotation, place: Any, request: Request) -> web_annotation.Node:
        said = web_annotation.Said(
            address=_address("annotation", note, request),
            created=note.created_at,
            modified=None,
            maker=web_annotation.Maker(name_of(note.author)),
            body=web_annotation.note_body(note.body),
            motivation="replying" if note.parent_id else "commenting",
        )
        if note.parent:
            target: Any = _address("annotation", note.parent, request)
        elif note.claim:
            target = _address("claim", note.claim, request)
        else:
            target = [web_annotation.Place(*place)] if place else []
        text = _text(note.article_text, request) if note.article_text else None
        return web_annotation.as_annotation(said, target, text)


class LinkedData(Document):
    """schema.org, as JSON-LD. A list is an ItemList."""

    format = "json-ld"
    media_type = "application/ld+json"
    charset = None

    def one(self, row: Claim, request: Request) -> bytes:
        return as_json(_linked(row, request))

    def page(self, page: Page, request: Request) -> bytes:
        prefetch_related_objects(list(page.rows), "spans", "quantities", *OF_CLAIMS)
        items = [_linked(claim, request) for claim in page.rows]
        return as_json(linked_data.list_as_jsonld(page.address, items, page.next))


class Feed(Document):
    """Atom (RFC 4287, and RFC 5005 for the way to the next page), of lists only."""

    format = "atom"
    media_type = "application/atom+xml"
    is_list_only = True
    ordering = "-id"
    title: Any = ""

    def entries(self, rows: Sequence[Any], request: Request) -> Iterable[feeds.Entry]:
        raise NotImplementedError

    def page(self, page: Page, request: Request) -> bytes:
        entries = tuple(self.entries(page.rows, request))
        return feeds.as_atom(
            feeds.Feed(
                address=page.address,
                page=request.build_absolute_uri("/"),
                title=str(self.title),
                subtitle="",
                language=get_language() or "en",
                updated=max((e.changed for e in entries), default=feeds.NEVER),
                entries=entries,
                next=page.next or "",
            )
        )


class ClaimFeed(Feed):
    title = _("Claims")

    def entries(self, rows: Sequence[Claim], request: Request) -> Iterable[feeds.Entry]:
        prefetch_related_objects(list(rows), "spans", *OF_CLAIMS)
        for claim in rows:
            text = claim.article_text
            publisher = text.article.publisher
            yield feeds.Entry(
                address=_page_of(claim, request),
                title=claim.headline,
                summary=_content(claim),
                author=publisher.name if publisher else "",
                published=text.created_at,
                updated=_changed(claim),
            )


class ArticleFeed(Feed):
    title = _("Articles")

    def entries(self, rows: Sequence[ArticleText], request: Request) -> Iterable[feeds.Entry]:
        for text in rows:
            publisher = text.article.publisher
            yield feeds.Entry(
                address=_page_of(text.article, request),
                title=text.title,
                summary="",
                author=publisher.name if publisher else "",
                published=text.article.created_at,
                updated=text.created_at,
            )


class ComparisonFeed(Feed):
    title = _("Comparisons")

    def entries(self, rows: Sequence[Comparison], request: Request) -> Iterable[feeds.Entry]:
        for comparison in rows:
            yield feeds.Entry(
                address=_page_of(comparison, request),
                title=comparison.question,
                summary="",
                author="",
                published=comparison.created_at,
            )


def _linked(claim: Claim, request: Request) -> linked_data.Node:
    text, source = claim.article_text, claim.source
    publisher = text.article.publisher
    return linked_data.claim_as_jsonld(
        address=_page_of(claim, request),
        name=Wording(claim.headline_en, claim.headline_zh),
        text=_content(claim),
        appearance=linked_data.Appearance(
            address=_page_of(text.article, request),
            headline=text.title,
            language=text.language,
            published_on=text.published_on,
            publisher=publisher.name if publisher else "",
        ),
        author=party_of(source) if source else None,
        author_address=_page_of(source.counts_as, request) if source else "",
        figures=[figure_of(quantity) for quantity in claim.quantities.all()],
    )


def _text(text: ArticleText, request: Request) -> web_annotation.Text:
    cached = _address("text", text, request)
    return web_annotation.Text(
        text.article.canonical_url or cached, cached, text.created_at, text.language
    )


def _maker(claim: Claim) -> web_annotation.Maker | None:
    if claim.run_id is None or claim.run is None:
        return None  # an editor's; who, the history tells those who may know
    return web_annotation.Maker(f"According {claim.run.engine_version}", is_software=True)


def _content(claim: Claim) -> str:
    return " … ".join(span.quote for span in claim.spans.all() if span.part == "content")


def _changed(claim: Claim) -> datetime | None:
    return max(filter(None, (claim.edited_at, claim.reviewed_at)), default=None)


def _address(resource: str, row: Any, request: Request) -> str:
    return address(request, resource, row.public_id)


def _page_of(row: Any, request: Request) -> str:
    return request.build_absolute_uri(row.get_absolute_url())
