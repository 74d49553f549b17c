"""`python -m claims.extraction < articles.jsonl > claims.jsonl`: no database, a line per line.

With `--explain FILE` it prints one article with everything marked instead, for people.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from claims.extraction.attribution import ArticleInput
from claims.extraction.language import language_of, supports
from claims.extraction.pipeline import extract_batch
from claims.extraction.serialising import BadLine, article_of, attribution_object, evidence_objects

_AT_ONCE = 16

Entry = tuple[Any, ArticleInput | str]


def command(arguments: Sequence[str], lines: TextIO, out: TextIO) -> int:
    """Run as the command line says; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction", description=__doc__)
    parser.add_argument("--evidence", action="store_true", help="add what gave each field")
    parser.add_argument("--explain", metavar="FILE", help="print an article with its claims marked")
    options = parser.parse_args(arguments)
    if options.explain:
        return explained(options.explain, out)
    return main(lines, out, evidence=options.evidence)


def main(lines: TextIO, out: TextIO, *, evidence: bool = False) -> int:
    """Answer every line in order; the exit status is 1 if any of them failed."""
    failed = False
    for entries in _chunks(_read(lines)):
        for answer in _answers(entries, evidence):
            failed = failed or "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return int(failed)


def explained(path: str, out: TextIO) -> int:
    """Print the article in a file that the importer can read, with its attributions marked."""
    from rich.console import Console

    from articles.reading import UnreadableArticle, read
    from claims.extraction.explaining import explain

    console = Console(file=out, width=None if out.isatty() else 120)
    try:
        article = read(Path(path).read_bytes(), name=path)
    except (OSError, UnreadableArticle) as problem:
        sys.stderr.write(f"{path}: {problem}\n")
        return 1
    published = article.published
    day = published.date() if isinstance(published, datetime) else published
    given = ArticleInput(article.text, article.language, day, article.publisher)
    (attributions,) = extract_batch([given])
    language = language_of(given)
    unread = "" if supports(language) else ", which the engine does not read"
    console.print(f"{path}: language {language}{unread}; published {day}", markup=False)
    explain(article.text, attributions, console)
    return 0


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


def _answers(entries: list[Entry], evidence: bool) -> Iterator[dict[str, Any]]:
    articles = [article for _, article in entries if isinstance(article, ArticleInput)]
    found = iter(extract_batch(articles))
    for identity, article in entries:
        if isinstance(article, str):
            yield {"id": identity, "error": article}
            continue
        language = language_of(article)
        attributions = [
            attribution_object(a) | (evidence_objects(a) if evidence else {}) for a in next(found)
        ]
        yield {
            "id": identity,
            "language": language,
            "supported": supports(language),
            "attributions": attributions,
        }


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
    sys.exit(command(sys.argv[1:], sys.stdin, sys.stdout))
