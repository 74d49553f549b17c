"""Quantities and times are parts of a claim: its version is theirs."""

from typing import Any

import pytest

from tests.access.writing import Writer, writer
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_a_quantity_is_corrected_on_its_claim_s_version(editor: Writer) -> None:
    claim = ClaimFactory()
    address = f"quantities/{claim.quantities.get().public_id}/"
    etag = editor.get(address).headers["ETag"]
    change = {"value": "70000", "approximate": True, "reason": "misread"}
    now = editor.patch(address, change, seen=etag)
    assert (done(now)["value"], done(now)["approximate"]) == ("70000", True)
    stale = editor.patch(address, change, seen=etag)
    assert (stale.status_code, stale.json()["current"]["value"]) == (412, "70000")
    assert done(editor.get(f"claims/{claim.public_id}/"))["version"] == 2
    done(editor.post(f"{address}reread/", seen=now.headers["ETag"]))
    done(writer("reviewer").patch(address, change, seen="*"), 403)
    done(editor.delete(address, seen="*"), 204)
    assert not claim.quantities.exists()


def test_a_time_is_corrected_on_its_claim_s_version(editor: Writer) -> None:
    claim = ClaimFactory()
    address = f"times/{claim.times.get().public_id}/"
    change = {"begin": "2021-12-02", "finish": "2021-12-02"}
    assert done(editor.patch(address, change, seen=1))["begin"] == "2021-12-02"
    done(editor.patch(address, {"begin": "2021-13-02"}, seen=2), 400)
    done(editor.delete(address, seen=2), 204)
