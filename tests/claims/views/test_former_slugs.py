"""Pages whose address has changed lead from the former one to the present one."""

import pytest
from django.test import Client

from claims.models import Comparison, Source
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released

pytestmark = pytest.mark.django_db


def test_former_addresses_lead_on(client: Client) -> None:
    claim = ClaimFactory(source__slug="first")
    comparison = ComparisonFactory(slug="troops", claims=[claim])
    released(comparison, by=UserFactory(role="editor"))
    Source.objects.update(slug="second")
    Comparison.objects.update(slug="forces")
    for former, present in (
        ("/sources/first/", "/sources/second/"),
        ("/comparisons/troops/?layout=narrow", "/comparisons/forces/?layout=narrow"),
        ("/comparisons/troops/releases/1/", "/comparisons/forces/releases/1/"),
        ("/comparisons/troops.json", "/comparisons/forces.json"),
        ("/comparisons/troops/releases/1.csv", "/comparisons/forces/releases/1.csv"),
    ):
        answer = client.get(former)
        assert (answer.status_code, answer.headers["Location"]) == (301, present)
        assert client.get(present).status_code == 200
    assert client.get("/comparisons/troops/releases/2/").status_code == 301
    for nowhere in ("/sources/troops/", "/comparisons/none/", "/comparisons/forces/releases/2/"):
        assert client.get(nowhere).status_code == 404
