"""`python -m articles.reading FILE…`: one JSON object a file, on one line each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from articles.reading import UnreadableArticle, read


def described(path: str) -> dict[str, Any]:
    """What the contract in design.md says about the file at `path`."""
    try:
        article = read(Path(path).read_bytes(), name=path)
    except UnreadableArticle as error:
        return {"path": path, "error": error.reason}
    except OSError as error:
        return {"path": path, "error": error.strerror or str(error)}
    return {
        "path": path,
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
    """Exit status: 0, or 1 if any file could not be read."""
    failed = False
    for path in paths:
        result = described(path)
        failed = failed or "error" in result
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
