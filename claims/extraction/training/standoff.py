"""Annotations kept apart from their texts, which are not ours to publish.

A line of `annotations.jsonl` names an article by its file, and its canonical text by hash: an
annotation is only good for the very text it was made on.
"""

import hashlib
import json
from pathlib import Path

from articles.reading import read
from claims.extraction.training.data import Document, document_of

ANNOTATIONS = Path(__file__).with_name("annotations.jsonl")


def read_standoff(articles: Path, annotations: Path = ANNOTATIONS) -> list[Document]:
    """The annotated articles of the folder; ValueError names one whose text is another one now."""
    documents = []
    for entry in annotations.read_text(encoding="utf8").splitlines():
        line = json.loads(entry)
        path = articles / line["path"]
        text = read(path.read_bytes(), name=path.name).text
        if digest(text) != line["sha256"]:
            raise ValueError(f"{line['path']}: its text is not the one that was annotated")
        documents.append(document_of({**line, "id": line["path"], "text": text}, nested=True))
    return documents


def digest(text: str) -> str:
    """SHA-256 of a canonical text in UTF-8."""
    return hashlib.sha256(text.encode("utf8")).hexdigest()
