"""PDF with text, good and hostile."""

import contextlib
import random
import shutil
import subprocess
import zlib

import pytest

from articles.reading import UnreadableArticle, pdf, read
from articles.spans import Span
from tests.articles.reading.documents import lines_at, pdf_of, pdf_of_stream

FIRST = (
    "The mayor said on Monday that the new bridge across the strait would open next",
    "week, after two years of work, and that it had cost 80 million dollars in all.",
)
SECOND = (
    "The company in charge of it, which is well known, said three thousand work-",
    "ers had taken part.",
)
HEADLINE = (50.0, 740.0, 24.0, "A bridge opens")


def body(*paragraphs, top=700):
    lines, at = [], top
    for paragraph in paragraphs:
        lines += lines_at(*paragraph, top=at)
        at -= 14 * len(paragraph) + 14
    return lines


def test_the_largest_type_is_the_headline_and_lines_become_paragraphs():
    article = read(pdf_of([HEADLINE, *body(FIRST, SECOND)]))

    assert article.format == "pdf"
    assert article.title == "A bridge opens"
    assert article.text.split("\n") == [
        "A bridge opens",
        " ".join(FIRST),
        "The company in charge of it, which is well known, said three thousand workers had taken"
        " part.",
    ]


def test_chinese_lines_are_joined_without_spaces():
    lines = ("市长周一说，新建的跨海大桥将于下周通车，总造价约为八千万元，比原计划", "多出一成。")
    article = read(pdf_of([(50, 740, 24, "新桥下周通车"), *body(lines, ("第二段说了别的事情。",))]))

    assert article.language == "zh-Hans"
    assert article.text.split("\n") == ["新桥下周通车", "".join(lines), "第二段说了别的事情。"]


def test_a_hyphen_stays_where_the_word_is_written_with_it():
    lines = ("It is a well-known bridge, as the mayor said when he spoke there, and a well-",)
    article = read(
        pdf_of([HEADLINE, *body((*lines, "known mayor too, said the Anglo-", "Saxon."))])
    )

    assert "a well-known mayor too, said the Anglo-Saxon." in article.text


def test_an_indent_begins_a_paragraph_without_a_gap():
    lines = [*lines_at(*FIRST), *lines_at(SECOND[0], left=75, top=672), *lines_at("done.", top=658)]

    assert len(read(pdf_of([HEADLINE, *lines])).text.split("\n")) == 3


def test_a_sentence_goes_on_on_the_next_page():
    article = read(pdf_of([HEADLINE, *body(FIRST[:1])], [*lines_at(*FIRST[1:])]))

    assert article.text.split("\n")[1] == " ".join(FIRST)


def test_running_headers_footers_and_page_numbers_are_dropped_with_reasons():
    pages = [
        [
            (50, 780, 9, f"Example Post {number}"),
            *([HEADLINE] if number == 1 else []),
            *body((f"On page {number} the mayor spoke at some length about it.",)),
            (50, 20, 9, "https://a.example/2021/09/06/bridge"),
            (300, 40, 9, f"{number}/3"),
        ]
        for number in (1, 2, 3)
    ]
    article = read(pdf_of(*pages))

    assert article.text.count("\n") == 3
    assert article.url == "https://a.example/2021/09/06/bridge"
    assert {dropped.reason for dropped in article.dropped} == {
        "running header",
        "running footer",
        "page number",
    }
    assert sum("Example Post" in dropped.text for dropped in article.dropped) == 3


def test_a_line_at_the_edge_that_is_text_stays():
    article = read(pdf_of([(50, 780, 12, FIRST[0]), (50, 766, 12, FIRST[1])]))

    assert " ".join(FIRST) in article.text


@pytest.mark.parametrize(
    ("info", "title", "byline"),
    [
        ("/Title (The bridge at last) /Author (Ann Lee)", "The bridge at last", "Ann Lee"),
        ("/Title (Microsoft Word - a.doc) /Author (Administrator)", FIRST[0][:20], None),
        ("/Title <FEFF65B06865901A8F66>", "新桥通车", None),
    ],
)
def test_properties_count_where_they_are_the_writer_s(info, title, byline):
    article = read(pdf_of(body(FIRST, SECOND), info=info))

    assert article.title.startswith(title)
    assert article.byline == byline


def test_a_date_near_the_headline_is_found_but_not_the_day_of_printing():
    info = "/CreationDate (D:20261124120000Z)"

    assert read(pdf_of([HEADLINE, *body(FIRST)], info=info)).published is None
    dated = [HEADLINE, (50, 722, 10, "September 6, 2021"), *body(FIRST)]
    assert str(read(pdf_of(dated, info=info)).published) == "2021-09-06"


def test_every_character_leads_into_the_text_written_out():
    data = pdf_of([HEADLINE, *body(FIRST, SECOND)], info="/Title (A bridge opens)")
    page = pdf.read_pdf(data).page
    article = read(data)

    for index, char in enumerate(article.text):
        place = article.source_map.page_span(Span(index, index + 1))
        assert char in (" ", "\n") or page[place.start : place.end] == char


KEYS = f"/O <{'11' * 32}> /U <{'22' * 32}>"
ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 {KEYS} /P -4 >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 and nothing", "a broken PDF"),
        (pdf_of([]), "a PDF without text: its pages are images"),
        (pdf_of([HEADLINE], trailer=ENCRYPTED), "an encrypted PDF"),
        (pdf_of(*[[HEADLINE]] * 101), "a PDF of more than 100 pages"),
    ],
    ids=["broken", "scanned", "encrypted", "long"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, reason):
    with pytest.raises(UnreadableArticle) as refused:
        read(data)
    assert refused.value.reason == reason


def test_a_bomb_ends_the_process_that_reads_it_and_no_other():
    blanks = zlib.compress(zlib.compress(b" " * 700_000_000, 1), 9)
    with pytest.raises(UnreadableArticle) as refused:
        read(pdf_of_stream(blanks, "/Filter [/FlateDecode /FlateDecode]"))
    assert refused.value.reason == "a PDF that takes more memory or time than any article"


def test_damage_ends_in_an_article_or_a_reason():
    chance, data = random.Random(4), pdf_of([HEADLINE, *body(FIRST, SECOND)])
    for _ in range(15):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(9, len(data))] = chance.randrange(256)
        with contextlib.suppress(UnreadableArticle):
            assert read(bytes(damaged)).text


@pytest.mark.e2e
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium to print a page")
def test_a_page_printed_by_a_browser(tmp_path):
    paragraph = "市长周一说，新建的跨海大桥将于下周通车，总造价约为八千万元人民币。" * 4
    page = "<meta charset=utf-8><title>新桥通车 - 例报</title><h1>新桥通车</h1>" + "".join(
        f"<p>第{number}段：{paragraph}</p>" for number in range(12)
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    printing = f"--print-to-pdf={tmp_path / 'page.pdf'}"
    address = (tmp_path / "page.html").as_uri()
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", printing, address],
        check=True,
        capture_output=True,
        timeout=120,
    )
    article = read((tmp_path / "page.pdf").read_bytes())

    assert article.text == "\n".join(
        ["新桥通车", *(f"第{number}段：{paragraph}" for number in range(12))]
    )
