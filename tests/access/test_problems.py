"""Whatever goes wrong is told as RFC 9457 has it."""

from collections.abc import Iterator
from http import HTTPMethod
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory
from rest_framework.views import APIView

from access.problem_kinds import BY_STATUS, KINDS
from access.problems import Refusal, not_found, problem
from config import urls
from tests.articles.api.clients import problem_of

REQUEST = Request(APIRequestFactory().get("/api/v1/claims/%E7%94%B2/", {"cursor": "secret"}))


class Refusing(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_classes = []

    def get(self, request: Request) -> Response:
        raise Refusal("stale", "It is older.", present={"version": 3})

    def post(self, request: Request) -> Response:
        raise ValidationError(
            {"texts": [{}, {"a/b": ["No."]}], "q": ["Unknown."], "non_field_errors": ["Nor that."]}
        )

    def delete(self, request: Request) -> Response:
        raise RuntimeError("with a secret")


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [path("api/refusing/", Refusing.as_view()), *urls.urlpatterns]


@pytest.fixture
def client() -> Iterator[APIClient]:
    with override_settings(ROOT_URLCONF=__name__):
        yield APIClient(raise_request_exception=False)


def test_a_refusal_says_what_it_is_and_more(client: APIClient) -> None:
    answer = client.get("/api/refusing/")
    assert problem_of(answer) == "stale"
    assert answer.json() == {
        "type": "/api/problems/stale/",
        "title": "Changed meanwhile",
        "status": 412,
        "detail": "It is older.",
        "instance": "/api/refusing/",
        "present": {"version": 3},
    }


def test_it_speaks_the_language_that_is_asked_for(client: APIClient) -> None:
    answer = client.put("/api/refusing/", HTTP_ACCEPT_LANGUAGE="zh-CN")
    assert problem_of(answer) == "method-not-allowed"
    assert answer.json()["title"] == "不能这样做"
    assert answer.headers["Content-Language"] == "zh-hans"
    assert "POST" in answer.headers["Allow"]


def test_every_field_is_named_where_it_stands(client: APIClient) -> None:
    answer = client.post("/api/refusing/?q=1", {})
    assert problem_of(answer) == "invalid"
    assert answer.json()["errors"] == [
        {"field": "texts", "pointer": "/texts/1/a~1b", "reason": "No.", "code": "invalid"},
        {"parameter": "q", "reason": "Unknown.", "code": "invalid"},
        {"reason": "Nor that.", "code": "invalid"},
    ]
    assert answer.json()["detail"] == "texts.1.a/b: No. q: Unknown. Nor that."


def test_a_failure_tells_nothing_of_itself(client: APIClient) -> None:
    answer = client.delete("/api/refusing/")
    assert problem_of(answer) == "failed"
    assert b"secret" not in answer.content
    bare = Client(raise_request_exception=False).get("/api/v1/claims/", HTTP_HOST="evil.example")
    assert problem_of(bare) == "unreadable"


def test_the_path_is_told_without_what_was_asked_of_it() -> None:
    told = problem(Refusal("conflict", "No."), REQUEST)
    assert told["instance"] == "/api/v1/claims/%E7%94%B2/"
    assert "secret" not in str(told)


detail = st.recursive(
    st.text(min_size=1), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(detail, st.sampled_from(list(HTTPMethod)))
def test_no_reason_is_lost(detail: Any, method: str) -> None:
    request = Request(APIRequestFactory().generic(method, "/api/v1/claims/"))
    error = ValidationError(detail)
    told = problem(error, request)
    assert len(told["errors"]) == _leaves(error.detail)
    assert set(told) >= {"type", "title", "status", "detail", "instance"}


def _leaves(detail: Any) -> int:
    if isinstance(detail, dict):
        return sum(map(_leaves, detail.values()))
    return sum(map(_leaves, detail)) if isinstance(detail, list) else 1


@pytest.mark.parametrize("status", sorted({kind.status for kind in KINDS.values()}))
def test_each_status_is_of_a_kind(status: int) -> None:
    error = APIException("x")
    error.status_code = status
    assert KINDS[BY_STATUS[status]].status == problem(error, REQUEST)["status"] == status


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_type_leads_to_its_page(language: str) -> None:
    client = Client(headers={"accept-language": language})
    everything = client.get("/api/problems/").content.decode()
    for kind in KINDS:
        assert f'href="/api/problems/{kind}/"' in everything
    page = client.get("/api/problems/stale/").content.decode()
    assert ("<h1>其间已被更改</h1>" if language == "zh-hans" else "Changed meanwhile") in page
    assert client.get("/api/problems/no-such/").status_code == 404


def test_pages_for_readers_stay_pages(rf: Any) -> None:
    request: HttpRequest = rf.get("/nowhere/")
    assert "html" in not_found(request, exception=Exception())["Content-Type"]
