"""Released comparisons without a token, where the newsroom says so; nothing else, ever."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Comparison
from config.api_router import router
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released

pytestmark = pytest.mark.django_db
OPEN = {"comparisons/", "releases/", "comparisons/{}/releases/"}


@pytest.fixture
def comparison() -> Comparison:
    ComparisonFactory(claims=[ClaimFactory()])  # not released
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    released(comparison, by=UserFactory(role="editor"))
    return comparison


def read(path: str) -> int:
    return APIClient().get(f"/api/v1/{path}").status_code


def test_only_what_is_released_is_open(settings: Any, comparison: Comparison) -> None:
    settings.PUBLIC_API = True
    client = APIClient()
    key, [release] = comparison.public_id, comparison.releases.all()
    [listed] = client.get("/api/v1/comparisons/").json()["results"]
    assert listed["id"] == str(key)
    alone = client.get(f"/api/v1/comparisons/{key}/")
    assert alone.json().keys() == listed.keys()  # without its rows as they are now
    assert read(f"comparisons/{key}/releases/1/") == read(f"releases/{release.public_id}/") == 200
    hidden = Comparison.objects.exclude(pk=comparison.pk).get()
    assert read(f"comparisons/{hidden.public_id}/") == 404
    assert read(f"comparisons/{key}/?expand=entries") == 401
    assert client.post(f"/api/v1/comparisons/{key}/").status_code == 401


@pytest.mark.parametrize("switch", [False, True])
def test_everything_else_stays_closed(settings: Any, switch: bool) -> None:
    settings.PUBLIC_API = switch
    key = ComparisonFactory(claims=[ClaimFactory()]).public_id
    for prefix, view, _name in router.registry:
        path = "".join(
            part if index % 2 == 0 else str(key) for index, part in enumerate(split(prefix))
        )
        is_open = switch and getattr(view, "is_public", False)
        assert read(f"{path}/") == (200 if is_open else 401), prefix
    assert {
        "{}".join(split(prefix)[::2]) + "/"
        for prefix, view, _name in router.registry
        if getattr(view, "is_public", False)
    } == OPEN


def split(prefix: str) -> list[str]:
    """`a/(?P<b>[0-9]{3})/c` → `a/`, the group, `/c`."""
    before, _start, rest = prefix.partition("(?P<")
    if not rest:
        return [before]
    group, _end, after = rest.rpartition(")")
    return [before, group, after]
