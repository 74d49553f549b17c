"""The lines of a PDF, found in a process of its own.

PDFium is native code, and a file of two kilobytes can ask it for gigabytes. So this file is run as
a program, with limits on memory and time: the PDF on standard input, the lines as JSON on standard
output. It imports nothing of the project, so that it starts in a quarter of a second.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

MEMORY_LIMIT = 640 * 1024 * 1024  # bytes of address space
TIME_LIMIT = 20  # seconds of processor time
PAGE_LIMIT = 100
LENGTH_LIMIT = 1_000_000  # characters
_LINE_ENDS = frozenset((10, 2, 0xFFFE))  # the latter two PDFium writes for a hyphen at the end
_EMPTY = (0.0, 0.0, 0.0, 0.0)

# text, page, size of type, left, right, top, bottom, height of the page; in points, from the lower
# left corner; pages count from 0
Row = tuple[str, int, float, float, float, float, float, float]


class _Refused(Exception):
    pass


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        lines, properties = _read(sys.stdin.buffer.read())
        answer: dict[str, Any] = {"lines": lines, "properties": properties}
    except _Refused as refused:
        answer = {"reason": str(refused)}
    json.dump(answer, sys.stdout)


def _read(data: bytes) -> tuple[list[Row], dict[str, str]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD
        raise _Refused("an encrypted PDF" if encrypted else "a broken PDF") from error
    if len(document) > PAGE_LIMIT:
        raise _Refused(f"a PDF of more than {PAGE_LIMIT} pages")
    lines: list[Row] = []
    try:
        for number in range(len(document)):
            lines += _lines_on(document[number], number)
            if sum(len(line[0]) for line in lines) > LENGTH_LIMIT:
                raise _Refused(f"a PDF of more than {LENGTH_LIMIT:,} characters")
        return lines, document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise _Refused("a broken PDF") from error


def _lines_on(page: pdfium.PdfPage, number: int) -> list[Row]:
    """The page's lines in the order of its content; PDFium ends each with a line break."""
    height = page.get_height()
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), LENGTH_LIMIT)
    codes = [pdfium_c.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)]
    lines: list[Row] = []
    start = 0
    for index in [i for i, code in enumerate(codes) if code in _LINE_ENDS] + [count]:
        printed = [i for i in range(start, index) if codes[i] > 32]
        if printed:
            text = "".join(map(chr, codes[start:index])).strip()
            text += "-" if index < count and codes[index] != 10 else ""
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            lines.append((text, number, *_place(text_page.raw, printed), height))
        start = index + 1
    return lines


def _place(raw: object, printed: list[int]) -> tuple[float, float, float, float, float]:
    left, _, bottom, top = _box(raw, printed[0])
    _, right, low, high = _box(raw, printed[-1])
    size = pdfium_c.FPDFText_GetFontSize(raw, printed[0])
    # The size is before scaling, and some programs set everything at 1 and scale it up.
    size = size if size > 3 else max(top - bottom, high - low, 1.0)
    return size, left, right, max(top, high), min(bottom, low)


def _box(raw: object, index: int) -> tuple[float, float, float, float]:
    box = pdfium_c.FS_RECTF()
    found = pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box))
    return (box.left, box.right, box.bottom, box.top) if found else _EMPTY


if __name__ == "__main__":
    main()
