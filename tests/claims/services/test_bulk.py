"""Acts on many rows: planned, done as planned, and nothing in between."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from claims.models import Act, Claim, Notice
from claims.services import bulk, newsroom
from claims.services.bulk_acts import ARTICLE_ACTS, CLAIM_ACTS
from tests.factories import ArticleFactory, ArticleTextFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def planned(act, rows, user, **values):
    return bulk.bulk_plan(act, chosen=rows, user=user, values=values)


def done(act, rows, user, **values) -> int:
    seen = planned(act, rows, user, **values).seen
    return bulk.bulk_do(act, chosen=rows, user=user, values=values, seen=seen)


def reasons(plan) -> dict[str, int]:
    return {str(skipped.reason): skipped.number for skipped in plan.skipped}


def test_claims_above_a_confidence_are_accepted_as_one_act(editor):
    text = ArticleTextFactory()
    sure = [ClaimFactory(article_text=text, confidence=0.9) for _ in range(3)]
    unsure = ClaimFactory(article_text=text, confidence=0.5)
    by_hand = ClaimFactory(article_text=text, confidence=None)
    ruled = ClaimFactory(article_text=text, status="rejected")
    accept = CLAIM_ACTS["accept"]

    plan = planned(accept, Claim.objects.all(), editor, confidence=0.8)
    assert set(plan.rows) == set(sure)
    assert (plan.number, plan.total) == (3, 6)
    assert reasons(plan) == {
        "ruled on already": 1,
        "below this confidence": 1,
        "without a confidence": 1,
    }
    assert done(accept, Claim.objects.all(), editor, confidence=0.8) == 3
    assert set(Claim.objects.filter(status="accepted")) == set(sure)
    row = Claim.objects.get(pk=sure[0].pk)
    assert (row.version, row.edited_by) == (2, editor)
    assert Article.objects.get().state == "in_progress"
    for untouched in (unsure, by_hand, ruled):
        assert Claim.objects.get(pk=untouched.pk).version == 1

    act = Act.objects.get()
    assert (act.verb, act.user) == ("claim.accept", editor)
    events = Claim.pgh_event_model.objects.filter(pgh_context=act.context, pgh_label="update")
    assert events.count() == 3


def test_whatever_is_above_none_is_accepted(editor):
    ClaimFactory(confidence=None), ClaimFactory(confidence=0.1)
    assert done(CLAIM_ACTS["accept"], Claim.objects.all(), editor, confidence=0) == 2


def test_accepting_takes_the_second_persons_mark_off(editor):
    ClaimFactory(reviewed_at="2026-01-01T00:00Z", reviewed_by=UserFactory())
    done(CLAIM_ACTS["reject"], Claim.objects.all(), editor, reason="says nothing")
    claim = Claim.objects.get()
    assert (claim.status, claim.reviewed_at, claim.reviewed_by) == ("rejected", None, None)
    assert Act.objects.get().reason == "says nothing"


def test_what_is_locked_to_another_is_left(editor):
    claim = ClaimFactory()
    article, other = claim.article_text.article, UserFactory(role="editor")
    newsroom.article_take(article=article, user=other)
    newsroom.article_lock(article=article, user=other)
    for act, rows, values in [
        (CLAIM_ACTS["accept"], Claim.objects.all(), {}),
        (CLAIM_ACTS["tag"], Claim.objects.all(), {"names": ["mine"]}),
        (ARTICLE_ACTS["assign"], Article.objects.all(), {"assignee": editor}),
        (ARTICLE_ACTS["state"], Article.objects.all(), {"state": "done"}),
        (ARTICLE_ACTS["tag"], Article.objects.all(), {"names": ["mine"]}),
        (ARTICLE_ACTS["extract"], Article.objects.all(), {}),
    ]:
        plan = planned(act, rows, editor, **values)
        assert (plan.number, reasons(plan)) == (0, {"locked to somebody else": 1}), act.name
        assert planned(act, rows, other, **values).number == (act.name != "assign" or 1)
        assert done(act, rows, editor, **values) == 0


def test_what_changed_since_it_was_shown_is_not_done(editor):
    claims = [ClaimFactory(), ClaimFactory()]
    accept, everything = CLAIM_ACTS["accept"], Claim.objects.all()
    seen = planned(accept, everything, editor).seen
    Claim.objects.filter(pk=claims[0].pk).update(version=2)
    with pytest.raises(bulk.ChangedMeanwhile):
        bulk.bulk_do(accept, chosen=everything, user=editor, values={}, seen=seen)
    assert not Claim.objects.filter(status="accepted").exists()


def test_other_values_than_were_shown_are_not_taken(editor):
    ClaimFactory(confidence=0.9)
    accept, everything = CLAIM_ACTS["accept"], Claim.objects.all()
    seen = planned(accept, everything, editor, confidence=0.8).seen
    with pytest.raises(bulk.ChangedMeanwhile):
        bulk.bulk_do(accept, chosen=everything, user=editor, values={"confidence": 0.1}, seen=seen)


def test_there_is_a_most(editor, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    ClaimFactory(), ClaimFactory()
    with pytest.raises(ValidationError):
        done(CLAIM_ACTS["accept"], Claim.objects.all(), editor)
    assert not Claim.objects.filter(status="accepted").exists()


@pytest.mark.parametrize(
    ("acts", "factory"), [(CLAIM_ACTS, ClaimFactory), (ARTICLE_ACTS, ArticleFactory)]
)
def test_tags_are_put_on_and_taken_off(editor, acts, factory):
    first, second = factory(), factory()
    rows = type(first).objects.all()
    assert done(acts["tag"], rows.filter(pk=first.pk), editor, names=["border"]) == 1
    plan = planned(acts["tag"], rows, editor, names=["Border"])
    assert (set(plan.rows), reasons(plan)) == ({second}, {"tagged so already": 1})
    assert done(acts["tag"], rows, editor, names=["border", "figures"]) == 2
    assert {tag.name for tag in first.tags.all()} == {"border", "figures"}
    assert done(acts["untag"], rows, editor, names=["BORDER"]) == 2
    assert {tag.name for tag in second.tags.all()} == {"figures"}
    plan = planned(acts["untag"], rows, editor, names=["border"])
    assert reasons(plan) == {"without this tag": 2}


def test_who_is_given_articles_is_told_of_each(editor):
    other = UserFactory(role="editor")
    articles = [ArticleFactory(), ArticleFactory(assignee=other), ArticleFactory()]
    assert done(ARTICLE_ACTS["assign"], Article.objects.all(), editor, assignee=other) == 2
    assert {notice.article for notice in Notice.objects.filter(user=other)} == {
        articles[0],
        articles[2],
    }
    assert done(ARTICLE_ACTS["assign"], Article.objects.all(), editor, assignee=None) == 3
    assert not Article.objects.exclude(assignee=None).exists()


def test_states_are_set(editor):
    ArticleFactory(), ArticleFactory(state="done")
    assert done(ARTICLE_ACTS["state"], Article.objects.all(), editor, state="done") == 1


def test_extraction_is_queued_once_for_each_current_text(editor):
    from procrastinate.contrib.django.models import ProcrastinateJob

    text = ArticleTextFactory()
    ArticleFactory()  # without a text
    plan = planned(ARTICLE_ACTS["extract"], Article.objects.all(), editor)
    assert reasons(plan) == {"without a text": 1}
    done(ARTICLE_ACTS["extract"], Article.objects.all(), editor)
    jobs = ProcrastinateJob.objects.filter(task_name="claims.tasks.extract_article_text")
    assert [job.args for job in jobs] == [{"article_text_id": text.pk}]
