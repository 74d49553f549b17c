"""Publisher and wire service are two facts: who printed it, and whose copy it is."""

from collections import Counter

import pytest

from articles.reading import read
from articles.reading.rules import common_rules
from articles.reading.wires import wire_named, wire_services
from tests.articles.reading.pages import PARAGRAPHS, html_page

LEAD = "The harbour office said on Friday that the new breakwater would open in March."


def page_of(first: str = LEAD, last: str = PARAGRAPHS[2], **parts: str) -> bytes:
    body = "".join(f"<p>{words}</p>" for words in (first, *PARAGRAPHS[1:2], last))
    return html_page(body, **parts).encode()


def test_every_service_is_found_by_each_of_its_names():
    for service in wire_services():
        for name in service.all_names:
            assert wire_named(name) == service, name


def test_no_name_belongs_to_two_services():
    names = Counter(name for service in wire_services() for name in service.all_names)

    assert not [name for name, count in names.items() if count > 1]
    assert len(wire_services()) >= 40


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("AP", "The Associated Press"),
        ("ap", None),
        ("ASSOCIATED PRESS", "The Associated Press"),
        (" the  associated press ", "The Associated Press"),
        ("路透社", "Reuters"),
        ("法新社", "AFP"),
        ("新華社", "新华社"),
        ("ТАСС", "TASS"),
        ("Укрінформ", "Ukrinform"),
        ("연합뉴스", "Yonhap"),
        ("AP Photo", None),
        ("", None),
    ],
)
def test_a_name_names_one_service_or_none(written, name):
    service = wire_named(written)

    assert (service and service.name) == name


@pytest.mark.parametrize("pattern", common_rules().wire, ids=lambda pattern: pattern.where)
def test_what_a_credit_pattern_finds_is_a_service(pattern):
    assert pattern.where in ("source", "end", "byline", "notice")
    for example in pattern.examples:
        groups = pattern.regex.search(example).groupdict()
        found = next(
            (groups[key] for key in ("wire", "line", "desk", "also") if groups.get(key)), ""
        )
        assert wire_named(found or pattern.name), example


@pytest.mark.parametrize("pattern", common_rules().dateline, ids=lambda pattern: pattern.reason)
def test_what_a_dateline_names_as_a_service_is_one(pattern):
    for example in pattern.examples:
        groups = pattern.regex.search(example).groupdict()
        assert "wire" not in groups or wire_named(groups["wire"]), example


@pytest.mark.parametrize(
    ("first", "wire"),
    [
        ("HOLM, Dec. 3 (Reuters) - " + LEAD, "Reuters"),
        ("KYIV (AP) — " + LEAD, "The Associated Press"),
        ("KYIV, Ukraine (AP) — " + LEAD, "The Associated Press"),
        ("PARIS (AFP) - " + LEAD, "AFP"),
        ("BEIJING, Dec. 5 (Xinhua) -- " + LEAD, "新华社"),
        ("MOSCOW, December 5. /TASS/. " + LEAD, "TASS"),
        ("【新华社北京12月5日电】港务局周五说，新防波堤将在三月启用，造价没有公布。", "新华社"),
        ("新华社北京12月5日电（记者王小明）港务局周五说，新防波堤将在三月启用。", "新华社"),
        ("路透北京8月31日 - 港务局周五说，新防波堤将在三月启用，造价没有公布。", "Reuters"),
        ("中新社北京12月5日电 港务局周五说，新防波堤将在三月启用，造价没有公布。", "中国新闻社"),
        ("（中央社記者王小明台北5日電）港務局週五說，新防波堤將在三月啟用。", "中央社"),
        ("The harbour office told Reuters on Friday that it would open.", None),
        ("According to Reuters, the harbour office said on Friday that it would open.", None),
        ("据路透社12月5日报道，港务局周五说，新防波堤将在三月启用，造价没有公布。", None),
        ("据美联社12月5日电，港务局周五说，新防波堤将在三月启用，造价没有公布。", None),
        ("新华社消息人士说，港务局周五宣布，新防波堤将在三月启用，造价没有公布。", None),
    ],
)
def test_a_dateline_credits_a_service_and_a_sentence_does_not(first, wire):
    assert read(page_of(first)).wire == wire


@pytest.mark.parametrize(
    ("last", "wire"),
    [
        ("“We had not counted on the storms,” the harbour master told us. (Reuters)", "Reuters"),
        ("It will open in March, the harbour master said on Friday. — AFP", "AFP"),
        ("港务局长没有说明造价，只说比预计的高一倍。（法新社）", "AFP"),
        ("港务局长没有说明造价，只说比预计的高一倍。(美联社)", "The Associated Press"),
        ("他说，这一消息最早来自美联社（AP）。", None),
        ("The first to say so was the agency (AP)", None),
        ("Reuters was the first to report this, the harbour master said on Friday.", None),
    ],
)
def test_the_mark_at_the_end_is_a_credit(last, wire):
    assert read(page_of(last=last)).wire == wire


@pytest.mark.parametrize(
    ("around", "wire"),
    [
        ("<div>2021-12-05 12:34 来源：新华社</div>", "新华社"),
        ("<div>来源:中国新闻网</div>", "中国新闻社"),
        ("<div>Source: AP</div>", "The Associated Press"),
        ("<div>来源：码头报</div>", None),
        ("<figure><img src=a.jpg><figcaption>图片来源：美联社</figcaption></figure>", None),
        ("<aside><a href='/2'>会议推迟 来源：新华社</a></aside>", None),
    ],
)
def test_a_source_line_is_a_credit_and_a_picture_s_is_not(around, wire):
    assert read(page_of(around=around)).wire == wire


@pytest.mark.parametrize(
    ("head", "wire", "byline"),
    [
        ('<meta name="author" content="Associated Press">', "The Associated Press", None),
        ('<meta name="author" content="Reuters Staff">', "Reuters", None),
        ('<meta name="author" content="By Ida Holm, AFP">', "AFP", "Ida Holm"),
        ('<meta name="author" content="Ida Holm | Reuters">', "Reuters", "Ida Holm"),
        ('<meta name="source" content="新华社">', "新华社", None),
        ('<meta name="dc.creator" content="AFP">', "AFP", None),
        ('<meta name="author" content="Ida Holm">', None, "Ida Holm"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": '
            '[{"@type": "Person", "name": "Ida Holm"}, {"@type": "Organization", "name": "AFP"}],'
            '"publisher": {"name": "The Quay"}}</script>',
            "AFP",
            "Ida Holm",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "creditText": "dpa",'
            '"publisher": {"name": "The Quay"}}</script>',
            "dpa",
            None,
        ),
    ],
)  # fmt: skip
def test_the_head_credits_a_service(head, wire, byline):
    article = read(page_of(head=head))

    assert (article.wire, article.byline) == (wire, byline)


@pytest.mark.parametrize(
    ("url", "first", "publisher", "wire"),
    [
        ("https://apnews.com/article/1", "KYIV (AP) — ", "The Associated Press", None),
        ("https://www.reuters.com/world/1", "KYIV, Dec 3 (Reuters) - ", "Reuters", None),
        ("https://www.voanews.com/a/1", "KYIV (Reuters) - ", "Voice of America", "Reuters"),
        ("https://www.cnn.com/1", "(CNN) — ", "CNN", None),
        ("https://quay.example/1", "(CNN) — ", None, "CNN Newsource"),
        ("https://tass.com/politics/1", "MOSCOW, December 5. /TASS/. ", "TASS", None),
        ("https://www.news.cn/1.htm", "新华社北京12月5日电 ", "新华网", None),
        ("https://www.chinanews.com.cn/1", "中新社北京12月5日电 ", "中国新闻网", None),
    ],
)  # fmt: skip
def test_the_service_that_publishes_itself_is_no_wire(url, first, publisher, wire):
    lead = "港务局周五说，新防波堤将在三月启用。" if "日" in first else LEAD
    article = read(page_of(first + lead), url=url)

    assert (article.publisher, article.wire) == (publisher, wire)


def test_an_agency_s_legal_lines_are_its_mark():
    article = read(page_of(last="Our Standards: The Thomson Reuters Trust Principles."))
    other = read(page_of(last="Copyright 2021 The Associated Press. All rights reserved."))
    helped = read(page_of(last="The Associated Press contributed to this report."))

    assert (article.wire, other.wire) == ("Reuters", "The Associated Press")
    assert helped.wire is None, "the text is the publisher's own"


def test_front_matter_may_name_the_service():
    page = f"---\ntitle: Breakwater\npublisher: The Quay\nwire: AP\n---\n\n{LEAD}\n"
    article = read(page.encode())

    assert (article.publisher, article.wire) == ("The Quay", "The Associated Press")


def test_a_text_that_only_names_a_service_has_no_publisher():
    article = read(f"Breakwater to open\n\nHOLM (AP) — {LEAD}\n".encode())

    assert (article.publisher, article.wire) == (None, "The Associated Press")
