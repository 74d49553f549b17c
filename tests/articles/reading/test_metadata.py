"""What pages say of themselves: JSON-LD as it comes, microdata, RDFa, time elements, bylines."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import read
from articles.reading.linked import linked_articles, parse_json
from tests.articles.reading.pages import html_page

GRAPH = """{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "The Quay"},
  {"@type": "Person", "@id": "#ida", "name": "Ida Holm"},
  {"@type": "WebPage", "@id": "https://quay.example/1", "datePublished": "2001-01-01"},
  {"@type": ["NewsArticle", "Article"], "headline": "Breakwater to open in March",
   "datePublished": "2021-03-05T07:30:00Z", "dateModified": "2021-03-09T07:30:00Z",
   "author": {"@id": "#ida"}, "publisher": {"@id": "#org"}}]}"""
NESTED = """{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline":
  "Breakwater to open in March", "datePublished": "2021-03-05T07:30:00Z",
  "author": [{"name": "Ida Holm"}], "publisher": {"name": "The Quay"}}}"""
WRAPPED = """
//<![CDATA[
{ // what the editors typed
 "@type": "NewsArticle", /* and left */ "url": "https://quay.example/1//2",
 "headline": "Breakwater to open in March",
 "datePublished": "2021-03-05T07:30:00Z", "author": ["Ida Holm",],
 "publisher": {"name": "The Quay",},
};
//]]>
"""


def linked(*scripts: str) -> str:
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


@pytest.mark.parametrize("script", [GRAPH, NESTED, WRAPPED, f"<!-- {NESTED} -->", f"[{NESTED}]"])
def test_json_ld_is_read_in_all_its_shapes(script):
    article = read(html_page(head=linked(script)).encode())

    assert (article.publisher, article.byline) == ("The Quay", "Ida Holm")
    assert article.published == datetime(2021, 3, 5, 7, 30, tzinfo=UTC)


def test_of_many_items_the_one_with_the_page_s_headline_counts():
    other = NESTED.replace("Breakwater to open in March", "Ferry prices rise").replace("05T", "04T")
    article = read(html_page(head=linked(other, NESTED)).encode())

    assert article.published == datetime(2021, 3, 5, 7, 30, tzinfo=UTC)
    assert article.title == "Breakwater to open in March"


def test_json_ld_beyond_repair_still_gives_its_date():
    script = (
        '{"@type": "NewsArticle", "datePublished": "2021-03-05", "description": "He said "no""}'
    )
    article = read(html_page(head=linked(script)).encode())

    assert article.published == date(2021, 3, 5)


def test_slips_in_strings_are_no_slips():
    assert parse_json('{"a": "x, ] // y /* z */",}') == {"a": "x, ] // y /* z */"}


@pytest.mark.parametrize("filler", ["/*", '"', '{"a":', "//", "[", ",}", "<!--", "\\\\", "@"])
def test_a_hostile_script_is_left(filler):
    head = linked(filler * 100_000) + f'<meta name="author" content="{filler[0:1] * 1000} A B">'

    assert read(html_page(head=head).encode()).text


@given(st.text(alphabet='{}[]",:/*\\ab1 \n', max_size=60))
def test_any_script_is_read_or_left(script):
    assert linked_articles([script, '{"@type": "Article", "datePublished": "' + script]) is not None


@pytest.mark.parametrize(
    "around",
    [
        '<span itemprop="datePublished" content="2021-03-05">Friday</span>',
        '<time itemprop="datePublished" datetime="2021-03-05">Friday</time>',
        '<span property="schema:datePublished" content="2021-03-05">Friday</span>',
        '<time class="entry-date published updated" datetime="2021-03-05">Friday</time>',
        '<time class="updated" datetime="2021-03-09"></time><time datetime="2021-03-05"></time>',
        '<meta itemprop="dateModified" content="2021-03-09">'
        '<meta itemprop="datePublished" content="2021-03-05">',
        'Updated: <time datetime="2021-03-09">Tuesday</time> <time>March 5, 2021</time>',
        '<ul class="latest-news"><li><time datetime="2021-03-09"></time></li></ul>'
        '<time datetime="2021-03-05"></time>',
        '<div id="comments"><time datetime="2021-03-09"></time></div>'
        '<time datetime="2021-03-05"></time>',
        '<div itemscope itemtype="http://schema.org/Comment"><time itemprop="datePublished" '
        'datetime="2021-03-09"></time></div><time datetime="2021-03-05"></time>',
        "<div>2021年3月5日 星期五</div>",
        "<div>Friday, 5 March 2021</div>",
        "<div>Published March 5, 2021 | Updated March 9, 2021</div>",
    ],
)
def test_the_day_of_publication_is_told_from_the_others(around):
    assert read(html_page(around=around).encode()).published == date(2021, 3, 5)


def test_only_a_day_of_change_is_no_day_of_publication():
    around = '<time class="updated" datetime="2021-03-09"></time><div>Updated March 9, 2021</div>'

    assert read(html_page(around=around).encode()).published is None


def test_a_day_takes_its_time_from_where_it_stands():
    head = '<meta name="date" content="2021-03-05">'
    around = "<div>March 5, 2021 7:30 AM UTC</div>"

    assert read(html_page(head=head, around=around).encode()).published == datetime(
        2021, 3, 5, 7, 30, tzinfo=UTC
    )


def test_an_address_outweighs_lines_and_takes_its_time_from_one():
    around = "<div>March 9, 2021</div><div>March 5, 2021 7:30 AM UTC</div>"
    head = '<link rel="canonical" href="https://quay.example/2021/03/05/breakwater">'

    assert read(html_page(head=head, around=around).encode()).published == datetime(
        2021, 3, 5, 7, 30, tzinfo=UTC
    )


def test_the_line_that_says_so_or_else_the_nearest_above_the_text_gives_the_date():
    far, near, says = "March 1, 2021", "March 4, 2021", "Published March 5, 2021"
    lines = [f"<div>{line}</div>" for line in (far, near)]
    page = html_page(around="".join(lines))

    assert read(page.encode()).published == date(2021, 3, 4)
    page = html_page(around=f"<div>{says}</div>" + "".join(lines))
    assert read(page.encode()).published == date(2021, 3, 5)


def test_a_script_gives_the_date_that_nothing_else_gives():
    script = '<script>var page = {"publishTime": "2021-03-05 07:30"}; var ct = "1";</script>'

    assert read(html_page(head=script).encode()).published == date(2021, 3, 5)
    assert read(
        html_page(head=script, around="<div>March 4, 2021</div>").encode()
    ).published == date(2021, 3, 4)


def test_a_year_before_the_web_is_no_date_of_a_page():
    assert read(html_page(around="<div>August 14, 1935</div>").encode()).published is None


def test_microdata_names_writer_and_publisher():
    around = """<div itemscope itemtype="https://schema.org/NewsArticle">
    <span itemprop="author" itemscope itemtype="https://schema.org/Person">
    <a href="/ida"><span itemprop="name">Ida Holm</span></a></span>
    <div itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
    <meta itemprop="name" content="The Quay"></div></div>"""
    article = read(html_page(around=around).encode())

    assert (article.publisher, article.byline) == ("The Quay", "Ida Holm")


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        ('<meta name="author" content="By Ida Holm">', "Ida Holm"),
        ('<meta name="author" content="admin">', None),
        ('<meta name="author" content="ida@quay.example">', None),
        ('<meta name="author" content="https://quay.example/ida">', None),
        ('<meta name="author" content="CNN"><link rel="canonical" href="https://cnn.com/1">', None),
        (linked(NESTED.replace('[{"name": "Ida Holm"}]', '["Ida Holm", "Bo Sample"]')),
         "Ida Holm, Bo Sample"),
    ],
)  # fmt: skip
def test_a_byline_names_people(head, byline):
    assert read(html_page(head=head).encode()).byline == byline


@pytest.mark.parametrize(
    ("around", "byline"),
    [
        ("<div>By Ida Holm and Bo Sample</div>", "Ida Holm and Bo Sample"),
        ("<div>By IDA HOLM, BO SAMPLE and CY THIRD</div>", "IDA HOLM, BO SAMPLE and CY THIRD"),
        ("<div>Ida Holm in Kyiv</div>", "Ida Holm"),
        ("<div>文｜王小明</div>", "王小明"),
        ("<div>记者王小明 北京报道</div>", "王小明"),
        ("<div>編譯／王小明</div>", "王小明"),
        ("<div>王小明、李大海 记者</div>", "王小明、李大海"),
        ("<div>By Friday</div>", None),
        ('<div class="c-byline__item">Ida Holm Senior Correspondent</div>', "Ida Holm"),
        (
            '<div class="story-byline">By Ida Holm and Bo Sample | Holm</div>',
            "Ida Holm and Bo Sample",
        ),
        ('<div class="byline">National Desk</div>', None),
        (
            "<div>By IDA HOLM and BO SAMPLE - AP Technology Writers | AP – 1 hr ago</div>",
            "IDA HOLM and BO SAMPLE",
        ),
    ],
)
def test_visible_bylines(around, byline):
    assert read(html_page(around=around).encode()).byline == byline


def test_the_page_s_language_counts_for_short_texts_only():
    page = html_page("<p>大同市中心今日告知市民，新防波堤工程日期尚未定，全市居民可安心</p>")

    assert read(page.replace("<html>", '<html lang="zh-TW">').encode()).language == "zh-Hant"
    assert read(html_page().replace("<html>", '<html lang="de">').encode()).language == "en"
