"""A token stands nowhere but in the header that bears it and the answer that made it."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from access.models import Token
from access.tokens import TokenAuthentication
from tests.access.test_tokens import TOKENS, WANTED, bearer, token_of
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that is logged, at the lowest level there is."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def token() -> str:
    return token_of(UserFactory(role="editor"), "read", "write", "admin")


def test_no_log_and_no_answer_holds_it(token: str, written: io.StringIO) -> None:
    client = bearer(token)
    claim = ClaimFactory()
    bodies = [
        client.get("/api/v1/claims/"),
        client.get("/api/v1/claims/?no=such"),
        client.get("/api/v1/no/such/"),
        client.delete("/api/v1/claims/"),
        client.get(TOKENS),
        bearer(token[:-1] + "x").get(f"/api/v1/claims/{claim.public_id}/"),
    ]
    made = client.post(TOKENS, WANTED | {"expires_in_days": 1}).json()["token"]
    bodies.append(client.get(TOKENS))
    said = written.getvalue() + "".join(answer.content.decode() for answer in bodies)
    assert "/api/v1/no/such/" in said  # something is logged
    for secret in (token[8:], made[8:], *Token.objects.values_list("digest", flat=True)):
        assert secret not in said


def test_no_row_holds_it(token: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        bearer(token).get("/api/v1/claims/")
    assert token not in str(queries.captured_queries)  # it is hashed before it is looked for
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{token}%"]
            )
            assert cursor.fetchone() == (0,), table


def test_the_history_tells_who_and_where_without_it(token: str) -> None:
    told: list[Any] = []

    def spy(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        told.append((str(sql), str(params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(spy), pghistory.context(url="/api/v1/tokens/"):
        bearer(token).post(TOKENS, WANTED | {"expires_in_days": 1})
    assert told
    assert token not in str(told)


def test_its_row_says_nothing_of_it(token: str) -> None:
    row = Token.objects.get()
    for said in (repr(row), str(row), f"{row}"):
        assert row.digest not in said
        assert row.token_key not in said
        assert token not in said


def test_an_error_report_leaves_it_out(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is mailed to administrators, or shown to a developer: headers and variables."""
    request = RequestFactory().get("/api/v1/claims/", headers={"Authorization": f"Token {token}"})

    def fail(_user: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("access.tokens._note_use", fail)
    try:
        TokenAuthentication().authenticate(request)
    except RuntimeError as error:
        below = error.__traceback__.tb_next if error.__traceback__ else None  # this test knows it
        report = ExceptionReporter(request, RuntimeError, error, below)
        shown = report.get_traceback_html() + report.get_traceback_text()
    assert SafeExceptionReporterFilter.cleansed_substitute in shown
    assert "authenticate" in shown
    assert token not in shown
