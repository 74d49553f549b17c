from io import StringIO

import pytest
from django.core.management import call_command

from claims.models import SearchEntry, SearchPending
from claims.tasks import index_search
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("options", [{}, {"pending": True}])
def test_everything_is_found_afterwards(options):
    ClaimFactory()
    out = StringIO()
    call_command("index_search", stdout=out, stderr=StringIO(), **options)
    assert SearchEntry.objects.count() == 3
    assert out.getvalue().endswith(" indexed\n")


def test_a_worker_does_so_by_itself():
    ClaimFactory()
    index_search(timestamp=0)
    assert SearchEntry.objects.count() == 3
    assert not SearchPending.objects.exists()
