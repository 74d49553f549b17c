"""The cast of the desk: one client a role, and rows of every kind for them to look at."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from articles.models import Feed
from claims.models import Claim, Release
from tests.factories import (
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    ExtractionRunFactory,
    LinkFactory,
    UserFactory,
)


@pytest.fixture
def client_of(db: None) -> Callable[[str], Client]:
    """`client_of("editor")`: signed in with that role; "anonymous" is not signed in at all."""

    def make(role: str) -> Client:
        client = Client()
        if role == "administrator":
            client.force_login(UserFactory(is_superuser=True))
        elif role == "visitor":
            client.force_login(UserFactory(is_staff=False))
        elif role != "anonymous":
            client.force_login(UserFactory(role=role))
        return client

    return make


@pytest.fixture
def desk(db: None) -> SimpleNamespace:
    """One row of every kind the desk shows."""
    text = ArticleTextFactory()
    outer = ClaimFactory(article_text=text, quantities=[], times=[])
    claim = ClaimFactory(article_text=text, parent=outer)
    other = ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    return SimpleNamespace(
        text=text,
        article=text.article,
        publisher=text.article.publisher,
        original=text.original,
        feed=Feed.objects.create(url="https://news.example/feed.xml"),
        claim=claim,
        other=other,
        source=claim.source,
        comparison=comparison,
        link=LinkFactory(first=claim, second=other),
        annotation=AnnotationFactory(claim=claim),
        run=ExtractionRunFactory(article_text=text),
        release=Release.objects.create(
            comparison=comparison,
            number=1,
            content={"question": "?"},
            sha256="0" * 64,
            published_by=UserFactory(),
        ),
    )


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)
