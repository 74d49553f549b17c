import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from claims.models import ScopeDifference
from tests.factories import ClaimFactory, EntryFactory, UserFactory

BASE = "/comparisons/russian-troops-near-ukraine/"


@pytest.fixture
def entries(comparison) -> list[int]:
    """In the order of the table."""
    return list(comparison.entries.order_by("as_of", "claim_id").values_list("pk", flat=True))


def read(client, path: str, **headers: str) -> BeautifulSoup:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def beside(first: int, second: int, base: str = BASE) -> str:
    return f"{base}beside/{first}/{second}/"


def words(page: BeautifulSoup, selector: str) -> list[str]:
    return [found.get_text(" ", strip=True) for found in page.select(selector)]


def test_one_origin_in_two_languages(client, entries):
    page = read(client, beside(entries[1], entries[3]))
    assert "They count as one origin: the same source." in page.select_one(".verdict").get_text()
    assert page.select_one(".verdict .relation").get_text() == "agrees"
    assert words(page, "td.value > a") == ["about 70,000", "about 70,000"]
    assert words(page, "td.value .other") == ["约7万", "约7万"]
    assert len(page.select("blockquote mark.content")) == 2
    assert [q["lang"] for q in page.select("td > blockquote")][:2] == ["zh-Hans", "en"]
    assert page.select("ins, del") == []  # nothing to hold against each other


def test_who_may_rule_is_led_to_the_desk_with_the_claim_selected(client, comparison, entries):
    claim = comparison.entries.get(pk=entries[1]).claim
    address = reverse("admin:articles_article_change", args=[claim.article_text.article_id])
    assert not read(client, beside(*entries[1:3])).select(f'a[href^="{address}"]')
    client.force_login(UserFactory(role="editor"))
    page = read(client, beside(*entries[1:3]))
    assert page.select_one(f'a[href^="{address}"]')["href"] == f"{address}#card-{claim.pk}"


def test_words_that_differ_are_marked_han_characters_each_for_themselves(client, comparison):
    pair = [
        EntryFactory(comparison=comparison, claim=ClaimFactory(article_text__language="zh-Hans")).pk
        for _ in range(2)
    ]
    claims = [comparison.entries.get(pk=pk).claim for pk in pair]
    for claim, quote in zip(claims, ["俄军有七万人", "俄军有九万人"], strict=True):
        span = claim.spans.get(part="content")
        span.quote, span.end = quote, span.start + len(quote)
        span.save()
    page = read(client, beside(*pair))
    assert words(page, "del") == ["only on the left: 七"]
    assert words(page, "ins") == ["only on the right: 九"]


def test_what_speaks_of_another_scope_neither_agrees_nor_differs(client, entries):
    ScopeDifference.objects.create(
        entry_id=entries[0], kind="place", words_en="without Crimea", words_zh="不含克里米亚"
    )
    page = read(client, beside(entries[0], entries[1]))
    assert page.select_one(".verdict .relation").get_text() == "not comparable"
    assert "another scope: without Crimea." in page.select_one(".verdict").get_text()


def test_two_positions(client, comparison):
    comparison.entries.all().delete()
    type(comparison).objects.filter(pk=comparison.pk).update(kind="positions", dimension="")
    denied, affirmed, open_ = (
        EntryFactory(
            comparison=comparison, claim=ClaimFactory(), quantity=None, position=position
        ).pk
        for position in ("denied", "affirmed", "no_comment")
    )
    verdicts = [
        read(client, beside(*pair)).select_one(".relation").get_text()
        for pair in ((denied, affirmed), (affirmed, open_))
    ]
    assert verdicts == ["differs", "not comparable"]


def test_a_release_shows_its_own_words_only(client, release, entries):
    release.comparison.entries.all().delete()
    page = read(client, beside(entries[1], entries[3], release.get_absolute_url()))
    assert words(page, "td.value > a") == ["about 70,000", "about 70,000"]
    assert page.select("mark") == []


@pytest.mark.parametrize("pair", [(0, 0), (0, None), (None, 1)])
def test_what_is_not_in_the_comparison_cannot_be_read_beside(client, entries, pair):
    other = EntryFactory().pk
    first, second = (other if place is None else entries[place] for place in pair)
    assert client.get(beside(first, second)).status_code == 404


def test_two_are_chosen_from_the_table_without_a_script(client, entries):
    page = read(client, BASE + "?sources=anonymous")
    first = page.select_one(".beside a[href*='beside=']")["href"]
    assert first == f"?sources=anonymous&beside={entries[1]}#claims"
    chosen = read(client, BASE + first)
    links = [a["href"] for a in chosen.select(".beside a")]
    assert links == [beside(entries[1], entries[place]) for place in (3, 4, 6, 12)]
    assert client.get(links[0]).status_code == 200


def test_queries(client, entries, django_assert_num_queries):
    with django_assert_num_queries(11):
        client.get(beside(entries[1], entries[3]))
