"""A small world for the pages: invented publishers, figures of the record, repeated origins."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from articles.models import ArticleText
from claims.comparing import Figure, figure_words
from claims.models import Claim, Comparison, Source
from claims.services.searching import search_index_pending
from tests.factories import (
    AnnotationFactory,
    ArticleFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    EntryFactory,
    LinkFactory,
    PublisherFactory,
    SourceFactory,
    UserFactory,
)

SCENE = json.loads((Path(__file__).parent / "scene.json").read_text())
SLUG = "russian-troops-near-ukraine"


def build() -> Comparison:
    """Articles, claims with their chains, one comparison of them all, a note and a link."""
    sources = {fields["key"]: _source(fields) for fields in SCENE["sources"]}
    comparison = ComparisonFactory(slug=SLUG)
    innermost: list[Claim] = []
    for article in SCENE["articles"]:
        text = _text(article)
        for sentence in article["sentences"]:
            claim = _claims(text, sentence, sources)
            innermost.append(claim)
            EntryFactory(comparison=comparison, claim=claim)
    editor = UserFactory(username="wen", first_name="Wen", last_name="Aldous")
    AnnotationFactory(claim=innermost[2], author=editor, body="Crimea is counted in.")
    LinkFactory(first=innermost[2], second=innermost[5], relation="repeats", created_by=editor)
    search_index_pending(limit=100_000)
    return comparison


def _source(fields: dict[str, str]) -> Source:
    return SourceFactory(slug=fields["key"].partition(":")[2].replace(":", "-"), **fields)


def _text(article: dict[str, Any]) -> ArticleText:
    closing = SCENE["closing"]["zh" if article["language"].startswith("zh") else "en"]
    said = [sentence["text"] for sentence in article["sentences"]]
    return ArticleTextFactory(
        article=ArticleFactory(publisher=PublisherFactory(name=article["publisher"])),
        title=article["title"],
        byline=article["byline"],
        language=article["language"],
        published_on=date.fromisoformat(article["published_on"]),
        text="\n".join([article["title"], *said, closing]),
    )


def _claims(text: ArticleText, sentence: dict[str, Any], sources: dict[str, Source]) -> Claim:
    """The claims of a sentence, each the parent of the next; the innermost is returned."""
    parent: Claim | None = None
    quantity = {
        name: Decimal(given) if type(given) is int else given
        for name, given in sentence["quantity"].items()
    }
    number = _figure(quantity)
    last = len(sentence["chain"]) - 1
    for place, link in enumerate(sentence["chain"]):
        source = sources[link["source"]]
        parent = ClaimFactory(
            article_text=text,
            source=source,
            parent=parent,
            anonymous=source.anonymity != Source.Anonymity.NAMED,
            headline_en=f"{source.label_en}: {figure_words(number, 'en')} troops",
            headline_zh=f"{source.label_zh}：{figure_words(number, 'zh')}名军人",
            modality=quantity.get("modality", "asserted") if place == last else "asserted",
            confidence=0.93 - 0.06 * place,
            spans={
                "source": [link["words"]],
                "cue": [link["cue"]],
                "content": [sentence["content"]],
            },
            quantities=(
                [{**quantity, "unit": "person", "dimension": "troops"}] if place == last else []
            ),
            times=[],
        )
    assert parent is not None
    return parent


def _figure(quantity: dict[str, Any]) -> Figure:
    given = {name: value for name, value in quantity.items() if name != "quote"}
    direction = given.pop("change", "")
    return Figure(**given, change=bool(direction), direction=direction)
