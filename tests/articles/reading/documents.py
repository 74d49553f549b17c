"""PDF and DOCX files built in code."""

import io
from collections.abc import Sequence

import docx

Line = tuple[float, float, float, str]  # x, y and size in points, words


def pdf_of(*pages: Sequence[Line], info: str = "", trailer: str = "") -> bytes:
    """A PDF of lines of Helvetica, or of an unembedded Song for lines with Chinese in them."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>] >>",
        f"<< {info} >>",
    ]
    kids = []
    for lines in pages:
        content = "".join(map(_shown, lines))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources"
            f" << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _assembled(objects, trailer)


def pdf_of_stream(content: bytes, filters: str) -> bytes:
    """A PDF of one page that shows `content`, compressed as `filters` say."""
    head = f"<< /Length {len(content)} {filters} >>\nstream\n"
    return _assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            f"{head}{content.decode('latin-1')}\nendstream",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R >>",
            "<< >>",
        ],
        "",
    )


def _shown(line: Line) -> str:
    left, bottom, size, words = line
    latin = words.encode("cp1252", "replace").count(b"?") == words.count("?")
    code = words.encode("cp1252" if latin else "utf-16-be").hex()
    return f"BT /{'F1' if latin else 'F2'} {size} Tf {left} {bottom} Td <{code}> Tj ET\n"


def _assembled(objects: list[str], trailer: str) -> bytes:
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R {trailer} >>\n".encode()
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def lines_at(*words: str, top: float = 700, left: float = 50, size: float = 12) -> list[Line]:
    """Lines set solid below one another."""
    return [(left, top - 14 * number, size, line) for number, line in enumerate(words)]


def docx_of(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def new_document():
    return docx.Document()
