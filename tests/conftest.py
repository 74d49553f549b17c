"""What every room's tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings

from tests.database import ROOT, empty_database, foundation, hang_up_on_others

# The same examples at every run, so that a change is judged by what it changes; `explore` looks for
# new ones. No deadlines: tests measure no time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

TransactionTestCase._fixture_teardown = empty_database
# Where several processes share the tests, what takes long comes first, so that they end at about
# the same time; and at the very first what needs no database, while another process migrates it.
LONG_ONES = (
    "tests/quality/test_attributions.py",
    *("tests/quality/", "tests/e2e/", "tests/config/"),
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker
) -> None:
    """The tests' database starts as a copy of the foundation."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = foundation()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A database is dropped when nobody is connected: the threads in which workers ran are,
    to the end."""
    yield
    with django_db_blocker.unblock():
        hang_up_on_others()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        rooms = [item.nodeid.startswith(room) for room in LONG_ONES]
        return rooms.index(True) if any(rooms) else len(rooms)

    items.sort(key=place)


def shared_directory() -> Path | None:
    """The annotated articles to measure on: ACCORDING_SHARED, else `shared` beside the checkout."""
    path = Path(os.environ.get("ACCORDING_SHARED", ROOT.parent / "shared"))
    return path if (path / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    path = shared_directory()
    if path is None:
        pytest.skip("the annotated articles are not here (set ACCORDING_SHARED)")
    return path


@pytest.fixture(autouse=True)
def said_in_one_language() -> None:
    """A request leaves its reader's language behind in the thread; the next test begins anew."""
    translation.activate(django_settings.LANGUAGE_CODE)
