from typing import Any

import pytest

from articles.models import ArticleText
from claims.models import Claim
from claims.selectors.claims import (
    chain,
    claims_with_everything,
    texts_awaiting_extraction,
)
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ExtractionRunFactory,
)

pytestmark = pytest.mark.django_db


def _nested(text: ArticleText, depth: int = 3) -> Claim:
    claim = None
    for _ in range(depth):
        claim = ClaimFactory(article_text=text, parent=claim)
    assert claim
    return claim


def test_a_chain_runs_from_the_outside_in(django_assert_num_queries: Any) -> None:
    nested = _nested(ArticleTextFactory())
    claim = Claim.objects.select_related("article_text", "source").get(pk=nested.pk)
    with django_assert_num_queries(1):
        steps = chain(claim)
        assert all(step.source.label_en for step in steps)
    assert steps[-1] == claim
    assert [step.parent for step in steps] == [None, *steps[:-1]]


def test_a_chain_of_one() -> None:
    claim = ClaimFactory()
    assert chain(claim) == [claim]


def test_a_ring_is_cut() -> None:
    claim = _nested(ArticleTextFactory(), 2)
    Claim.objects.filter(pk=claim.parent.pk).update(parent=claim)
    assert len(chain(claim)) == 2


@pytest.mark.parametrize("texts", [1, 4])
def test_everything_in_a_fixed_number_of_queries(
    texts: int, django_assert_num_queries: Any
) -> None:
    for _ in range(texts):
        _nested(ArticleTextFactory())
    with django_assert_num_queries(5):
        for claim in claims_with_everything():
            assert claim.article_text.article.publisher.name
            assert [step.source.label_en for step in chain(claim)]
            assert claim.spans.all()
            assert claim.quantities.all()
            assert claim.times.all()


def test_texts_that_await_an_engine() -> None:
    done, failed, fresh = ArticleTextFactory(), ArticleTextFactory(), ArticleTextFactory()
    past = ArticleTextFactory(is_current=False)
    ExtractionRunFactory(article_text=done)
    ExtractionRunFactory(article_text=failed, error="broken")
    engine = {"engine_version": "test", "model_hash": "0" * 64}
    assert list(texts_awaiting_extraction(**engine)) == [failed, fresh]
    assert list(texts_awaiting_extraction(**engine, past=True)) == [failed, fresh, past]
    assert texts_awaiting_extraction(engine_version="2", model_hash="0" * 64).count() == 3
