"""From bytes to an article: each format by its content, what is dropped, what is refused."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import ReadArticle, UnreadableArticle, read
from articles.reading.decoding import decode
from articles.spans import Span
from tests.articles.reading.pages import PARAGRAPHS, html_page, mirror


def reasons(article: ReadArticle) -> dict[str, str]:
    return {dropped.text: dropped.reason for dropped in article.dropped}


def test_a_page_that_no_rule_fits_gives_its_densest_part():
    article = read(html_page().encode())

    assert article.text == "\n".join(("Breakwater to open in March", *PARAGRAPHS))
    assert (article.format, article.language, article.published) == ("html", "en", None)


def test_metadata_comes_from_the_head():
    head = """<link rel="canonical" href="https://quay.example/news/breakwater">
    <meta property="og:site_name" content="The Quay"><meta name="author" content="Ida Holm">
    <meta property="article:published_time" content="2021-03-05T07:30:00Z">"""
    article = read(html_page(head=head).encode(), url="https://copy.example/1")

    assert article.publisher == "The Quay"
    assert article.byline == "Ida Holm"
    assert article.url == "https://quay.example/news/breakwater"
    assert article.published == datetime(2021, 3, 5, 7, 30, tzinfo=UTC)


def test_json_ld_is_read_and_broken_json_ld_is_not_minded():
    head = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
    "datePublished": "2021-03-05", "publisher": {"name": "The Quay"},
    "author": [{"name": "Ida Holm"}, null]}]}</script>
    <script type="application/ld+json">{"@type": NewsArticle, [[[</script>"""
    article = read(html_page(head=head).encode())

    assert (article.publisher, article.byline) == ("The Quay", "Ida Holm")
    assert article.published == date(2021, 3, 5)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "/relative", "ftp://quay.example/a", "http://["]
)
def test_only_web_addresses_are_addresses(url):
    article = read(html_page(head=f'<link rel="canonical" href="{url}">').encode(), url=url)

    assert article.url is None


@pytest.mark.parametrize(
    ("around", "reason"),
    [
        ('<div class="cookie-bar">We store cookies on your device.</div>', "page furniture"),
        ("<figure><img src=a.jpg><figcaption>Waves at noon</figcaption></figure>", "photo caption"),
        ('<blockquote class="twitter-tweet">Big waves!</blockquote>', "embedded post"),
        ('<aside><a href="/2">Ferry prices rise</a></aside>', "related links"),
    ],
)
def test_each_dropped_block_has_its_reason(around, reason):
    article = read(html_page(around=around).encode())

    assert reason in reasons(article).values()
    assert article.text == "\n".join(("Breakwater to open in March", *PARAGRAPHS))


def test_a_form_around_everything_is_not_page_furniture():
    page = html_page().replace("<body>", "<body><form>").replace("</body>", "</form></body>")

    assert PARAGRAPHS[0] in read(page.encode()).text


def test_no_script_text_ever_gets_in():
    article = read(html_page().encode())

    assert "script said" not in article.text + "".join(reasons(article))


def test_a_heading_of_nothing_but_a_script_is_no_title():
    page = f"<html><h1><script>x()</script></h1><h1>Storm delays it</h1><p>{PARAGRAPHS[0]}</p>"

    assert read(page.encode()).title == "Storm delays it"


def test_a_mirror_s_wrapped_lines_and_tags_vanish():
    body = """<p>
  【码头报2021年03月05日讯】（码头报记者林远综合报道）港务局
  <ok href="x">
   周五
  </ok>
  说，新防波堤将在3月启用，耗资约
  <b>
   1200
  </b>
  万克朗。
 </p>
 <p>
  The
  <ok href="y">
   harbour
  </ok>
  office
 </p>
 <p>责任编辑：某某#</p>"""
    article = read(mirror(body).encode())

    assert article.text.split("\n") == [
        "防波堤三月启用",
        "【码头报2021年03月05日讯】（码头报记者林远综合报道）"
        "港务局周五说，新防波堤将在3月启用，耗资约1200万克朗。",
        "The harbour office",
    ]
    assert (article.format, article.publisher, article.byline) == (
        "mirror-markdown",
        "码头报",
        "林远",
    )
    assert article.published == date(2021, 3, 5)
    assert article.url == "https://quay.example/21/3/5/n1.htm"
    assert reasons(article)["责任编辑：某某#"] == "credit"


def test_a_known_address_gives_the_canonical_publisher_and_its_date():
    page = mirror(
        "<p>港务局说，新防波堤将在三月启用，造价没有公布。</p>",
        url="https://www.epochtimes.com/gb/21/3/5/n1.htm",
    )
    article = read(page.encode())

    assert (article.publisher, article.published) == ("大纪元", date(2021, 3, 5))


def test_a_repost_keeps_words_of_links_and_drops_the_frame():
    page = """###  [:house:返回首頁](https://copy.example)
---

## 防波堤三月启用
` 某某` [轉載自GNews](https://gnews.org/zh-hans/1/)

撰稿：某某
![](https://copy.example/a.png)图片来源：网络

**港务局**周五[发布公报](https://quay.example/1)说，新防波堤将在3月启用。
局长没有说明造价，只说“比预计的高\\_一倍\\_”。

# **新闻来源： **[Breakwater to open](https://quay.example/2)

[另一条](https://quay.example/3)

免责声明：本文内容仅代表作者个人观点，平台不承担任何法律风险。

这一行不再是正文。
"""
    article = read(page.encode())

    assert article.text.split("\n") == [
        "防波堤三月启用",
        "港务局周五发布公报说，新防波堤将在3月启用。",
        "局长没有说明造价，只说“比预计的高_一倍_”。",
    ]
    assert (article.format, article.publisher, article.byline) == (
        "repost-markdown",
        "GNews",
        "某某",
    )
    assert article.url == "https://gnews.org/zh-hans/1/"
    assert article.published is None, "the page does not say when it was published"
    assert article.images[0].url == "https://copy.example/a.png"


def test_front_matter_with_folded_values_and_hard_wrapped_lines():
    page = r"""---
title: "Breakwater to\_open\
  \ in March"
date: '2021-03-05'
published_time: 2021-03-05 07:30:00+01:00
author: Ida Holm
publisher: The Quay
tags:
  - "harbour"
url: "https://web.archive.org/web/20210306/https://quay.example/1"
---

The harbour office said on Friday that the new breakwater would open in
March. Engineers quoted by the paper put the cost at 12 million crowns.

\###
"""
    article = read(page.encode())

    assert article.text == (
        "Breakwater to open in March\n"
        "The harbour office said on Friday that the new breakwater would open in March. "
        "Engineers quoted by the paper put the cost at 12 million crowns."
    )
    assert article.published is not None
    assert article.published.isoformat() == "2021-03-05T07:30:00+01:00"
    assert (article.publisher, article.byline) == ("The Quay", "Ida Holm")
    assert article.url == "https://quay.example/1"


def test_plain_text_begins_with_its_title():
    page = (
        "Breakwater to open\n\nBy Ida Holm\n\n"
        "HOLM, March 5, 2021 (The Quay) — The office said it would open.\n"
        "“We had not counted on storms,” it added.\n\nOriginal link: https://quay.example/1\n"
    )
    article = read(page.encode(), name="anything.html")

    assert article.text.split("\n")[0] == article.title == "Breakwater to open"
    assert len(article.text.split("\n")) == 3
    assert (article.format, article.publisher, article.byline) == ("text", "The Quay", "Ida Holm")
    assert (article.published, article.url) == (date(2021, 3, 5), "https://quay.example/1")


def test_a_text_of_one_long_paragraph_has_a_short_headline():
    article = read(("The harbour office said it would open the breakwater. " * 20).encode())

    assert len(article.title) <= 300
    assert article.text.startswith(article.title[:-1])


def test_the_address_given_counts_where_the_page_is_silent():
    url = "https://www.voanews.com/a/1.html"
    article = read(html_page().encode(), url=url)

    assert (article.url, article.publisher) == (url, "Voice of America")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "a broken PDF"),
        (b'{"id": 1, "text": "a long enough text for an article"}', "JSON"),
        (b"1, 2, 3, 4\n" * 40, "no article text"),
        (
            b"<html><body><script>one(); two(); three(); four();</script></body></html>",
            "no article",
        ),
        (b"QUJDREVGR0hJ" * 1000, "endless word"),
        (b"line\n" * 100_001, "lines"),
    ],
)
def test_what_holds_no_article_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableArticle, match=reason):
        read(data)


MARKS = [
    "<p>",
    "</p>",
    "<br>",
    "**",
    "[a](b)",
    "\n\n",
    "# ",
    "&amp;",
    "---\n",
    "【",
    "乌克兰",
    " said ",
]


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=30).map("".join))
def test_any_text_is_read_or_refused_and_every_character_is_traced(soup):
    data = (soup + "\n\nThe harbour office said so.").encode("utf-8", errors="replace")
    try:
        article = read(data)
    except UnreadableArticle:
        return
    page = decode(data).text
    blocks = article.text.split("\n")
    assert all(block == block.strip() for block in blocks)
    offset = 0
    for block in blocks:
        for index, char in enumerate(block, offset):
            start, end = article.source_map.page_span(Span(index, index + 1))
            assert 0 <= start <= end <= len(page)
            there = unicodedata.normalize("NFC", page[start:end])
            assert char.isspace() or there == char or not there.isalnum()
        offset += len(block) + 1
