"""The page of an import: how it gets on, what became of each item, and the acts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import ImportBatch, ImportItem, Reprint
from tests.articles.admin.pages import PAGE, file, page, zipped
from tests.articles.working import work_off
from tests.factories import ArticleTextFactory, OriginalFactory, UserFactory

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]


def client_of(role: str) -> Client:
    client = Client()
    if role == "administrator":
        client.force_login(UserFactory(is_superuser=True))
    elif role == "visitor":
        client.force_login(UserFactory(is_staff=False))
    elif role != "anonymous":
        client.force_login(UserFactory(role=role))
    return client


@pytest.fixture
def editor(db):
    return client_of("editor")


def batch_with(*outcomes: str, **fields) -> ImportBatch:
    batch = ImportBatch.objects.create(door="admin", sealed_at=timezone.now(), **fields)
    for number, outcome in enumerate(outcomes):
        batch.items.create(
            name=f"{number}.md",
            outcome=outcome,
            reason="no text" if outcome == "failed" else "",
            original=OriginalFactory(),
            article_text=ArticleTextFactory() if outcome in {"imported", "duplicate"} else None,
        )
    return batch


def address(batch: ImportBatch, view: str = "change") -> str:
    return reverse(f"admin:articles_importbatch_{view}", args=[batch.pk])


def report(client, batch, **parameters):
    return client.get(address(batch), parameters).context["report"]


# --- what it shows --------------------------------------------------------------------------------


def test_the_counts_and_the_bar(editor):
    batch = batch_with("imported", "imported", "failed", "waiting", "unpacked")
    shown = report(editor, batch)
    assert (shown.state, shown.progress.done, shown.progress.whole) == ("running", 3, 4)
    bar = {share.outcome: (share.start, share.width) for share in shown.shares if share.width}
    assert bar == {"imported": (0, 50), "failed": (50, 25), "waiting": (75, 25)}


def test_a_filter_by_outcome_and_words(editor):
    batch = batch_with("imported", "failed", "failed")
    assert [row.name for row in report(editor, batch, outcome="failed").rows] == ["1.md", "2.md"]
    assert [row.name for row in report(editor, batch, q="2.m").rows] == ["2.md"]
    assert len(report(editor, batch, q="NO text").rows) == 2
    assert len(report(editor, batch, outcome="no such outcome", q="\0").rows) == 3


def test_members_stand_below_their_container(editor):
    inner = zipped({"c.md": page(2)})
    archive = zipped({"a.md": PAGE, "inner.zip": inner, "b.md": page(1)})
    editor.post(
        reverse("admin:articles_importbatch_add"),
        {"uploads": [file("news.zip", archive), file("d.md", page(3))]},
    )
    batch = work_off(ImportBatch.objects.get())
    rows = [(row.depth, row.name, row.members) for row in report(editor, batch).rows]
    assert rows == [
        (0, "news.zip", 3),
        (1, "a.md", 0),
        (1, "inner.zip", 1),
        (2, "c.md", 0),
        (1, "b.md", 0),
        (0, "d.md", 0),
    ]
    picked = report(editor, batch, q="c.md").rows
    assert [(row.depth, row.name) for row in picked] == [(0, "news.zip/inner.zip/c.md")]


def test_pages_of_items(editor):
    batch = batch_with(*["unchanged"] * 60)
    first, second = report(editor, batch), report(editor, batch, page=2)
    assert (len(first.rows), len(second.rows)) == (50, 10)
    assert report(editor, batch, page="none").page.number == 1


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>.html",
        "../../etc/passwd",
        "a\x1b[31mred\x07.html",
        "cod\u202elmth.exe",
        "\"><img src=x onerror='alert(1)'>",
    ],
)
def test_names_are_shown_and_never_obeyed(editor, name):
    batch = batch_with("failed")
    batch.items.update(name=name, reason=f"cannot read {name}")
    OriginalFactory(name=name)
    original = batch.items.get().original
    type(original).objects.filter(pk=original.pk).update(name=name, headers={"x-odd": name})
    addresses = [address(batch), address(batch, "live")]
    addresses.append(reverse("admin:articles_original_change", args=[original.pk]))
    for place in addresses:
        shown = editor.get(place).content.decode()
        assert "<script>alert(1)" not in shown
        assert "<img src=x" not in shown
        assert "\u202e" not in shown
        assert "\x1b" not in shown


def test_a_duplicate_says_of_what(editor):
    batch = batch_with("duplicate")
    shown = editor.get(address(batch)).content.decode()
    assert "duplicate of" in shown
    assert batch.items.get().article_text.title in shown


def test_speed_and_rest(editor):
    batch = batch_with("waiting", "waiting")
    now = timezone.now()
    for number in range(20):
        ago = timedelta(seconds=2 * number)
        batch.items.create(name=str(number), outcome="imported", finished_at=now - ago)
    batch.items.create(name="long ago", outcome="imported", finished_at=now - timedelta(hours=1))
    pace = report(editor, batch).progress
    assert pace.speed == pytest.approx(20 / 38, rel=0.2)
    assert pace.rest == pytest.approx(2 / pace.speed)


def test_a_finished_import_has_no_rest(editor):
    shown = report(editor, batch_with("imported", finished_at=timezone.now()))
    assert (shown.state, shown.ask_again, shown.progress.rest) == ("finished", 0, None)


def test_it_says_plainly_when_no_worker_runs(editor):
    batch = batch_with("waiting")
    assert b"No worker is running" in editor.get(address(batch)).content
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert b"No worker is running" not in editor.get(address(batch)).content


def test_nobody_waits_for_a_worker_when_nothing_waits(editor):
    batch = batch_with("imported", finished_at=timezone.now())
    assert b"No worker is running" not in editor.get(address(batch)).content


# --- live -----------------------------------------------------------------------------------------


def test_the_live_parts_are_the_page_s_own(editor):
    batch = batch_with("imported", "waiting")
    answer = editor.get(address(batch, "live"), {"outcome": "waiting"})
    shown = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "<html" not in shown
    assert "1.md" in shown
    assert "0.md" not in shown
    assert 'data-ask-again="2"' in shown


def test_it_is_asked_no_more_when_all_is_done(editor):
    batch = batch_with("imported", finished_at=timezone.now())
    assert 'data-ask-again="0"' in editor.get(address(batch, "live")).content.decode()


@pytest.mark.parametrize("view", ["change", "live"])
def test_more_items_ask_no_more_queries(editor, view):
    def queries(batch: ImportBatch) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert editor.get(address(batch, view)).status_code == 200
        return len(asked)

    few, many = batch_with("imported"), batch_with(*["imported"] * 20)
    queries(few)
    assert queries(few) == queries(many)


# --- acts -----------------------------------------------------------------------------------------


def test_stop_resume_and_try_again(editor):
    editor.post(reverse("admin:articles_importbatch_add"), {"uploads": [file("a.md", b"\0")]})
    batch = ImportBatch.objects.get()
    assert report(editor, batch).acts == ["stop"]
    editor.post(address(batch, "stop"))
    batch.refresh_from_db()
    assert batch.stopped_at
    assert batch.stopped_by.groups.get().name == "editor"
    assert report(editor, batch).acts == ["resume"]
    editor.post(address(batch, "resume"))
    work_off(batch)
    assert (batch.stopped_at, batch.items.get().outcome) == (None, "failed")
    assert report(editor, batch).acts == ["retry"]
    editor.post(address(batch, "retry"))
    assert report(editor, batch).state == "running"
    assert ImportItem.objects.get().outcome == "waiting"


@pytest.mark.parametrize("act", ["stop", "resume", "retry"])
@pytest.mark.parametrize("role", ROLES)
def test_acts_are_for_editors(db, role, act):
    batch = batch_with("failed", "waiting")
    answer = client_of(role).post(address(batch, act))
    assert answer.status_code == (403 if role in {"analyst", "reviewer"} else 302)
    if act == "stop":
        batch.refresh_from_db()
        assert bool(batch.stopped_at) == (role in {"editor", "administrator"})


@pytest.mark.parametrize("view", ["change", "live"])
@pytest.mark.parametrize("role", ROLES)
def test_looking_is_for_every_role(db, role, view):
    batch = batch_with("failed")
    answer = client_of(role).get(address(batch, view))
    assert answer.status_code == (302 if role in {"anonymous", "visitor"} else 200)
    shows_acts = b'<button class="desk-button">Try what failed again' in answer.content
    assert shows_acts == (role in {"editor", "administrator"})


def test_a_user_without_a_role_sees_nothing(db):
    client = Client()
    client.force_login(UserFactory())
    batch = batch_with("failed")
    assert client.get(address(batch)).status_code == 403
    assert client.get(address(batch, "live")).status_code == 403


def test_acts_take_the_token_against_forgery_and_a_post(editor):
    batch = batch_with("waiting")
    assert editor.get(address(batch, "stop")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role="editor"))
    assert strict.post(address(batch, "stop")).status_code == 403
    batch.refresh_from_db()
    assert batch.stopped_at is None


# --- the list -------------------------------------------------------------------------------------

LIST = "/admin/articles/importbatch/"


def listed(client, **parameters) -> list[ImportBatch]:
    return list(client.get(LIST, parameters).context["cl"].result_list)


def test_the_list_counts(editor):
    batch_with("imported", "imported", "failed", "waiting")
    [batch] = listed(editor)
    assert batch.counts["imported"] == 2
    assert (batch.counts["failed"], batch.counts["duplicate"]) == (1, 0)


def test_the_list_is_narrowed_by_state_and_failures(editor):
    now = timezone.now()
    running = batch_with("waiting")
    stopped = batch_with("waiting", stopped_at=now)
    finished = batch_with("failed", finished_at=now)
    expected = {"running": running, "stopped": stopped, "finished": finished}
    for state, batch in expected.items():
        assert listed(editor, state=state) == [batch]
    assert listed(editor, failures="yes") == [finished]
    assert listed(editor, failures="no") == [stopped, running]


def test_an_article_that_has_the_text_of_another_says_so(editor):
    batch = batch_with("imported", "imported")
    here, other = (item.article_text for item in batch.items.all())
    Reprint.objects.create(first=here.article, second=other.article, kind="reprint", score=0.967)
    page = editor.get(address(batch))
    assert [row.copy.article for row in page.context["report"].rows] == [
        other.article_id,
        here.article_id,
    ]
    shown = page.content.decode()
    assert f"/articles/{here.article_id}/copies/{other.article_id}/" in shown
    assert "(96 %)" in shown
