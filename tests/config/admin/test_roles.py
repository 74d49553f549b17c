"""Every page and act of the admin × every role: what permissions.toml says is what happens."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, resolve

from claims.admin import article_work
from claims.admin.anchoring import RULINGS
from claims.admin.desk_views.acts import ACTS
from tests.config.admin.document import DOCUMENT, document
from tests.config.admin.table import LOCKED_OUT, RANKS, ROLES, SIGN_IN, Line, actions, lines
from tests.config.admin.world import World, filled, world
from tests.factories import UserFactory
from tests.releasing import sketched

pytestmark = pytest.mark.django_db
LINES = lines()


@pytest.fixture(autouse=True)
def quietly() -> Iterator[None]:
    """A thousand refusals, each with its traceback, are nothing to read."""
    logging.disable(logging.WARNING)
    with sketched():
        yield
    logging.disable(logging.NOTSET)


WRITTEN = """
    SELECT sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
             + pg_stat_get_xact_tuples_deleted(oid))
    FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_session'
"""
ROW = re.compile(r"\{\w+\}")


def patterns(found: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in found:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, route)
        else:
            yield route


def user_of(role: str) -> Any:
    if role == "administrator":
        user = UserFactory(is_superuser=True)
    elif role == "visitor":
        user = UserFactory(is_staff=False)
    else:
        group = {"staff": None, "anonymous": None, LOCKED_OUT: "editor"}.get(role, role)
        user = UserFactory(role=group)
    user.set_password("abc-123-xyz")
    user.save()
    return user


def cast(role: str) -> tuple[Client, World]:
    """Whoever asks, and what they find."""
    user, client = user_of(role), Client()
    if role != "anonymous":
        client.force_login(user)
    return client, world(user, locked=role == LOCKED_OUT)


def written() -> int:
    """How many rows have been written in this transaction. Of sessions no account is kept."""
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return int(cursor.fetchone()[0])


def asked(client: Client, line: Line, rows: World) -> tuple[int | str, bool]:
    """What is answered, and whether a row was written; all of it is taken back."""
    address, send = f"/admin/{filled(line.at, rows)}", filled(line.send, rows)
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        before = written()
        if line.method == "GET":
            answer = client.get(address)
        elif line.json:
            answer = client.post(address, json.dumps(send), content_type="application/json")
        else:
            answer = client.post(address, send)
        after = written()
        transaction.set_rollback(True)
    client.cookies = cookies  # one may have signed out
    to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/admin/login/")
    return SIGN_IN if to_sign_in else answer.status_code, after > before


@pytest.mark.parametrize("role", ROLES)
def test_pages_and_acts(role: str) -> None:
    """The locked out are asked for acts alone: no lock closes a page."""
    client, rows = cast(role)
    expected, found = {}, {}
    for line in LINES:
        if line.method == "GET" and role == LOCKED_OUT:
            continue
        answer = asked(client, line, rows)
        wanted = line.outcome(role), line.writes and line.may(role)
        if answer != wanted:
            expected[line.name], found[line.name] = wanted, answer
    assert found == expected


def test_what_is_no_act_writes_nothing() -> None:
    """Whatever is sent to a page that only shows something."""
    acts = {line.at for line in LINES if line.method == "POST"}
    client, rows = cast("administrator")
    shown = {line.at for line in LINES if line.method == "GET"} - acts
    unlisted = [Line("POST", at, "nobody", 0, writes=False) for at in shown]
    answers = {line.at: asked(client, line, rows) for line in unlisted}
    assert {at for at, (_status, wrote) in answers.items() if wrote} == set()
    assert all(status == SIGN_IN or int(status) < 500 for status, _wrote in answers.values())


def test_no_act_without_the_token_against_forgery() -> None:
    user = user_of("administrator")
    client, rows = Client(enforce_csrf_checks=True), world(user)
    client.force_login(user)
    acts = [line for line in LINES if line.method == "POST"]
    open_to_forgery = {line.name for line in acts if asked(client, line, rows) != (403, False)}
    assert open_to_forgery == set()


@pytest.mark.parametrize("role", RANKS[1:-1])
def test_what_lists_offer(role: str) -> None:
    client = Client()
    client.force_login(user_of(role))
    expected, found = {}, {}
    for table, offered in actions().items():
        page = client.get(f"/admin/{table.replace('.', '/')}/", follow=True)
        if page.status_code == 200:
            form = page.context["action_form"]
            choices = form.fields["action"].choices if form else []
            found[table] = {name for name, _words in choices if name}
            rank = RANKS.index(role)
            expected[table] = {name for name, who in offered.items() if RANKS.index(who) <= rank}
    assert found == expected


def test_the_table_is_complete() -> None:
    """A new address fails here until permissions.toml says who may go there."""
    rows = dict.fromkeys(set(re.findall(r"\{(\w+)\}", " ".join(line.at for line in LINES))), 1)
    told = {resolve(f"/admin/{filled(line.at, rows).split('?')[0]}").route for line in LINES}
    untold = {f"admin/{route}" for route in patterns(admin.site.urls[0])} - told
    assert untold == set()
    assert len({line.name for line in LINES}) == len(LINES)


def test_the_acts_at_one_address_are_all_told() -> None:
    names = {
        "articles/article/{article}/work/": ("act", set(article_work.ACTS)),
        "claims/anchoring/{}/rule/": ("ruling", set(RULINGS)),
    }
    for at, (field, wanted) in names.items():
        sent = {
            line.send.get(field) for line in LINES if ROW.sub("{}", line.at) == ROW.sub("{}", at)
        }
        assert sent - {None} == wanted
    desk = "articles/article/{article}/desk/claims/{claim}/"
    told = {line.at.removeprefix(desk).strip("/") for line in LINES if line.at.startswith(desk)}
    assert told == set(ACTS)


def test_the_document_says_what_the_table_says() -> None:
    assert DOCUMENT.read_text() == document(), "run python -m tests.config.admin.document"
