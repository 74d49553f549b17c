import zlib
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from articles.models import Article, ArticleText, ImportItem, Original, Publisher
from articles.reading import UnreadableArticle
from articles.selectors import original_bytes
from articles.services import import_original
from articles.services import importing as importing_module
from articles.services.importing import Circumstances, article_import
from articles.services.originals import Arrival, original_keep
from articles.services.publishers import publisher_get_or_create
from tests.articles.services.conftest import BODY, URL, counts, page, pages

pytestmark = pytest.mark.django_db
Outcome = ImportItem.Outcome


def test_a_new_article_is_stored_with_its_original() -> None:
    data = page()
    result = import_original(data=data, name="troops.md")
    text = ArticleText.objects.get()
    assert (result.outcome, result.article_text) == (Outcome.IMPORTED, text)
    assert (text.version, text.is_current, text.language) == (1, True, "en")
    assert str(text.published_on) == "2021-12-04"
    assert text.article.canonical_url == URL
    assert text.article.publisher is not None
    assert text.article.publisher.name == "Harbour Courier"
    assert original_bytes(text.original) == data
    assert zlib.decompress(bytes(text.original.compressed)) == data


def test_the_same_bytes_change_nothing() -> None:
    first = import_original(data=page(), name="troops.md")
    before = counts()
    again = import_original(data=page(), name="elsewhere.md")
    assert (again.outcome, again.article_text) == (Outcome.UNCHANGED, first.article_text)
    assert counts() == before


def test_the_same_text_at_the_same_address_changes_nothing() -> None:
    first = import_original(data=page())
    before = counts()
    again = import_original(data=page().replace(b"category: World", b"category: Europe"))
    assert (again.outcome, again.article_text) == (Outcome.UNCHANGED, first.article_text)
    assert counts() == before | {"Original": 2}


@pytest.mark.parametrize(
    "address",
    [
        "http://harbour.example/2021/12/troops.html",
        "https://m.harbour.example/2021/12/troops.html?utm_source=feed#more",
    ],
)
def test_the_same_page_by_another_address(address: str) -> None:
    first = import_original(data=page()).article_text
    assert import_original(data=page(url=address)).outcome == Outcome.UNCHANGED
    changed = import_original(data=page(BODY.replace("94,300", "94,500"), url=address))
    assert changed.outcome == Outcome.NEW_VERSION
    assert changed.article_text.article == first.article
    assert Article.objects.get().canonical_url == URL


def test_a_changed_text_at_the_same_address_is_a_new_version() -> None:
    first = import_original(data=page()).article_text
    second = import_original(data=page(BODY.replace("94,300", "94,500")))
    assert second.outcome == Outcome.NEW_VERSION
    first.refresh_from_db()
    assert (first.is_current, first.version) == (False, 1)
    assert (second.article_text.is_current, second.article_text.version) == (True, 2)
    assert Article.objects.get() == first.article == second.article_text.article


def test_what_an_earlier_version_said_changes_nothing() -> None:
    first = import_original(data=page()).article_text
    import_original(data=page(BODY.replace("94,300", "94,500")))
    for data in (page(), page().replace(b"World", b"Europe")):
        again = import_original(data=data)
        assert (again.outcome, again.article_text) == (Outcome.UNCHANGED, first)


@pytest.mark.parametrize("data", [page(), page().replace(b"World", b"Europe")])
def test_a_page_that_says_again_what_it_said_has_a_new_version(data: bytes) -> None:
    import_original(data=page())
    import_original(data=page(BODY.replace("94,300", "94,500")))
    original = original_keep(Arrival(data))
    about = Circumstances(seen_at=timezone.now())
    result = article_import(original=original, data=data, about=about)
    assert (result.outcome, result.article_text.version) == (Outcome.NEW_VERSION, 3)
    assert result.article_text.is_current
    again = article_import(original=original, data=data, about=about)
    assert again.outcome == Outcome.UNCHANGED


@pytest.mark.parametrize("url", [None, "https://www.harbour.example/print/troops.html"])
@pytest.mark.parametrize("publisher", [None, "Harbour Courier"])
def test_the_same_text_elsewhere_is_a_duplicate(url: str | None, publisher: str | None) -> None:
    first = import_original(data=page()).article_text
    before = counts()
    if publisher is None and url:
        url = url.replace("harbour", "bay")
        before["Publisher"] += 1  # nothing says whose it is but the address
    again = import_original(data=page(url=url, publisher=publisher))
    if publisher is None and url:
        assert again.outcome == Outcome.IMPORTED
        return
    assert (again.outcome, again.article_text) == (Outcome.DUPLICATE, first)
    assert again.reason == f"the same text as “Figures differ on the border”, {URL}"
    assert counts() == before | {"Original": 2}


def test_the_same_text_of_another_publisher_is_another_article() -> None:
    import_original(data=page())
    other = import_original(data=page(url=None, publisher="Pearl Daily"))
    assert other.outcome == Outcome.IMPORTED
    assert Article.objects.count() == 2


def test_a_known_address_that_takes_over_the_words_of_another() -> None:
    import_original(data=page())
    import_original(data=page("Something else, at first, was said here.", url=f"{URL}?page=2"))
    moved = import_original(data=page(url=f"{URL}?page=2"))
    assert moved.outcome == Outcome.NEW_VERSION


def test_bytes_without_an_article_leave_nothing(nothing: dict[str, int]) -> None:
    with pytest.raises(UnreadableArticle):
        import_original(data=b"\x00\xff\x00\xfe" * 40, name="broken.html")
    assert counts() == nothing


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.harbour.example/" + letter * 1999 for letter in "a港"),
        *("javascript:alert(1)", "https://", "/2021/troops"),
    ],
)
def test_an_impossible_address_is_left_out(address: str) -> None:
    article = import_original(data=page(url=address)).article_text.article
    assert (article.canonical_url, article.address_key) == (None, None)
    assert import_original(data=page(url=address)).outcome == Outcome.UNCHANGED


@pytest.mark.parametrize(
    "address", ["http://newsroom/a", "https://a_b.example/新闻", "http://[::1]/a"]
)
def test_an_unusual_address_is_one(address: str) -> None:
    assert import_original(data=page(url=address)).article_text.article.canonical_url == address


def test_jobs_are_deferred_with_the_text(settings: Any) -> None:
    text = import_original(data=page()).article_text
    names = ProcrastinateJob.objects.values_list("task_name", flat=True)
    assert sorted(names) == sorted(settings.TASKS_FOR_NEW_TEXTS)
    assert {job.args["article_text_id"] for job in ProcrastinateJob.objects.all()} == {text.pk}
    import_original(data=page())
    assert ProcrastinateJob.objects.count() == len(settings.TASKS_FOR_NEW_TEXTS)


def test_an_import_rolled_back_leaves_no_job(nothing: dict[str, int]) -> None:
    with transaction.atomic():
        import_original(data=page())
        assert ProcrastinateJob.objects.exists()
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == 0
    assert counts() == nothing


def test_a_task_that_is_nowhere_is_refused(settings: Any, nothing: dict[str, int]) -> None:
    settings.TASKS_FOR_NEW_TEXTS = ["claims.tasks.misspelt"]
    with pytest.raises(TaskNotFound):
        import_original(data=page())
    assert counts() == nothing


def test_broken_off_half_way_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, nothing: dict[str, int]
) -> None:
    """The last step fails; everything before it was written, and goes."""

    def broken_off(text: ArticleText) -> None:
        assert ArticleText.objects.count() == 1
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing_module, "defer_tasks", broken_off)
        with pytest.raises(KeyboardInterrupt):
            import_original(data=page())
    assert counts() == nothing
    assert import_original(data=page()).outcome == Outcome.IMPORTED


def test_a_text_cannot_be_changed() -> None:
    text = import_original(data=page()).article_text
    with pytest.raises(DatabaseError), transaction.atomic():
        ArticleText.objects.filter(pk=text.pk).update(text="Something else")
    text.title = "Another"
    with pytest.raises(DatabaseError), transaction.atomic():
        text.save()
    assert ArticleText.objects.filter(pk=text.pk).update(is_current=False) == 1


def test_a_publisher_is_found_by_its_name_and_by_one_it_had() -> None:
    first, second, third = pages(3)
    import_original(data=first)
    import_original(data=second)
    publisher = Publisher.objects.get()
    publisher.name = "The Harbour Courier"
    publisher.save()
    import_original(data=third)
    assert Publisher.objects.get() == publisher


def test_a_publisher_is_found_by_any_name_that_the_rules_know() -> None:
    names = ["Reuters", "Thomson Reuters", "REUTERS", "路透社"]
    rows = [publisher_get_or_create(name=name, url=None) for name in names]
    assert {row.name for row in rows if row} == {"Reuters"}
    assert Publisher.objects.count() == 1


def test_the_wire_service_that_a_publisher_credits() -> None:
    body = f"WASHINGTON, Dec. 3 (Reuters) - {BODY}"
    text = import_original(data=page(body)).article_text
    assert text.article.publisher.name == "Harbour Courier"
    assert text.wire_service.name == "Reuters"
    own = import_original(data=page(body, url=None, publisher="Reuters")).article_text
    assert (own.article.publisher.name, own.wire_service) == ("Reuters", None)


def test_a_publisher_without_a_name_is_found_by_its_address() -> None:
    import_original(data=page())
    second = page(f"{BODY} One.", url=f"{URL}?page=2", publisher=None)
    third = page(f"{BODY} Two.", url="https://other.example/a.html", publisher=None)
    for data in (second, third):
        import_original(data=data)
    names = Publisher.objects.order_by("pk").values_list("name", "domain")
    assert list(names) == [
        ("Harbour Courier", "harbour.example"),
        ("other.example", "other.example"),
    ]


def test_one_site_may_carry_several_publishers() -> None:
    import_original(data=page())
    import_original(data=page(url=f"{URL}?page=2", publisher="Pearl Daily"))
    assert Publisher.objects.count() == 2


def test_publishers_slugs_are_in_their_own_script_and_free() -> None:
    names = ["海港信使報", "Harbour Courier", "Harbour, Courier"]
    for number, name in enumerate(names):
        import_original(data=page(publisher=name, url=f"https://p{number}.example/a.html"))
    slugs = dict(Publisher.objects.values_list("name", "slug"))
    assert slugs == {
        "海港信使報": "海港信使報",
        "Harbour Courier": "harbour-courier",
        "Harbour, Courier": "harbour-courier-2",
    }


def test_originals_are_one_a_hash() -> None:
    import_original(data=page())
    original = Original.objects.get()
    original.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        original.save()
