"""PDF with text: lines as PDFium finds them → paragraphs (decision record 0062)."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from statistics import median

from articles.reading.article import UnreadableArticle
from articles.reading.blocks import Block, mostly_chinese, tidy
from articles.reading.documents import DocumentText, reason_at_margin, told_author, told_title
from articles.reading.draft import Draft
from articles.reading.rules import publisher_at
from articles.spans import Span, Traced

SIZE_LIMIT = 50 * 1024 * 1024  # bytes
TIMEOUT = 60  # seconds; the process has a stricter limit of its own on a processor's time
EDGE = 0.09  # of the page's height: where headers and footers stand
TITLE_RATIO = 1.15  # a headline's type against the body's

_SENTENCE_END = re.compile(r"""[.!?。！？:：；”’"'」』）)]\s*$""")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\uffff]")
_WORD = 60  # letters that a word may have
_NUMBERS = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://\S+")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")


@dataclass(slots=True)
class Line:
    """One line of type, in points from the lower left corner; `page` counts from 0."""

    text: str
    page: int
    size: float
    left: float
    right: float
    top: float
    bottom: float
    height_of_page: float
    reason: str | None = None

    @property
    def at_edge(self) -> bool:
        edge = EDGE * self.height_of_page
        return self.bottom > self.height_of_page - edge or self.top < edge


def read_pdf(data: bytes) -> Draft:
    """Raises UnreadableArticle for PDFs that are encrypted, scanned, broken or far too long."""
    if len(data) > SIZE_LIMIT:
        raise UnreadableArticle(f"larger than {SIZE_LIMIT // 1024 // 1024} MB")
    lines, properties = _lines_of(data)
    _mark_margins(lines)
    document = DocumentText()
    title = told_title(properties.get("Title"))
    named = document.add(title).normalised() if title else None
    blocks = _blocks(lines, document)
    urls = [match[0] for line in lines if line.at_edge and (match := _ADDRESS.search(line.text))]
    headline = _headline(blocks, named)
    author = told_author(properties.get("Author"))
    short = [block.words for block, line in blocks if line.page == 0 and len(block.words) < 90]
    return Draft(
        "pdf",
        document.page,
        headline.text if isinstance(headline, Block) else headline,
        [block for block, _ in blocks if block is not headline],
        rules=publisher_at(urls[0]) if urls else None,
        urls=urls[:1],
        dates=[words for words in short if re.search(r"(?:19|20)\d{2}", words)][:5],
        authors=[author] if author else [],
        page_title=title,
    )


def _lines_of(data: bytes) -> tuple[list[Line], dict[str, str]]:
    """What `pdflines.py` finds, which runs apart: hostile files may bring PDFium down."""
    try:
        found = subprocess.run(  # noqa: S603  our own file, run by our own interpreter
            [sys.executable, "-I", str(files(__package__) / "pdflines.py")],
            input=data,
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise UnreadableArticle("a PDF that takes more memory or time than any article") from error
    answer = json.loads(found.stdout)
    if "reason" in answer:
        raise UnreadableArticle(answer["reason"])
    lines = [Line(*row) for row in answer["lines"]]
    _refuse_without_words("".join(line.text for line in lines))
    return lines, answer["properties"]


def _refuse_without_words(text: str) -> None:
    letters = sum(map(str.isalpha, text))
    if letters < 20:
        raise UnreadableArticle("a PDF without text: its pages are images")
    if len(_UNREADABLE.findall(text)) > letters // 2:
        raise UnreadableArticle("a PDF whose fonts do not say which characters they show")


def _mark_margins(lines: list[Line]) -> None:
    """Running headers and footers: at the edge, and on several pages but for their numbers."""
    at_edge = [line for line in lines if line.at_edge]
    pages = {line.page for line in lines}
    seen = Counter({key: len(on) for key, on in _pages_of(at_edge).items()})
    for line in at_edge:
        line.reason = reason_at_margin(line.text)
        if line.reason is None and len(pages) > 1 and seen[_key(line)] > len(pages) // 3 + 1:
            line.reason = "running header" if line.top > line.height_of_page / 2 else None
            line.reason = line.reason or "running footer"


def _pages_of(lines: list[Line]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for line in lines:
        found.setdefault(_key(line), set()).add(line.page)
    return found


def _key(line: Line) -> str:
    return _NUMBERS.sub("#", line.text)


def _blocks(lines: list[Line], document: DocumentText) -> list[tuple[Block, Line]]:
    """The paragraphs, each with its first line, and the margins as dropped ones."""
    chinese = mostly_chinese("".join(line.text for line in lines))
    body = [line for line in lines if line.reason is None]
    gap, rights = _usual_gap(body), _right_edges(body)
    found: list[tuple[Block, Line]] = []
    paragraph: list[tuple[Line, Traced]] = []

    def close() -> None:
        if paragraph and (text := _joined([traced for _, traced in paragraph], chinese)).text:
            found.append((Block(text), paragraph[0][0]))
        paragraph.clear()

    for line in [*body, *(line for line in lines if line.reason)]:
        traced = document.add(_CONTROLS.sub("", line.text))
        if line.reason is not None:
            close()
            if (text := _joined([traced], chinese)).text:
                found.append((Block(text, reason=line.reason), line))
            continue
        if paragraph and _begins(line, paragraph[-1][0], paragraph[0][0], gap, rights):
            close()
        paragraph.append((line, traced))
    close()
    return found


def _usual_gap(lines: list[Line]) -> float:
    """The distance of base lines within paragraphs, as a multiple of the type's size."""
    pairs = itertools.pairwise(lines)
    gaps = [
        (above.bottom - below.bottom) / below.size
        for above, below in pairs
        if above.page == below.page and 0 < above.bottom - below.bottom < 3 * below.size
    ]
    return median(gaps) if gaps else 1.2


def _right_edges(lines: list[Line]) -> dict[int, float]:
    """How far the lines of each page reach."""
    found: dict[int, float] = {}
    for line in lines:
        found[line.page] = max(line.right, found.get(line.page, 0.0))
    return found


def _begins(line: Line, last: Line, first: Line, gap: float, rights: dict[int, float]) -> bool:
    """Whether `line` begins a new paragraph after `last`."""
    if abs(line.size - last.size) > 0.06 * max(line.size, last.size):
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    right = rights[last.page]
    short = last.right < right - 0.12 * (right - last.left) - line.size
    if line.page != last.page or line.bottom > last.bottom:  # a new page or column
        return ended
    if last.bottom - line.bottom > (gap + 0.3) * line.size:
        return True
    indented = line.left > first.left + 0.8 * line.size or (
        line.left > last.left + 0.8 * line.size and ended
    )
    return indented or (ended and short)


def _joined(pieces: list[Traced], chinese: bool) -> Traced:
    """The lines as one paragraph, words divided at a line's end made whole."""
    parts: list[Traced] = []
    for piece in pieces:
        if parts:
            end = parts[-1].ends[-1]
            parts.append(Traced.standing_for("\n", Span(end, end + 1)))
        parts.append(piece)
    whole = Traced.join(parts)
    words = set(re.findall(r"\b[^\W\d_]++-[^\W\d_]++", whole.text))

    def mended(match: re.Match[str]) -> str:
        text = match.string
        before = re.split(r"[\W\d_]", text[max(0, match.start() - _WORD) : match.start()])[-1]
        after = re.split(r"[\W\d_]", text[match.end() : match.end() + _WORD])[0]
        compound = f"{before}-{after}"
        return "-" if compound in words or text[match.end()].isupper() else ""

    return tidy(whole.sub(_HYPHEN, mended), chinese)


def _headline(blocks: list[tuple[Block, Line]], named: Traced | None) -> Block | Traced | None:
    """The first page's largest type, if the properties' title does not name another line."""
    kept = [(block, line) for block, line in blocks if block.reason is None]
    first = [(block, line) for block, line in kept if line.page == kept[0][1].page][:20]
    if named is not None:
        for block, _ in first:
            if len(block.text) > 4 and _plain(block.words) in _plain(named.text):
                return block
    usual = Counter[float]()
    for block, line in kept:
        usual[round(line.size, 1)] += len(block.text)
    body_size = usual.most_common(1)[0][0] if usual else 0.0
    largest = max(first, key=lambda pair: pair[1].size, default=None)
    if largest is not None and largest[1].size > TITLE_RATIO * body_size:
        return largest[0]
    return named


def _plain(text: str) -> str:
    return "".join(text.split())
