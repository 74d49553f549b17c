"""The index follows what is done to claims, whoever does it."""

import pytest

from claims.models import Annotation, Claim, SearchEntry, SearchKind, SearchPending, Source
from claims.services import annotation_create, claim_edit
from claims.services.searching import search_index_pending, search_rebuild
from tests.factories import (
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    PublisherFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def entry(kind: str, pk: int) -> SearchEntry:
    return SearchEntry.objects.get(kind=kind, object_id=pk)


@pytest.fixture
def claim() -> Claim:
    claim = ClaimFactory()
    index()
    return claim


def index() -> None:
    while search_index_pending():
        pass


def test_everything_new_is_indexed_and_nothing_stays_pending(claim):
    AnnotationFactory(claim=claim)
    index()
    assert sorted(SearchEntry.objects.values_list("kind", flat=True)) == sorted(SearchKind.values)
    assert not SearchPending.objects.exists()


def test_a_claim_is_indexed_with_what_it_can_be_narrowed_by(claim):
    found = entry("claim", claim.pk)
    assert (found.state, found.language, found.is_current) == ("extracted", "en", True)
    assert found.day == claim.article_text.published_on
    assert found.publisher == claim.article_text.article.publisher
    assert found.source == claim.source
    assert (found.least, found.most) == (94_300, 94_300)


def test_an_act_is_followed(claim):
    user = UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected", headline_en="A dachshund")
    annotation_create(claim=claim, user=user, body="A poodle")
    index()
    assert entry("claim", claim.pk).state == "rejected"
    assert "dachshund" in entry("claim", claim.pk).terms
    assert "poodl" in entry("annotation", Annotation.objects.get().pk).terms


def test_a_bulk_write_is_followed(claim):
    other = SourceFactory()
    Claim.objects.update(source=other)
    Source.objects.update(label_zh="发言人")
    claim.quantities.update(value=7, low=5, high=9)
    index()
    found = entry("claim", claim.pk)
    assert (found.source, found.least, found.most) == (other, 5, 9)
    assert "发言" in entry("source", other.pk).terms


def test_what_is_deleted_is_gone_at_once(claim):
    note = AnnotationFactory(claim=claim)
    index()
    note.delete()
    claim.delete()
    assert not SearchEntry.objects.filter(kind__in=["claim", "annotation"]).exists()
    index()
    assert not SearchEntry.objects.filter(kind__in=["claim", "annotation"]).exists()


def test_a_new_version_takes_the_place_of_the_old(claim):
    old = claim.article_text
    type(old).objects.filter(pk=old.pk).update(is_current=False)
    new = ArticleTextFactory(article=old.article, version=2, text="Another text")
    index()
    assert [e.object_id for e in SearchEntry.objects.filter(kind="article")] == [new.pk]
    assert entry("claim", claim.pk).is_current is False


def test_an_article_s_publisher_is_followed(claim):
    publisher = PublisherFactory()
    article = claim.article_text.article
    article.publisher = publisher
    article.save()
    index()
    assert entry("claim", claim.pk).publisher == publisher
    assert entry("article", claim.article_text_id).publisher == publisher


def test_an_act_that_is_taken_back_leaves_nothing_pending(claim):
    from django.db import transaction

    with transaction.atomic():
        Claim.objects.update(status="rejected")
        transaction.set_rollback(True)
    assert not SearchPending.objects.exists()


def test_a_rebuild_makes_the_same_and_drops_what_is_no_more(claim):
    before = list(SearchEntry.objects.order_by("kind").values_list("kind", "object_id", "terms"))
    SearchEntry.objects.filter(kind="claim").delete()
    SearchEntry.objects.filter(kind="source").update(object_id=0)
    counted: dict[str, int] = {}
    search_rebuild(lambda kind, count: counted.update({kind: count}))
    after = list(SearchEntry.objects.order_by("kind").values_list("kind", "object_id", "terms"))
    assert after == before
    assert counted == {"claim": 1, "article": 1, "source": 1}


def test_indexing_takes_a_fixed_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        AnnotationFactory()
    with django_assert_num_queries(17):
        search_index_pending()
