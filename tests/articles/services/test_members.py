"""What is in a container becomes items of their own."""

import json

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import ImportBatch, ImportItem, Original
from articles.services import ImportInput, import_item_process, import_retry, members
from articles.services.fetching import Fetched
from articles.services.working import import_work
from articles.unpacking import Member, UnreadableContainer
from tests.articles.services.conftest import begun, counts, page, pages, report, zipped

pytestmark = pytest.mark.django_db


def files(number: int) -> dict[str, bytes]:
    return {f"{n}.md": data for n, data in enumerate(pages(number))}


def worked_off(*given: ImportInput) -> ImportBatch:
    batch = begun(*given, defer=False)
    import_work(batch=batch)
    batch.refresh_from_db()
    assert batch.finished_at
    return batch


def test_an_archive_with_broken_ones_and_the_same_again() -> None:
    archive = zipped(files(5) | {"x.md": b"", "y.html": b"\0\1\2" * 99, "style.css": b"p {}"})
    batch = worked_off(ImportInput("news.zip", archive))
    told = report(batch)
    assert told["news.zip"] == ("unpacked", "7 items")
    assert [told[f"news.zip/{n}.md"][0] for n in range(5)] == ["imported"] * 5
    assert told["news.zip/x.md"][0] == told["news.zip/y.html"][0] == "failed"
    assert all(reason for outcome, reason in told.values() if outcome == "failed")
    [parent] = batch.items.filter(parent=None)
    assert parent.members.count() == 7
    assert Original.objects.filter(container=parent.original).count() == 7
    before = counts()
    again = report(worked_off(ImportInput("news.zip", archive)))
    assert [again[f"news.zip/{n}.md"][0] for n in range(5)] == ["unchanged"] * 5
    assert counts() == before


def test_members_are_queued_with_it() -> None:
    batch = begun(ImportInput("news.zip", zipped(files(3))))
    import_item_process(item_id=batch.items.get().pk)
    waiting = batch.items.filter(outcome="waiting").values_list("pk", flat=True)
    jobs = ProcrastinateJob.objects.filter(task_name="articles.tasks.process_import_item")
    assert {job.args["item_id"] for job in jobs} == {batch.items.first().pk, *waiting}
    batch.refresh_from_db()
    assert batch.finished_at is None


def test_containers_in_containers() -> None:
    inner = zipped({"c.jsonl": b"\n".join(json.dumps(record(n)).encode() for n in range(2))})
    batch = worked_off(ImportInput("a.zip", zipped({"b.zip": inner, "d.md": page()})))
    told = report(batch)
    assert told["a.zip"] == ("unpacked", "2 items")
    assert told["a.zip/b.zip"] == ("unpacked", "1 item")
    assert told["a.zip/b.zip/c.jsonl"] == ("unpacked", "2 items")
    assert [outcome for outcome, _ in told.values()].count("imported") == 3


def record(number: int) -> dict[str, str]:
    text = f"The mayor told {number} reporters on Sunday that the new bridge is open to everybody."
    return {"title": f"Bridge {number}", "text": text, "url": f"https://bay.example/{number}"}


def test_not_endlessly() -> None:
    archive = page()
    for depth in range(5):
        archive = zipped({f"{depth}.zip" if depth else "a.md": archive})
    told = report(worked_off(ImportInput("a.zip", archive)))
    assert list(told.values()) == [
        ("unpacked", "1 item"),
        ("unpacked", "1 item"),
        ("unpacked", "1 item"),
        ("failed", "it stands in 3 containers, one in the other"),
    ]


def test_a_container_that_breaks_off_keeps_what_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = True

    def unpack(data: bytes, **kwargs: object):
        for name, data in files(4).items():
            if broken and name == "2.md":
                raise UnreadableContainer("cut off")
            yield Member(f"a.zip/{name}", data)

    monkeypatch.setattr(members, "unpack", unpack)
    batch = worked_off(ImportInput("a.zip", zipped(files(4))))
    told = report(batch)
    assert told["a.zip"] == ("failed", "after 2 items: cut off")
    assert [outcome for outcome, _ in told.values()] == ["failed", "imported", "imported"]
    broken = False
    import_retry(batch=batch, user=None, defer=False)
    import_work(batch=batch)
    told = report(batch)
    assert told["a.zip"] == ("unpacked", "4 items")
    assert [outcome for outcome, _ in told.values()] == ["unpacked", *["imported"] * 4]


def test_what_nobody_foresaw_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(data: bytes, **kwargs: object):
        yield Member("a.zip/a.md", page())
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(members, "unpack", unpack)
    told = report(worked_off(ImportInput("a.zip", zipped(files(1)))))
    assert told["a.zip"] == ("failed", "after 1 item: ZeroDivisionError: a bug")
    assert told["a.zip/a.md"][0] == "imported"


def test_what_is_refused_named_for_itself_or_to_be_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(data: bytes, **kwargs: object):
        yield Member("f/../../a", None, reason="escapes its folder")
        yield Member("f/nothing", None)
        yield Member("f/b", None, url="https://bay.example/b", publisher="Bay Weekly")

    monkeypatch.setattr(members, "unpack", unpack)
    bare = page(url=None, publisher=None)
    answer = Fetched(200, "https://bay.example/b", bare, {}, "text/html", None, None)
    monkeypatch.setattr("articles.services.fetching.fetch", lambda url: answer)
    batch = worked_off(ImportInput("f", zipped(files(1))))
    told = report(batch)
    assert told["f"] == ("unpacked", "3 items")
    assert told["f/../../a"] == ("failed", "escapes its folder")
    assert told["f/nothing"] == ("failed", "neither bytes nor an address")
    assert told["f/b"][0] == "imported"
    text = batch.items.get(name="f/b").article_text
    assert text.article.publisher.name == "Bay Weekly"


def test_an_empty_archive() -> None:
    told = report(worked_off(ImportInput("a.zip", zipped({}))))
    assert told["a.zip"] == ("failed", "there is nothing to import in it")


def test_the_cost_of_a_container_is_flat(django_assert_max_num_queries) -> None:
    batch = begun(ImportInput("news.zip", zipped(files(200))), defer=False)
    item = batch.items.get()
    with django_assert_max_num_queries(40):
        import_item_process(item_id=item.pk)
    assert ImportItem.objects.filter(parent=item).count() == 200


def test_a_table_is_read_in_the_encoding_that_came_with_it() -> None:
    """Of bytes that are words in two encodings, the transport's word decides."""
    rows = "title,text\nPort opens,Der Bürgermeister sagte am Sonntag: die Brücke sei für alle.\n"
    batch = worked_off(ImportInput("table.csv", rows.encode("cp850"), encoding="cp850"))
    row = batch.items.exclude(parent=None).get()
    assert row.article_text is not None
    assert "Bürgermeister" in row.article_text.text
