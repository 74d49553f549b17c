"""What is found, in which order, and by what it is narrowed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim, SearchEntry, SearchKind
from claims.selectors import searching
from claims.selectors.searching import Count, Narrowing, search
from claims.services.searching import search_index, search_index_pending
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory

pytestmark = pytest.mark.django_db

STEADY = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
HAN = "乌克兰国防部长说俄军集结边境名军人烏國長說九万"


def claim(words: str, **fields: object) -> Claim:
    """A claim that says so, and nothing else."""
    given: dict[str, object] = {"headline_en": "-", "headline_zh": "-", "quantities": []} | fields
    text = given.pop("article_text", None) or ArticleTextFactory(text=f"{words}\nEnd")
    return ClaimFactory(article_text=text, spans={"content": [words]}, times=[], **given)


def found(query: str, **narrowed: object) -> list[int]:
    search_index_pending(limit=10_000)
    return list(search(query, narrowing=Narrowing(**narrowed)).ids)


@STEADY
@given(text=st.text(alphabet=HAN, min_size=2, max_size=20), data=st.data())
def test_every_two_characters_find_their_claim(text, data):
    row = claim(text)
    start = data.draw(st.integers(0, len(text) - 2))
    search_index(SearchKind.CLAIM, [row.pk])
    assert row.pk in search(text[start : start + 2], limit=500).ids


@STEADY
@given(text=st.text(alphabet=HAN, min_size=4, max_size=12), data=st.data())
def test_every_stretch_in_quotation_marks_finds_its_claim(text, data):
    row = claim(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    search_index(SearchKind.CLAIM, [row.pk])
    assert row.pk in search(f"“{text[start:end]}”", limit=500).ids


@STEADY
@given(st.text(max_size=60))
def test_any_query_is_answered(query):
    assert search(query, kinds=list(SearchKind)).counts.keys() == set(SearchKind)


@pytest.mark.parametrize(
    ("words", "query", "is_found"),
    [
        ("Troops were massing", "mass troop", True),
        ("Troops were massing", '"troops mass"', False),
        ("Troops were massing", '"troops were massing"', True),
        ("Troops were massing", "troops -massed", False),
        ("Troops were massing", 'troops -"massed troops"', True),
        ("about 94,300 troops", "94300 troops", True),
        ("约9.43万名军人", "94,300", True),
        ("约9.43万名军人", "“94,300名军人”", True),
        ("國防部長說", "国防部长", True),
        ("国防部长说", "國防", True),
        ("俄军在边境集结", "边境俄军集结", True),
        ("俄军在边境集结", "“边境俄军”", False),
        ("President Zelenský", "Zelensky's", True),
        ("F-16 jets", "f-16", True),
        ("F-16 jets", "F-35", False),
        ("The WHO warned", "WHO", True),
        ("who warned", "-x", False),
        ("it is '\\' said & | ! <1> :*", "'\\' said :* & |", True),
    ],
)
def test_found(words, query, is_found):
    row = claim(words)
    assert found(query) == ([row.pk] if is_found else [])


def test_a_value_is_found_however_it_is_written():
    quantity = {"quote": "Seventy thousand", "value": Decimal(70_000)}
    row = claim("Seventy thousand troops", quantities=[quantity])
    assert found("70,000") == found("7万") == [row.pk]


def test_a_headline_counts_more_than_the_words_and_the_newest_comes_first():
    said = claim("troops")
    old, new = (
        claim(
            "nothing",
            headline_en="Speaker: troops",
            article_text=ArticleTextFactory(text="nothing", published_on=day),
        )
        for day in (date(2021, 12, 1), date(2021, 12, 2))
    )
    assert found("troops") == [new.pk, old.pk, said.pk]


def test_words_that_stand_together_come_before_words_apart():
    apart = claim("troops of the second and third army stood at the border")
    near = claim("border troops")
    assert found("border troops") == [near.pk, apart.pk]


def test_narrowed():
    row = claim("troops", quantities=[{"quote": "troops", "low": Decimal(5), "high": Decimal(9)}])
    other = claim("troops", source=SourceFactory(), status="rejected")
    publisher = row.article_text.article.publisher_id
    assert set(found("troops")) == {row.pk, other.pk}
    assert found("troops", publisher=publisher) == [row.pk]
    assert found("troops", source=other.source_id) == [other.pk]
    assert found("troops", state="rejected") == [other.pk]
    assert found("troops", least=Decimal(9)) == [row.pk]
    assert found("troops", least=Decimal("9.5")) == []
    assert found("troops", most=Decimal(5)) == [row.pk]
    assert found("troops", since=date(2021, 12, 5)) == []
    assert len(found("troops", since=date(2021, 12, 4), until=date(2021, 12, 4))) == 2
    assert found("troops", language="zh") == []


def test_what_stands_in_an_earlier_version_is_not_found_unless_asked_for():
    row = claim("troops")
    type(row.article_text).objects.update(is_current=False)
    assert found("troops") == []
    assert found("troops", earlier=True) == [row.pk]


def test_pages_go_on_where_the_last_ended():
    rows = [claim("troops") for _ in range(5)]
    search_index_pending(limit=10_000)
    pages, cursor = [], 0
    while cursor is not None:
        page = search("troops", limit=2, cursor=cursor)
        pages.append(len(page.ids))
        assert page.counts[SearchKind.CLAIM] == Count(5)
        cursor = page.next_cursor
    assert pages == [2, 2, 1]
    assert len(rows) == sum(pages)


def test_a_phrase_is_found_among_more_than_are_ranked(monkeypatch):
    monkeypatch.setattr(searching, "CAP", 3)
    monkeypatch.setattr(searching, "FEW", 2)
    phrase = claim("troops massed", article_text=ArticleTextFactory(
        text="troops massed", published_on=date(2020, 1, 1)
    ))  # fmt: skip
    for _ in range(4):
        claim("massed troops")
    assert found('"troops massed"') == [phrase.pk]
    assert search("massed troops").counts[SearchKind.CLAIM] == Count(3, more=True)


def test_a_search_takes_two_queries(django_assert_num_queries):
    for _ in range(3):
        claim("troops")
    search_index_pending(limit=10_000)
    with django_assert_num_queries(2):
        assert len(search("troops", kinds=list(SearchKind)).ids) == 3


def test_a_phrase_in_a_long_text_is_found_wherever_it_stands():
    words = [f"w{number}x" for number in range(40_000)]
    ArticleTextFactory(text=" ".join(words))
    search_index_pending(limit=10_000)
    for at in (5, 15_998, 16_000, 16_384, 31_999, 32_100, 39_990):
        phrase = f'"{" ".join(words[at : at + 5])}"'
        assert len(search(phrase, kind=SearchKind.ARTICLE).ids) == 1, at


def test_a_book_is_indexed_as_far_as_it_goes():
    ArticleTextFactory(text=" ".join(f"word{number}" for number in range(80_000)))
    search_index_pending(limit=10_000)
    assert SearchEntry.objects.filter(kind="article").count() == 1
