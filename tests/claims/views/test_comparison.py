import csv
import json
from io import StringIO

import pytest
from bs4 import BeautifulSoup

from claims.comparing import as_json, content_sha256
from claims.models import Claim, Comparison, Link, Release, ScopeDifference, Source
from claims.selectors.comparisons import comparison_view
from claims.views import arranging
from tests.factories import ClaimFactory, EntryFactory, LinkFactory, UserFactory

BASE = "/comparisons/russian-troops-near-ukraine/"
IN_ORDER = [1, 2, 4, 3, 6, 5, 7, 8, 9, 10, 11, 12, 13, 14]


def soup(client, path: str = BASE, **headers: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path, headers=headers).content, "lxml")


def statistics(page: BeautifulSoup) -> dict[str, str]:
    return {
        div.dt.get_text(): div.dd.get_text(" ", strip=True)
        for div in page.select(".statistics div")
    }


def column(page: BeautifulSoup, selector: str) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in page.select(f"tbody {selector}")]


def test_statistics(client, comparison):
    assert statistics(soup(client)) == {
        "Minimum": "70,000",
        "Maximum": "190,000",
        "Median": "100,000",  # of facts: what is planned and a change are left out
        "Spread": "120,000 ×2.71",
        "Claims": "14",
        "Publishers": "9",
        "Origins": "11",
    }


def test_values_and_chains_in_the_readers_language(client, comparison):
    chinese = {"accept-language": "zh-hans"}
    assert soup(client).h1.get_text() == "How many Russian troops are near Ukraine?"
    assert soup(client, **chinese).h1.get_text() == "乌克兰附近有多少俄军？"
    assert column(soup(client), ".value > a")[:3] == [
        "80,000–90,000",
        "about 70,000",
        "about 70,000",
    ]
    assert column(soup(client, **chinese), ".value > a")[:3] == ["8万至9万", "约7万", "约7万"]
    chain = soup(client).select_one("#row-4").select(".chain .party")
    assert [step.get_text() for step in chain] == [
        "Harbour Courier",
        "The Associated Press",
        "a US official (anonymous)",
        "US intelligence officials (anonymous)",
    ]
    assert statistics(soup(client, **chinese))["出处"] == "11"


def test_what_is_not_told_as_a_fact_says_so(client, comparison):
    page = soup(client)
    marked = [row.select_one(".value").get_text(" ", strip=True) for row in page.select(".no-fact")]
    assert marked == ["up to 175,000 planned or asked for not in the spread"] * 2
    assert "3 claims are shown, marked, and not in these figures." in page.get_text()


def test_the_tellings_of_an_origin_stand_together_under_the_first(client, comparison):
    groups = [
        [int(chip.get_text()) for chip in body.select(".chip")]
        for body in soup(client).select("tbody.origin")
    ]
    assert [group for group in groups if len(group) > 1] == [[2, 4], [3, 6], [5, 7]]
    assert sorted(place for group in groups for place in group) == list(range(1, 15))


def test_another_scope_is_marked_and_kept_out_of_the_spread(client, comparison):
    entry = comparison.entries.get(quantity__high=190_000)
    before = statistics(soup(client))["Maximum"]
    ScopeDifference.objects.create(
        entry=entry, kind="place", words_en="includes Crimea", words_zh="含克里米亚"
    )
    page = soup(client)
    marked = page.select_one(".outside .difference")
    assert marked.get_text() == "includes Crimea"
    assert statistics(page)["Maximum"] != before
    assert "1 of them because of another scope" in page.get_text()
    chinese = soup(client, **{"accept-language": "zh-hans"})
    assert chinese.select_one(".outside .difference").get_text() == "含克里米亚"


def test_a_party_to_the_matter_is_marked(client, comparison):
    assert soup(client).select(".ringed") == []
    Source.objects.filter(key="person:oleksii-reznikov").update(is_party=True)
    rows = soup(client).select("tr:has(.ringed)")
    assert {row.select_one(".source .tag").get_text() for row in rows} == {"party to the matter"}
    assert all("Reznikov" in row.get_text() for row in rows)
    assert len(rows) == 3


def test_the_scope_and_the_method_are_told(client, comparison):
    Comparison.objects.filter(pk=comparison.pk).update(
        begin="2021-11-01", finish="2022-02-28", method_en="Counted by hand.", method_zh="人工"
    )
    page = soup(client)
    told = {div.dt.get_text(): div.dd.get_text() for div in page.select(".scope div")}
    assert told["Counted"] == "troops"
    assert told["When"] == "Nov. 1, 2021 – Feb. 28, 2022"
    assert page.select_one(".method").get_text(" ", strip=True).endswith("Counted by hand.")


def test_positions_are_grouped_and_counted(client, comparison):
    comparison.entries.all().delete()
    Comparison.objects.filter(pk=comparison.pk).update(kind="positions", dimension="")
    for position, source in (("denied", "a"), ("affirmed", "b"), ("denied", "c")):
        claim = ClaimFactory(source__key=f"person:{source}", source__slug=f"person-{source}")
        EntryFactory(comparison=comparison, claim=claim, quantity=None, position=position)
    page = soup(client)
    assert [head.get_text(" ", strip=True) for head in page.select("tbody.position th")] == [
        "affirmed 1 claim · 1 origin",
        "denied 2 claims · 2 origins",
    ]
    assert statistics(page)["denied"] == "2"
    assert "Minimum" not in statistics(page)
    assert column(page, ".value > a") == ["affirmed", "denied", "denied"]
    assert client.get(BASE[:-1] + ".svg").status_code == 200


def test_an_origin_that_has_changed_its_position_stands_under_both(client, comparison):
    link = Link.objects.get(relation="repeats")  # one origin, an editor has said
    first, second = (comparison.entries.get(claim=claim) for claim in (link.first, link.second))
    comparison.entries.exclude(pk__in=[first.pk, second.pk]).delete()
    Comparison.objects.filter(pk=comparison.pk).update(kind="positions", dimension="")
    for entry, position in ((first, "affirmed"), (second, "denied")):
        type(entry).objects.filter(pk=entry.pk).update(quantity=None, position=position)
    heads = [head.contents[0].strip() for head in soup(client).select("tbody.position th")]
    assert heads == ["affirmed", "denied"]
    assert column(soup(client), ".value > a") == ["affirmed", "denied"]


@pytest.mark.parametrize(
    ("kind", "word"), [("correction", "Corrected:"), ("retraction", "retracted")]
)
def test_a_correction_is_told_on_every_page_it_concerns(client, release, kind, word):
    Release.objects.create(
        comparison=release.comparison,
        number=2,
        kind=kind,
        reason_en="One figure was of tanks.",
        reason_zh="其中一个数字是坦克数。",
        content=release.content,
        sha256=release.sha256,
        published_by=UserFactory(),
    )
    for path in (BASE, f"{BASE}releases/1/", f"{BASE}releases/2/"):
        banner = soup(client, path).select_one(".warning").get_text()
        assert "One figure was of tanks." in banner
        assert word in banner or "later" in banner
    listed = soup(client).select_one(".releases li").get_text(" ", strip=True)
    assert listed.startswith(f"Release 2 {kind}")


def test_a_planned_figure_contradicts_none(client, comparison):
    planned = Claim.objects.filter(quantities__modality="planned").first()
    page = soup(client, planned.get_absolute_url())
    assert page.h1.select_one(".put").get_text() == "planned or asked for"
    relations = {relation.get_text() for relation in page.select("table .relation")}
    assert relations == {"not comparable"}


def test_a_release_from_before_is_downloaded_as_it_was_hashed(client, comparison):
    old = as_json(comparison_view(comparison))
    for row in old["rows"]:
        for name in ("direction", "modality", "polarity"):
            del row["figure"][name]
    Release.objects.create(
        comparison=comparison,
        number=2,
        content=old,
        sha256=content_sha256(old),
        published_by=UserFactory(),
    )
    content = client.get(f"{BASE}releases/2.json").json()
    assert content_sha256(old) == content.pop("sha256") == content_sha256(content)
    assert client.get(f"{BASE}releases/2/").status_code == 200
    assert client.get(f"{BASE}releases/2.csv").status_code == 200


def test_rows_that_repeat_an_origin_point_to_the_first(client, comparison):
    assert column(soup(client), "a.same-as") == [
        "same origin as 2",
        "same origin as 3",
        "same origin as 5",
    ]


def test_who_may_is_led_to_where_a_folding_is_overruled(client, comparison):
    assert soup(client).select(".repeat a[href*=admin]") == []
    client.force_login(UserFactory(role="editor"))
    (address,) = {a["href"] for a in soup(client).select(".repeat a[href*=admin]")}
    assert address == f"/admin/claims/comparison/{comparison.pk}/change/#origins"
    client.force_login(UserFactory(role="analyst"))
    assert soup(client).select(".repeat a[href*=admin]") == []


def test_the_quoted_words_lead_to_their_place(client, comparison):
    for link in soup(client).select("td.quote > a"):
        path, anchor = link["href"].split("#")
        mark = soup(client, path).find(id=anchor)
        assert mark.name == "mark"
        assert "".join(s for s in mark.strings if not s.parent.has_attr("aria-label")) in (
            link.q.get_text()
        )


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("sort=date", IN_ORDER),
        ("sort=-date", [14, 13, 12, 11, 10, 9, 8, 5, 7, 3, 6, 2, 4, 1]),
        ("sources=anonymous&sort=value", [13, 2, 4, 5, 7]),
        ("publisher=Harbour+Courier", [4, 5, 6]),
        ("origins=once&publisher=Harbour+Courier", [5]),
        ("publisher=Nobody", []),
        ("kind=group", [2, 4, 13]),
        ("kind=person&from=2022-02-01&to=2022-02-16", [11]),
        ("language=en&spread=only&from=2022-01-01", [9, 10, 14]),
        ("sort=nonsense&sources=nonsense&kind=&from=soon", IN_ORDER),
    ],
)
def test_sorting_and_filtering_without_a_script(client, comparison, query, places):
    page = soup(client, f"{BASE}?{query}")
    assert [int(place) for place in column(page, ".chip")] == places
    assert statistics(page)["Claims"] == "14"


def test_a_long_table_is_cut_into_pages_and_no_origin_is_cut(client, comparison, monkeypatch):
    monkeypatch.setattr(arranging, "ROWS_A_PAGE", 5)
    page = soup(client, BASE + "?sources=named")
    links = [a["href"] for a in page.select(".pages a")]
    assert links == ["?sources=named#claims", "?sources=named&rows=2#claims"]
    shown = [
        [int(place) for place in column(soup(client, f"{BASE}?sources=named&rows={n}"), ".chip")]
        for n in (1, 2)
    ]
    assert shown == [[1, 3, 6, 8, 9], [10, 11, 12, 14]]
    assert "9 of 14 claims" in page.caption.get_text()
    assert column(soup(client, BASE + "?sources=named&rows=99"), ".chip")[0] == "10"


def test_the_heading_sorted_by_says_so_and_turns_round(client, comparison):
    heading = soup(client, BASE + "?sort=value").select_one("th.col-value")
    assert heading["aria-sort"] == "ascending"
    assert heading.a["href"] == "?sort=-value#claims"


def test_an_editors_ruling_changes_the_count_of_origins(client, comparison):
    first, second = Claim.objects.filter(source__key="group:us:intelligence-official").order_by(
        "pk"
    )
    link = LinkFactory(first=first, second=second, relation="repeats", judgement="negative")
    assert statistics(soup(client))["Origins"] == "12"
    Link.objects.filter(pk=link.pk).update(undone_at="2022-01-01T00:00Z", undone_by=UserFactory())
    assert statistics(soup(client))["Origins"] == "11"


def test_a_rejected_claim_does_not_count(client, comparison):
    Claim.objects.filter(headline_en__startswith="US president Joe Biden").update(status="rejected")
    assert statistics(soup(client))["Claims"] == "13"


def test_parents_in_a_ring_are_cut(client, comparison):
    claim = ClaimFactory()
    other = ClaimFactory(article_text=claim.article_text, parent=claim)
    Claim.objects.filter(pk=claim.pk).update(parent=other)
    EntryFactory(comparison=comparison, claim=claim)
    assert client.get(BASE).status_code == 200
    assert client.get(claim.get_absolute_url()).status_code == 200


def test_an_empty_comparison(client, comparison):
    comparison.entries.all().delete()
    page = soup(client)
    assert statistics(page)["Minimum"] == "–"
    assert client.get(BASE[:-1] + ".svg").status_code == 404
    assert client.get("/").status_code == 200


def test_a_release_does_not_change_with_its_comparison(client, release):
    url = release.get_absolute_url()
    before = soup(client, url)
    release.comparison.entries.all().delete()
    Claim.objects.update(headline_en="changed")
    after = soup(client, url)
    assert column(after, ".value > a") == column(before, ".value > a") != []
    assert statistics(after)["Origins"] == "11"
    assert release.sha256 in after.get_text()
    assert "http://testserver" + url in after.select_one(".citation blockquote").get_text()
    assert json.loads(client.get(url[:-1] + ".json").content) == {
        **release.content,
        "sha256": release.sha256,
    }
    assert client.get(url[:-1] + ".svg").status_code == 200


def test_json_lines(client, comparison):
    lines = client.get(BASE[:-1] + ".jsonl").content.decode().splitlines()
    assert [json.loads(line) for line in lines] == as_json(comparison_view(comparison))["rows"]


def test_csv(client, comparison):
    response = client.get(BASE[:-1] + ".csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="russian-troops-near-ukraine.csv"' in response["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 14
    assert rows[0]["low"] == "80000"
    assert rows[0]["words_zh"] == "8万至9万"
    assert rows[1]["chain_zh"] == "北岸新闻网 ← 美联社 ← 美国官员（匿名） ← 美国情报官员（匿名）"
    assert rows[3]["repeats"].startswith("http://testserver/claims/")


def test_what_has_changed_since_the_latest_release(client, release):
    comparison = release.comparison
    assert soup(client).select_one(".changes .empty").get_text() == "Nothing."
    comparison.entries.get(quantity__high=190_000).delete()
    entry = comparison.entries.get(quantity__value=122_000)
    type(entry).objects.filter(pk=entry.pk).update(as_of="2021-12-23")
    EntryFactory(comparison=comparison, claim=ClaimFactory(headline_en="Somebody: 5 troops"))
    Comparison.objects.filter(pk=comparison.pk).update(method_en="By hand.", method_zh="人工")
    changes = soup(client).select_one(".changes")
    assert changes.h2.get_text() == "Changed since release 1"
    assert changes.p.get_text() == "What is asked has changed: Notes on method"
    lists = zip(changes.select("h3"), changes.select("ul"), strict=True)
    found = {
        title.contents[0].strip(): [li.a.get_text() for li in items.select("li")]
        for title, items in lists
    }
    assert found["Added"] == ["Somebody: 5 troops"]
    assert "169,000–190,000" in found["Removed"][0]
    assert len(found["Corrected"]) == 1
    assert changes.select_one(".meta").get_text(" ", strip=True) == (
        "As of: removed: Dec. 24, 2021 added: Dec. 23, 2021"
    )


def test_an_answer_without_a_day_is_in_the_table_and_not_in_the_chart(client, comparison):
    comparison.entries.filter(quantity__high=190_000).update(as_of=None)
    page = soup(client)
    assert column(page, ".as-of")[-1] == "undated"
    assert page.figcaption.get_text(strip=True) == "1 undated claim is not in the chart."
    assert statistics(page)["Maximum"] == "190,000"
    assert "the latest, of 23 Feb" not in page.select_one(".finding").get_text()
