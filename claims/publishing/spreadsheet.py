"""A comparison as CSV that a spreadsheet program opens as it is meant, and runs nothing of."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from claims.comparing import Row, as_json, figure_words
from claims.publishing.subject import Addresses, Subject

COLUMNS = [
    *("as_of", "value", "low", "high", "approximate", "change", "unit", "dimension"),
    *("words_en", "words_zh", "source_en", "source_zh", "anonymity", "chain_en", "chain_zh"),
    *("publisher", "published_on", "article_title", "article", "quote", "kind", "status"),
    *("origin", "repeats", "claim", "note", "direction", "modality", "polarity"),
    *("position", "left_out", "differences_en", "differences_zh", "said_on", "owner"),
    *("text_sha256", "start", "end", "release", "release_kind", "release_sha256"),
]
BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
# A cell that begins so is taken for a formula, by some programs after blanks too, and in East Asian
# ones in full width. PostgreSQL reads it as Python does: no class whose members depend on which.
FORMULA_START = (
    r"[\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]*"
    r"[=+@＝＋－﹣−＠-]"
)
# Control characters may begin another cell.
FORMULA = re.compile(rf"{FORMULA_START}|[\t\r\n\x00]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def as_csv(subject: Subject, addresses: Addresses) -> str:
    """One line an answer."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for record in _records(subject, addresses):
        writer.writerow([guarded(record[column]) for column in COLUMNS])
    return BYTE_ORDER_MARK + out.getvalue()


def guarded(cell: object) -> str:
    """
    >>> guarded("=HYPERLINK(1)"), guarded(None), guarded("约7万"), guarded("-3")
    ("'=HYPERLINK(1)", '', '约7万', '-3')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _records(subject: Subject, addresses: Addresses) -> Iterator[dict[str, object]]:
    kind = subject.published.kind if subject.published else ""
    release = {
        "release": subject.number,
        "release_kind": kind or ("release" if subject.number else ""),
        "release_sha256": subject.sha256,
    }
    plain = as_json(subject.view)["rows"]
    for row, written in zip(subject.view.rows, plain, strict=True):
        figure = written["figure"] or {}
        yield {
            **dict.fromkeys(COLUMNS),
            **{name: figure[name] for name in COLUMNS if name in figure},
            **{name: written[name] for name in COLUMNS if written.get(name) is not None},
            **_wordings(row),
            "anonymity": row.source.anonymity if row.source else "unnamed",
            "article": addresses.article(row),
            "claim": addresses.claim(row.claim),
            "repeats": row.repeats and addresses.claim(row.repeats),
            **release,
        }


def _wordings(row: Row) -> dict[str, str]:
    found = {}
    for language in ("en", "zh"):
        labels = [party.label.read_in(language) for party in row.chain]
        found[f"words_{language}"] = figure_words(row.figure, language) if row.figure else ""
        found[f"source_{language}"] = labels[-1] if labels else ""
        found[f"chain_{language}"] = " ← ".join([row.publisher, *labels])
        differences = [difference.words.read_in(language) for difference in row.differences]
        found[f"differences_{language}"] = "; ".join(differences)
    return found
