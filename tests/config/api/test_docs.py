"""What docs/api.md asks of the API, the API takes."""

import re
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from articles.models import ImportBatch
from tests.articles.api.clients import client_of
from tests.articles.working import work_off
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released

pytestmark = pytest.mark.django_db
DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text()


@pytest.fixture
def _rows() -> None:
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    released(comparison, by=UserFactory(role="editor"))


@pytest.mark.parametrize("query", re.findall(r'"\$API/([^"$]*)"', DOCS))
def test_every_address_is_answered(analyst: APIClient, query: str) -> None:
    assert analyst.get(f"/api/v1/{query}").status_code in {200, 405}


@pytest.mark.usefixtures("_rows")
def test_the_script_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    script = "\n".join(re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL))
    monkeypatch.setenv("TOKEN", "unused")
    monkeypatch.setattr("requests.Session", lambda: Session(client_of("editor")))
    monkeypatch.setattr("time.sleep", lambda seconds: work_off(ImportBatch.objects.get()))
    exec(compile(script, "docs/api.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "94300 to 94300 from 1 origins in 1 publishers" in printed
    assert "94300 94,300 troops" in printed
    assert "finished {'imported': 1}" in printed
    assert "Figures differ on the border imported" in printed


class Session:
    """`requests.Session` as far as the script uses it, on Django's own test client."""

    def __init__(self, client: APIClient) -> None:
        self.client, self.headers = client, {}

    def get(self, url: str, params: dict | None = None) -> "Answer":
        path = url.removeprefix("http://127.0.0.1:8000").removeprefix("http://testserver")
        return Answer(self.client.get(path, params))

    def post(self, url: str, json: dict) -> "Answer":
        path = url.removeprefix("http://127.0.0.1:8000")
        return Answer(self.client.post(path, json, format="json"))


class Answer:
    def __init__(self, response: object) -> None:
        self.json = response.json
        self.status = response.status_code
        self.headers = response.headers

    def raise_for_status(self) -> None:
        assert self.status in {200, 202}
