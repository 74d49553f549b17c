"""One definition: the dictionary that is printed and the one that is told have its columns."""

import pytest
from rest_framework.test import APIClient

from claims.exporting import TABLES, as_markdown
from tests.articles.api.clients import analyst
from tests.conftest import ROOT

__all__ = ["analyst"]


def test_the_document_is_the_one_printed() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text() == as_markdown(TABLES)


@pytest.mark.django_db
def test_the_api_tells_of_every_column(analyst: APIClient) -> None:
    told = analyst.get("/api/v1/dictionary/").json()["tables"]
    columns = [[column["name"] for column in table["tableSchema"]["columns"]] for table in told]
    assert columns == [table.names for table in TABLES]
    for table in told:
        answer = analyst.get(table["url"])
        assert answer.status_code == 200
        header = b"".join(answer.streaming_content).decode().strip()
        assert header.split(",") == [c["name"] for c in table["tableSchema"]["columns"]]
