"""`python -m claims.extraction < articles.jsonl > claims.jsonl`: no database, a line per line."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from claims.extraction.attribution import ArticleInput
from claims.extraction.pipeline import extract_batch
from claims.extraction.serialising import BadLine, article_of, attribution_object

_AT_ONCE = 16

Entry = tuple[Any, ArticleInput | str]


def main(lines: TextIO, out: TextIO) -> int:
    """Answer every line in order; the exit status is 1 if any of them failed."""
    failed = False
    for entries in _chunks(_read(lines)):
        for answer in _answers(entries):
            failed = failed or "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return int(failed)


def _read(lines: TextIO) -> Iterator[Entry]:
    """(id, the article or what is wrong with it) for each line that is not blank."""
    for line in lines:
        if not line.strip():
            continue
        identity = None
        try:
            parsed = json.loads(line)
            identity = parsed.get("id") if isinstance(parsed, dict) else None
            yield identity, article_of(parsed)
        except (json.JSONDecodeError, BadLine) as problem:
            yield identity, str(problem)


def _answers(entries: list[Entry]) -> Iterator[dict[str, Any]]:
    articles = [article for _, article in entries if isinstance(article, ArticleInput)]
    found = iter(extract_batch(articles))
    for identity, article in entries:
        if isinstance(article, str):
            yield {"id": identity, "error": article}
        else:
            attributions = [attribution_object(a) for a in next(found)]
            yield {"id": identity, "attributions": attributions}


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    chunk: list[Entry] = []
    for entry in entries:
        chunk.append(entry)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


if __name__ == "__main__":
    # A lone surrogate in the input must not end the run; JSON escapes carry it through.
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.stdin, sys.stdout))
