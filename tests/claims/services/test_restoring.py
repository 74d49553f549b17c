import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model

from articles.models import Article, OwnerGroup, Publisher
from articles.services import LockedArticle
from articles.services.acts import act_of as act_on_articles
from articles.services.publisher_editing import (
    owner_group_edit,
    publisher_domain_add,
    publisher_edit,
    publisher_name_add,
    publisher_name_remove,
)
from claims.models import Act, Claim
from claims.selectors.timeline import Moment, rows_of, timeline
from claims.services import Conflict, StaleVersion, claim_edit, entry_add, undo
from claims.services.acts import act_of
from claims.services.restoring import restore, version_of
from tests.claims.services.test_undoing import fresh, rows
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    ComparisonFactory,
    PublisherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def moments(row: Model) -> list[Moment]:
    shown, _pages = timeline(rows_of(row))
    return shown


def remake_spans(claim: Claim, user: object) -> None:
    with act_of(user, "span.move", claim=claim):
        claim.spans.filter(part="cue").delete()
        content = claim.spans.get(part="content")
        content.end -= 1
        content.quote = content.quote[:-1]
        content.save()


def test_a_claim_stands_again_as_it_stood() -> None:
    claim, anna, bert = ClaimFactory(), UserFactory(), UserFactory()
    claim_edit(claim=claim, user=anna, version=1, status="accepted")
    accepted = rows(frozenset({"version", "edited_at", "edited_by_id"}))
    remake_spans(claim, bert)
    claim_edit(claim=claim, user=bert, version=2, kind="direct", speaker_name="Somebody")
    changed = rows()
    point = next(one.point for one in moments(claim) if one.act and one.act.user == anna)
    restored = restore(row=claim, point=point, user=anna, version=3, reason="As it was")
    assert rows(frozenset({"version", "edited_at", "edited_by_id"})) == accepted
    assert (restored.edited_by, restored.version) == (anna, 4)
    act = Act.objects.latest("pk")
    assert (act.verb, act.reason, act.claim) == ("restore", "As it was", claim)
    undo(anna)
    assert rows() == changed


def test_what_the_machine_read_can_be_had_again() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    first = moments(claim)[-1]
    assert first.act is None
    assert restore(row=claim, point=first.point, user=user, version=2).status == "extracted"


def test_what_somebody_saved_meanwhile_is_not_lost() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    with pytest.raises(StaleVersion):
        restore(row=claim, point=moments(claim)[-1].point, user=user, version=1)
    with pytest.raises(ValidationError, match="already"):
        restore(row=claim, point=moments(claim)[0].point, user=user, version=2)
    assert fresh(claim).status == "rejected"


def test_what_is_compared_stays() -> None:
    claim, user = ClaimFactory(quantities=[]), UserFactory()
    start = moments(claim)[-1].point
    with act_of(user, "quantity.add", claim=claim):
        quantity = claim.quantities.create(
            start=0, end=1, quote=claim.article_text.text[0], value=7, unit="person"
        )
    entry_add(comparison=ComparisonFactory(), quantity=quantity, user=user)
    with pytest.raises(Conflict):
        restore(row=claim, point=start, user=user, version=1)
    assert claim.quantities.get() == quantity


def test_a_comparison_too() -> None:
    claim, user = ClaimFactory(), UserFactory()
    comparison = ComparisonFactory()
    with act_of(user, "comparison.edit"):
        comparison.question_en = "How many?"
        comparison.save()
    point = timeline(rows_of(comparison))[0][0].point
    entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)
    restored = restore(row=comparison, point=point, user=user, version=2)
    assert not restored.entries.exists()
    assert restored.question_en == "How many?"


def test_a_publisher_with_its_names_domains_and_owner() -> None:
    publisher, anna, bert = PublisherFactory(name="Herald"), UserFactory(), UserFactory()
    old = publisher_name_add(publisher=publisher, user=anna, name="The Old Herald")
    group = OwnerGroup.objects.create(name="Harbour")
    publisher_edit(publisher=publisher, user=anna, version=2, owner_group=group)
    (then, *_earlier) = moments(publisher)
    was = rows()

    publisher_name_remove(name=old, user=bert)
    publisher_domain_add(publisher=publisher, user=bert, domain="herald.example")
    publisher_edit(publisher=publisher, user=bert, version=5, name="Mail", owner_group=None)
    changed = rows()
    with pytest.raises(StaleVersion):
        restore(row=publisher, point=then.point, user=anna, version=5)
    restored = restore(row=publisher, point=then.point, user=anna, version=6)
    assert (restored.name, restored.owner_group) == ("Herald", group)
    assert rows() == was
    undo(anna)
    assert rows() == changed


def test_an_owner_group() -> None:
    group, user = OwnerGroup.objects.create(name="Harbour"), UserFactory()
    owner_group_edit(group=group, user=user, version=1, name="Dock")
    restore(row=group, point=moments(group)[-1].point, user=user, version=2)
    assert OwnerGroup.objects.get().name == "Harbour"


def corrected(article: Article, publisher: Publisher, user: object) -> None:
    with act_on_articles(user, "article.edit", article=article):
        Article.objects.filter(pk=article.pk).update(publisher=publisher)


def test_an_article_s_publisher_but_not_the_work_on_it() -> None:
    article, anna, bert = ArticleFactory(), UserFactory(), UserFactory()
    first = article.publisher
    corrected(article, PublisherFactory(), anna)
    Article.objects.filter(pk=article.pk).update(state="done", assignee=bert)
    seen = version_of(article)
    corrected(article, PublisherFactory(), bert)
    start = moments(article)[-1].point
    with pytest.raises(StaleVersion):
        restore(row=article, point=start, user=anna, version=seen)
    restore(row=article, point=start, user=anna, version=version_of(article))
    article.refresh_from_db()
    assert (article.publisher, article.state, article.assignee) == (first, "done", bert)
    assert Act.objects.latest("pk").article == article
    Article.objects.filter(pk=article.pk).update(is_locked=True)
    with pytest.raises(LockedArticle):
        restore(row=article, point=start, user=anna, version=version_of(article))
