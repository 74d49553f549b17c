"""What was mended can be taken back whole, and done again."""

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import ArticleText
from claims.models import Claim
from claims.services.mending import claim_create, claim_split, claims_merge, spans_change
from claims.services.undoing import redo, undo
from tests.claims.services.mending.telling import TEXT, at, laws, reznikov
from tests.factories import AnnotationFactory, UserFactory

pytestmark = pytest.mark.django_db


def stands(text: ArticleText) -> dict[int, Any]:
    """All that is told of the text's claims, but versions and signatures."""
    return {
        claim.pk: (
            claim.status,
            claim.parent_id,
            claim.headline_en,
            claim.position,
            sorted((s.part, s.start, s.end) for s in claim.spans.all()),
            sorted((q.start, q.value) for q in claim.quantities.all()),
            sorted((t.start, t.begin) for t in claim.times.all()),
            claim.annotations.count(),
        )
        for claim in Claim.objects.filter(article_text=text)
    }


def outer(text: ArticleText, user: Any) -> Claim:
    words = TEXT[TEXT.index("that defence") : TEXT.index(". 𠮷")]
    return claim_create(
        article_text=text,
        user=user,
        source=at("The Associated Press"),
        cue=at("reported"),
        content=at(words),
    ).claim


def halves(text: ArticleText, user: Any) -> tuple[Claim, Claim]:
    claim = reznikov(text, user)
    cut = TEXT.index("and that 12 ships")
    mended, rest = claim_split(claim=claim, user=user, version=1, at=cut)
    AnnotationFactory(claim=rest)
    return mended.claim, rest


def create(text: ArticleText, user: Any) -> Callable[[], object]:
    return lambda: reznikov(text, user)


def move(text: ArticleText, user: Any) -> Callable[[], object]:
    claim = reznikov(text, user)
    content = at("12 ships might come")
    return lambda: spans_change(claim=claim, user=user, version=1, content=content)


def split(text: ArticleText, user: Any) -> Callable[[], object]:
    claim = reznikov(text, user)
    cut = TEXT.index("and that 12 ships")
    return lambda: claim_split(claim=claim, user=user, version=1, at=cut)


def merge(text: ArticleText, user: Any) -> Callable[[], object]:
    first, second = halves(text, user)
    versions = [first.version, second.version]
    return lambda: claims_merge(first=first, second=second, user=user, versions=versions)


@pytest.mark.parametrize("prepare", [create, move, split, merge])
def test_taken_back_and_done_again(text: ArticleText, prepare: Any) -> None:
    user = UserFactory(role="editor")
    outer(text, user)
    act = prepare(text, user)
    before = stands(text)
    act()
    after = stands(text)
    assert after != before
    undo(user)
    assert stands(text) == before
    laws(text)
    redo(user)
    assert stands(text) == after
    laws(text)
