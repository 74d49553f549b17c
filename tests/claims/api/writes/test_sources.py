"""The register of sources is written to over the API."""

from typing import Any

import pytest

from claims.models import Source
from tests.access.writing import Writer, writer
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_a_source_is_added_and_changed(editor: Writer) -> None:
    given = {
        "key": "person:harbour",
        "kind": "person",
        "anonymity": "named",
        "label_en": "Ann Harbour",
        "label_zh": "安·哈伯",
    }
    made = done(editor.post("sources/", given), 201)
    assert {name: made[name] for name in given} == given
    address = f"sources/{made['slug']}/"
    changed = done(editor.patch(address, {"wikidata_id": "Q42"}, seen=1))
    assert (changed["wikidata_id"], changed["version"]) == ("Q42", 2)
    assert editor.patch(address, {"wikidata_id": "Q43"}, seen=1).status_code == 412
    told = done(editor.patch(address, {"wikidata_id": "42"}, seen=2), 400)
    assert told["errors"][0]["pointer"] == "/wikidata_id"
    assert done(editor.patch(address, {"key": "x"}, seen=2), 400)["errors"][0]["field"] == "key"
    done(writer("reviewer").post("sources/", given), 403)
    done(writer("reviewer").patch(address, {"is_party": True}, seen=2), 403)
    assert Source.objects.count() == 1


def test_an_old_slug_leads_a_write_on(editor: Writer) -> None:
    source = SourceFactory(slug="old")
    source.slug = "new"
    source.save()
    answer = editor.patch("sources/old/", {"is_party": True}, seen=1)
    assert (answer.status_code, answer.headers["Location"].rsplit("/", 2)[1]) == (308, "new")


def test_a_source_is_merged_and_parted_again(editor: Writer) -> None:
    kept, merged = SourceFactory(), SourceFactory()
    address = f"sources/{merged.slug}/"
    now = done(editor.post(f"{address}merge/", {"into": kept.slug, "reason": "one man"}))
    assert now["counts_as"]["slug"] == kept.slug
    done(editor.post(f"sources/{kept.slug}/merge/", {"into": merged.slug}), 400)
    done(writer("reviewer").post(f"{address}split/"), 403)
    assert done(editor.post(f"{address}split/"))["counts_as"]["slug"] == merged.slug
    done(editor.post(f"{address}split/"), 400)
