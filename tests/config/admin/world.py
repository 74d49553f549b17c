"""The rows that permissions.toml speaks of, as one user finds them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from access.tokens import token_make
from articles.models import Article, ArticleText, ImportBatch, OwnerGroup, Reprint, Tag
from articles.services.feeds import feed_ask_now
from articles.services.publisher_editing import owner_group_edit, publisher_edit
from claims.admin.comparison_acts import seen_of
from claims.admin.timeline_words import point_words
from claims.models import (
    Act,
    Anchoring,
    Claim,
    Delivery,
    LinkSuggestion,
    Notice,
    Release,
    SourceMerge,
    Webhook,
)
from claims.selectors.recorded import events_of
from claims.selectors.timeline import Point
from claims.services import claim_edit, comparison_edit, undo
from claims.services.acts import act_of
from claims.services.anchoring import carry_claims
from claims.services.register import source_edit
from claims.services.restoring import version_of
from tests.factories import (
    BODY,
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    ExtractionRunFactory,
    FeedFactory,
    LinkFactory,
    PublisherFactory,
    SourceFactory,
    UserFactory,
    place,
)
from tests.releasing import approved

World = dict[str, Any]


def world(user: User, *, locked: bool = False) -> World:
    """Every row by its name. The articles are the user's, or `locked` to somebody else."""
    colleague = UserFactory(username="colleague", role="editor")
    rows: World = {
        "user": user,
        "colleague": colleague,
        "newcomer": UserFactory(),
        "group": Group.objects.create(name="guests"),
        "token": token_make(user=user, name="a notebook", scopes=["read"], days=9)[0],
        "colleague_token": token_make(user=colleague, name="a feed", scopes=["read"], days=9)[0],
        **_claims(user, colleague),
        **_comparisons(colleague),
    }
    rows |= _anchored(rows["colleague"])
    rows |= _imports(rows)
    rows |= _corrected(rows)
    rows |= _links(rows)
    rows |= _notes(rows)
    rows |= _sources(rows)
    rows |= _own_acts(rows)
    rows |= _webhooks(user)
    holder = {"assignee": colleague, "is_locked": True} if locked else {"assignee": user}
    Article.objects.update(**holder)
    return rows | {"article_written": version_of(rows["article"])}


def filled(value: Any, rows: Mapping[str, Any]) -> Any:
    """A value of the table with the rows' keys in it. What is one name keeps its type."""
    if isinstance(value, Mapping):
        return {filled(key, rows): filled(one, rows) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, rows) for one in value]
    if not isinstance(value, str):
        return value
    name = value.removeprefix("{").removesuffix("}")
    if value == f"{{{name}}}":
        return _key(rows[name])
    return value.format_map({name: _key(row) for name, row in rows.items()})


def _key(row: Any) -> Any:
    return row.pk if isinstance(row, Model) else row


def _point(row: Model) -> str:
    """The moment in which the row was made."""
    made = events_of(type(row)).filter(pgh_obj_id=row.pk).first()
    # In one transaction, what is written after an act goes by the act's context.
    act = Act.objects.filter(context=made.pgh_context_id).first()
    return point_words(Point(made.pgh_created_at, act.pk if act else 0))


def _claims(user: User, colleague: User) -> World:
    text = ArticleTextFactory()
    source = SourceFactory()
    claim = ClaimFactory(article_text=text, source=source)
    claim = claim_edit(claim=claim, user=colleague, version=1, status="accepted")
    words = place(text.text, "94,300 troops near the border")
    free = place(text.text, "Russia")  # no figure is read there yet
    tag = Tag.objects.create(name="border")
    text.article.tags.add(tag)
    return {
        "tag": tag,
        "text": text,
        "article": text.article,
        "original": text.original,
        "run": ExtractionRunFactory(article_text=text),
        "publisher": text.article.publisher,
        "claim": claim,
        "claim_type": ContentType.objects.get_for_model(Claim),
        "claim_point": _point(claim),
        "version": claim.version,
        "quantity": claim.quantities.get(),
        "time": claim.times.get(),
        "start": words.start,
        "end": words.end,
        "free_start": free.start,
        "free_end": free.end,
        "twin": ClaimFactory(article_text=text, source=source),
        "mine": ClaimFactory(article_text=text),
        "third": ClaimFactory(),
        "source": source,
    }


def _comparisons(colleague: User) -> World:
    other = ClaimFactory()
    answering, also = ClaimFactory(), ClaimFactory()
    comparison = ComparisonFactory(claims=[answering, also])
    comparison = comparison_edit(
        comparison=comparison, user=colleague, version=1, question_en="How many troops?"
    )
    release = Release.objects.create(
        comparison=comparison, number=1, content={}, sha256="0" * 64, published_by=colleague
    )
    return {
        "comparison": comparison,
        "comparison_point": _point(comparison),
        "approved": approved(ComparisonFactory(claims=[ClaimFactory()])),
        "answering": answering,
        "also": also,
        "entry": (entry := comparison.entries.get(claim=answering)),
        "entry_seen": seen_of(entry),
        "one_origin": LinkFactory(first=answering, second=also, relation="repeats"),
        "release": release,
        "other": other,
        "other_quantity": other.quantities.get(),
    }


def _anchored(colleague: User) -> World:
    """One claim found again by similarity, and one that is not found, each in its own article."""
    similar = _updated(colleague, BODY.replace("massed", "gathered"))
    gone = _updated(colleague, BODY.replace("told parliament", "put it to the deputies"))
    return {
        "anchoring": similar,
        "anchored_version": Claim.objects.get(pk=similar.claim_id).version,
        "unanchored": gone,
        "unanchored_version": Claim.objects.get(pk=gone.claim_id).version,
        **{f"lost_{span.part}": span for span in gone.claim.spans.all()},
    }


def _updated(colleague: User, words: str) -> Anchoring:
    old = ArticleTextFactory(title="Figures differ")
    claim = ClaimFactory(article_text=old)
    claim_edit(claim=claim, user=colleague, version=1, status="accepted")
    ArticleText.objects.filter(pk=old.pk).update(is_current=False)
    new = ArticleTextFactory(
        article=old.article, version=2, title=old.title, text=f"{old.title}\n{words}"
    )
    carry_claims(new)
    return Anchoring.objects.get(claim=claim)


def _imports(rows: World) -> World:
    feed, publisher = FeedFactory(), rows["publisher"]
    with connection.cursor() as cursor:  # a test that was committed leaves its jobs behind
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    feed_ask_now(feed=feed)
    failed_job = ProcrastinateJob.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 1")
    feed_ask_now(feed=FeedFactory())
    first, second, third = rows["article"], rows["third"].article_text.article, rows["other"]
    judged = {"judgement": "negative", "judged_by": rows["colleague"], "judged_at": timezone.now()}
    return {
        "feed": feed,
        "paused_feed": FeedFactory(is_active=False),
        "job": ProcrastinateJob.objects.exclude(pk=failed_job.pk).get(),
        "failed_job": failed_job,
        "running": _batch(),
        "stopped": _batch(stopped_at=timezone.now()),
        "failed": _batch("failed", finished_at=timezone.now()),
        "publisher_name": publisher.names.create(name="The Herald"),
        "publisher_domain": publisher.domains.create(domain="old-herald.example"),
        "reprint": _reprint(first, second),
        "judged_reprint": _reprint(first, third.article_text.article, **judged),
    }


def _corrected(rows: World) -> World:
    """Rows that an earlier state can be put back of."""
    publisher, article, colleague = rows["publisher"], rows["article"], rows["colleague"]
    group = OwnerGroup.objects.create(name="Harbour")
    points = {
        "publisher_point": _point(publisher),
        "owner_group_point": _point(group),
        "article_point": _point(article),
    }
    publisher_edit(publisher=publisher, user=colleague, version=1, notes="Since 1990.")
    owner_group_edit(group=group, user=colleague, version=1, name="Dock")
    with act_of(colleague, "article.edit", article=article):
        Article.objects.filter(pk=article.pk).update(publisher=PublisherFactory())
    return {"owner_group": group, **points}


def _batch(outcome: str = "waiting", **fields: Any) -> ImportBatch:
    batch = ImportBatch.objects.create(door="admin", sealed_at=timezone.now(), **fields)
    batch.items.create(name="a", url="https://a.example/1", outcome=outcome, reason="gone")
    return batch


def _reprint(one: Article, other: Article, **fields: Any) -> Reprint:
    first, second = sorted((one, other), key=lambda article: article.pk)
    return Reprint.objects.create(first=first, second=second, kind="reprint", score=0.9, **fields)


def _links(rows: World) -> World:
    claim, pair = rows["claim"], {"first": rows["twin"], "second": rows["third"]}
    return {
        "link": LinkFactory(first=claim, second=rows["other"]),
        "suggestion": LinkSuggestion.objects.create(**pair, relation="agrees", score=0.8),
    }


def _notes(rows: World) -> World:
    claim, user, colleague = rows["claim"], rows["user"], rows["colleague"]
    note = AnnotationFactory(claim=claim, author=colleague)
    about = {"user": user, "actor": colleague, "kind": "mention", "annotation": note}
    return {
        "note": note,
        "own_note": AnnotationFactory(claim=claim, author=user),
        "resolved_note": AnnotationFactory(
            claim=claim, author=colleague, resolved_at=timezone.now(), resolved_by=colleague
        ),
        "notice": Notice.objects.create(**about),
        "read_notice": Notice.objects.create(**about, read_at=timezone.now()),
    }


def _sources(rows: World) -> World:
    source, colleague = rows["source"], rows["colleague"]
    source = source_edit(source=source, user=colleague, version=1, label_en="Oleksii")
    judged = {"judgement": "positive", "judged_by": colleague, "judged_at": timezone.now()}
    return {
        "source": source,
        "source_point": _point(source),
        "other_source": SourceFactory(),
        "source_name": source.names.create(name="Oleksij"),
        "source_office": source.offices.create(role="clerk", begin=date(2020, 1, 1)),
        "merge": SourceMerge.objects.create(kept=SourceFactory(), merged=SourceFactory(), score=1),
        "judged_merge": SourceMerge.objects.create(
            kept=SourceFactory(), merged=SourceFactory(), **judged
        ),
    }


def _own_acts(rows: World) -> World:
    """One act of the user's that stands, and one that is undone. Services ask for no role."""
    user, claim = rows["user"], rows["mine"]
    claim = claim_edit(claim=claim, user=user, version=1, kind="direct")
    claim_edit(claim=claim, user=user, version=2, headline_en="94,300 troops, he said")
    undo(user)
    return {"act": Act.objects.filter(user=user).earliest("pk")}


def _webhooks(user: User) -> World:
    made = {"url": "https://newsroom.example/hook", "owner": user, "events": ["claim.created"]}
    made["seed"] = "0" * 32
    webhook = Webhook.objects.create(**made)
    about = {"subject": webhook.public_id, "data": "{}", "occurred_at": timezone.now()}
    return {
        "webhook": webhook,
        "webhook_off": Webhook.objects.create(is_active=False, **made),
        "delivery": Delivery.objects.create(webhook=webhook, event="webhook.test", **about),
    }
