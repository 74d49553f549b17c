"""Rows for the tests, with spans that really stand in their texts."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from articles.models import Article, ArticleText, Feed, Original, Publisher
from articles.spans import Span
from claims.models import (
    Annotation,
    Claim,
    ClaimSpan,
    Comparison,
    Entry,
    ExtractionRun,
    Link,
    Quantity,
    Source,
    TimeExpression,
)

BODY = (
    "Ukraine’s defence minister Oleksii Reznikov told parliament on Friday (December 3) "
    "that Russia had massed 94,300 troops near the border."
)
SPANS = {
    "source": ["Ukraine’s defence minister Oleksii Reznikov"],
    "cue": ["told parliament"],
    "content": ["that Russia had massed 94,300 troops near the border"],
}
QUANTITY = {"quote": "94,300 troops", "value": Decimal(94_300), "unit": "person"} | {
    "counted": "troops",
    "dimension": "troops",
}
TIME = {"quote": "Friday (December 3)", "begin": date(2021, 12, 3), "finish": date(2021, 12, 3)} | {
    "granularity": "day"
}


def place(text: str, quote: str) -> Span:
    """Where `quote` first stands in `text`; ValueError where it does not."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def _mention(text: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    span = place(text, fields["quote"])
    return {"start": span.start, "end": span.end, **fields}


class UserFactory(DjangoModelFactory):
    """`UserFactory(role="editor")`: a user in that group, with the group's permissions."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")
    is_staff = True

    @factory.post_generation
    def role(self, create: bool, extracted: str | None, **kwargs: Any) -> None:
        if create and extracted:
            from claims.services.roles import set_up_roles

            if not Group.objects.filter(name=extracted).exists():
                set_up_roles()
            self.groups.add(Group.objects.get(name=extracted))


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = Publisher

    name = factory.Sequence(lambda n: f"Publisher {n}")
    slug = factory.Sequence(lambda n: f"publisher-{n}")
    domain = factory.Sequence(lambda n: f"publisher-{n}.example")


class OriginalFactory(DjangoModelFactory):
    class Meta:
        model = Original

    class Params:
        data = factory.Sequence(lambda n: f"original {n}".encode())

    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.data).hexdigest())
    compressed = factory.LazyAttribute(lambda o: zlib.compress(o.data))
    size = factory.LazyAttribute(lambda o: len(o.data))
    name = factory.Sequence(lambda n: f"article-{n}.md")


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = Feed

    url = factory.Sequence(lambda n: f"https://feeds.example/{n}.xml")


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = Article

    publisher = factory.SubFactory(PublisherFactory)
    canonical_url = factory.Sequence(lambda n: f"https://publisher.example/articles/{n}")


class ArticleTextFactory(DjangoModelFactory):
    class Meta:
        model = ArticleText

    article = factory.SubFactory(ArticleFactory)
    original = factory.SubFactory(OriginalFactory)
    title = factory.Sequence(lambda n: f"Figures differ on the border, part {n}")
    language = "en"
    published_on = date(2021, 12, 4)
    text = factory.LazyAttribute(lambda o: f"{o.title}\n{BODY}")
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    format = "text"
    reader_version = "1"


class ExtractionRunFactory(DjangoModelFactory):
    class Meta:
        model = ExtractionRun

    article_text = factory.SubFactory(ArticleTextFactory)
    engine_version = "test"
    model_hash = "0" * 64


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"person:speaker-{n}")
    slug = factory.Sequence(lambda n: f"person-speaker-{n}")
    kind = Source.Kind.PERSON
    anonymity = Source.Anonymity.NAMED
    label_en = factory.Sequence(lambda n: f"Speaker {n}")
    label_zh = factory.Sequence(lambda n: f"发言者{n}")


class ClaimFactory(DjangoModelFactory):
    """A claim with the spans, the quantity and the time that stand in BODY.

    For a text of your own pass what stands in it, or [] for nothing:
    `ClaimFactory(article_text=text, spans={"content": ["七万人"]}, quantities=[{"quote": "七万人",
    "value": 70000, "unit": "person", "dimension": "troops"}], times=[])`.
    """

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    article_text = factory.SubFactory(ArticleTextFactory)
    source = factory.SubFactory(SourceFactory)
    kind = Claim.Kind.INDIRECT
    headline_en = "Ukraine’s defence minister Oleksii Reznikov: 94,300 troops"
    headline_zh = "乌克兰国防部长奥列克西‧列兹尼科夫：94,300名军人"
    confidence = 0.9
    position = 0

    @factory.post_generation
    def spans(
        self, create: bool, extracted: Mapping[str, Sequence[str]] | None, **kwargs: Any
    ) -> None:
        text = self.article_text.text
        parts = SPANS if extracted is None else dict(extracted)
        for part, quotes in parts.items():
            for quote in quotes:
                ClaimSpan.objects.create(claim=self, part=part, **_mention(text, {"quote": quote}))
        if parts.get("content"):
            self.position = place(text, parts["content"][0]).start
            self.save(update_fields=["position"])

    @factory.post_generation
    def quantities(
        self, create: bool, extracted: Sequence[Mapping[str, Any]] | None, **kwargs: Any
    ) -> None:
        for fields in [QUANTITY] if extracted is None else extracted:
            Quantity.objects.create(claim=self, **_mention(self.article_text.text, fields))

    @factory.post_generation
    def times(
        self, create: bool, extracted: Sequence[Mapping[str, Any]] | None, **kwargs: Any
    ) -> None:
        for fields in [TIME] if extracted is None else extracted:
            TimeExpression.objects.create(claim=self, **_mention(self.article_text.text, fields))


class AnnotationFactory(DjangoModelFactory):
    class Meta:
        model = Annotation

    claim = factory.SubFactory(ClaimFactory)
    author = factory.SubFactory(UserFactory)
    body = "The minister counted Crimea in."


class LinkFactory(DjangoModelFactory):
    class Meta:
        model = Link

    first = factory.SubFactory(ClaimFactory)
    second = factory.SubFactory(ClaimFactory)
    relation = Link.Relation.CONTRADICTS
    judgement = Link.Judgement.POSITIVE
    created_by = factory.SubFactory(UserFactory)


class ComparisonFactory(DjangoModelFactory):
    """`ComparisonFactory(claims=[claim, …])` puts in the first quantity of each."""

    class Meta:
        model = Comparison
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"comparison-{n}")
    question_en = "How many Russian troops are near Ukraine?"
    question_zh = "乌克兰附近有多少俄军？"
    dimension = "troops"

    @factory.post_generation
    def claims(self, create: bool, extracted: Sequence[Claim] | None, **kwargs: Any) -> None:
        for claim in extracted or []:
            EntryFactory(comparison=self, claim=claim)


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    comparison = factory.SubFactory(ComparisonFactory)
    claim = factory.SubFactory(ClaimFactory)
    quantity = factory.LazyAttribute(lambda o: o.claim.quantities.first())
    as_of = factory.LazyAttribute(lambda o: o.claim.article_text.published_on)
