"""`python -m articles.reading FILE…`: one JSON object an article, on one line each.

Archives, feeds and tables give as many lines as they hold articles; "path" then goes on with the
member's name. What is to be fetched first has an "url" and an "error".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.reading import ReadArticle, UnreadableArticle, read
from articles.unpacking import (
    DEPTH,
    Budget,
    Member,
    UnreadableContainer,
    container_format,
    unpack,
)


def described(path: str) -> Iterator[dict[str, Any]]:
    """What the contract in design.md says about each article in the file at `path`."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        yield {"path": path, "error": error.strerror or str(error)}
        return
    yield from _of_member(Member(path, data), 0, Budget())


def _of_member(member: Member, depth: int, budget: Budget) -> Iterator[dict[str, Any]]:
    path, data = member.name, member.data
    if data is None:
        error = member.reason or "only an address, which is not fetched here"
        yield {"path": path, "error": error} | ({"url": member.url} if member.url else {})
    elif container_format(data, member.encoding) is None:
        yield _of_article(member, data)
    elif depth == DEPTH:
        yield {"path": path, "error": f"containers nested more than {DEPTH} deep"}
    else:
        inside = unpack(data, name=path, url=member.url, encoding=member.encoding, budget=budget)
        try:
            for inner in inside:
                yield from _of_member(inner, depth + 1, budget)
        except UnreadableContainer as error:
            yield {"path": path, "error": error.reason}


def _of_article(member: Member, data: bytes) -> dict[str, Any]:
    try:
        article = read(data, name=member.name, url=member.url, encoding=member.encoding)
    except UnreadableArticle as error:
        return {"path": member.name, "error": error.reason}
    return {"path": member.name} | _fields(article)


def _fields(article: ReadArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "byline": article.byline,
        "publisher": article.publisher,
        "wire": article.wire,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "language": article.language,
        "text": article.text,
        "images": [image.url for image in article.images],
        "format": article.format,
        "dropped": [
            {"text": dropped.text, "reason": dropped.reason} for dropped in article.dropped
        ],
    }


def main(paths: list[str]) -> int:
    """Exit status: 0, or 1 if anything could not be read."""
    failed = False
    for path in paths:
        for result in described(path):
            failed = failed or "error" in result
            print(json.dumps(result, ensure_ascii=False), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
