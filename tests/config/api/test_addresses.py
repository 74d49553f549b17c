import pytest
from rest_framework.test import APIClient

from tests.articles.api.clients import client_of, problem_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "v2/claims/",
        "v1/nothing/",
        "v1/claims/x/",
        "v11/",
        "claims/",
        "v1/publishers/%00/",
        "v1",
        "%0A",
    ],
)
def test_what_is_not_there_is_not_found_in_json(path: str) -> None:
    for client in (client_of("analyst"), APIClient()):
        answer = client.get(f"/api/{path}")
        assert problem_of(answer) == "not-found"


def test_the_root_names_the_resources(analyst: APIClient) -> None:
    root = analyst.get("/api/v1/").json()
    assert root["claims"] == "http://testserver/api/v1/claims/"
    assert set(root) == {
        "publishers",
        "articles",
        "texts",
        "imports",
        "sources",
        "webhooks",
        "claims",
        "quantities",
        "times",
        "links",
        "annotations",
        "comparisons",
        "entries",
        "releases",
        "feeds",
        "tags",
        "me",
        "tokens",
    }


def test_the_documents_need_no_account() -> None:
    assert APIClient().get("/api/schema/").status_code == 200
    assert APIClient().get("/api/docs/").status_code == 200
