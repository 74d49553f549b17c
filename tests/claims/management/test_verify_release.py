import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import ArticleText
from claims.models import Release
from claims.publishing.content import exported
from claims.services.comparisons import entry_edit
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory
from tests.releasing import released

pytestmark = pytest.mark.django_db


def verify(*what: object, **given: Any) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_release", *map(str, what), stdout=out, **given)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def releases() -> list[Release]:
    comparison = ComparisonFactory(slug="troops", claims=[ClaimFactory(), ClaimFactory()])
    first = released(comparison)
    entry_edit(entry=comparison.entries.first(), user=UserFactory(), note="Counted twice?")
    return [first, released(comparison)]


@pytest.fixture
def export(releases: list[Release], tmp_path: Path) -> Path:
    path = tmp_path / "release.json"
    path.write_text(exported(releases[0].content, releases[0].sha256))
    return path


def without_triggers(sql: str) -> None:
    """As whoever owns the database can."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("set local session_replication_role = origin")


def test_what_is_stored_is_in_order(releases: list[Release]) -> None:
    status, said = verify("troops", json=True)
    lines = [json.loads(line) for line in said.splitlines()]
    assert status == 0
    assert [line["says"] for line in lines] == ["release 1 of troops", "release 2 of troops"]
    assert [line["sha256"] for line in lines] == [release.sha256 for release in releases]
    assert "All in order." in verify("troops", 2)[1]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            """update claims_release set content =
            jsonb_set(content, '{question,en}', '"Whose troops?"') where number = 1""",
            "hash",
        ),
        ("update claims_releasechart set svg = svg || ' '", "svg is not the picture"),
        ("update claims_releasechart set png = png || '\\x00'::bytea", "png is not the picture"),
        ("update articles_articletext set text = text || '.'", "no longer stored"),
        (f"update claims_release set sha256 = '{'0' * 64}' where number = 1", "is another"),
    ],
)
def test_what_was_changed_behind_our_back_is_told(
    releases: list[Release], sql: str, said: str
) -> None:
    without_triggers(sql)
    status, report = verify("troops", json=True)
    assert status == 1
    assert said in report


def test_a_file_by_itself_and_against_the_database(export: Path) -> None:
    assert verify(export) == verify(export)
    assert verify(export)[0] == 0
    assert verify(export, database=True)[0] == 0
    forged = json.loads(export.read_text())
    forged["question"]["en"] = "Whose troops?"
    export.write_text(json.dumps(forged))
    assert verify(export)[0] == 1


def test_a_forger_who_recomputes_the_hash_is_known_to_the_database(export: Path) -> None:
    from claims.comparing import content_sha256

    forged = json.loads(export.read_text())
    del forged["sha256"]
    forged["question"]["en"] = "Whose troops?"
    export.write_text(exported(forged, content_sha256(forged)))
    assert verify(export)[0] == 0
    status, said = verify(export, database=True, json=True)
    assert status == 1
    assert "the database holds" in said


def test_what_there_is_not() -> None:
    with pytest.raises(CommandError, match="no released comparison nothing"):
        verify("nothing")
    with pytest.raises(CommandError, match="Neither a file"):
        verify("nothing", "x")


def test_a_release_that_there_is_not(releases: list[Release]) -> None:
    with pytest.raises(CommandError, match="troops has no release 9"):
        verify("troops", 9)


def test_texts_are_the_ones_it_was_read_from(releases: list[Release]) -> None:
    text = ArticleText.objects.first()
    ArticleText.objects.filter(pk=text.pk).update(is_current=False)
    assert verify("troops")[0] == 0
