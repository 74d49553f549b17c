import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import ArticleText, ImportBatch, ImportItem
from articles.progress import import_state
from articles.reading import UnreadableArticle
from articles.services import import_item_process, processing
from articles.tasks import process_import_item
from claims.extraction import Attribution
from claims.management import importing
from claims.management.commands import extract_claims
from claims.models import Claim, ExtractionRun
from tests.articles.services.conftest import counts, page, pages, report, zipped
from tests.claims.services.conftest import REZNIKOV, Engine, attribution

pytestmark = pytest.mark.django_db


def finds_the_minister(text: ArticleText) -> list[Attribution]:
    source = "Ukraine’s defence minister Oleksii Reznikov"
    return [attribution(text, "a1", REZNIKOV, source, "told parliament", "massed 94,300 troops")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        url = f"https://harbour.example/{number}.html"
        body = page(url=url).replace(b"most likely", b"likely (%d)" % number)
        (tmp_path / f"{number}.md").write_bytes(body)
    return tmp_path


def run(command: str, *arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_folder_twice(folder: Path) -> None:
    status, out, _ = run("import_articles", folder)
    assert status == 0
    assert re.search(r"^Import \d+: 3 imported$", out, re.MULTILINE)
    before = counts()
    status, out, _ = run("import_articles", folder)
    assert status == 0
    assert re.search(r"^Import \d+: 3 unchanged$", out, re.MULTILINE)
    assert counts() == before


def test_a_broken_file_is_named_and_the_rest_imported(folder: Path, monkeypatch) -> None:
    monkeypatch.chdir(folder)  # short names, that no line of the table is folded
    (folder / "1-broken.html").write_bytes(b"\x00\x01\x02" * 99)
    status, out, _ = run("import_articles", ".", "[red]missing.md")
    assert status == 1
    assert re.search(r"^Import \d+: 3 imported, 2 failed$", out, re.MULTILINE)
    failed = ImportItem.objects.filter(outcome="failed")
    assert [Path(item.name).name for item in failed] == ["1-broken.html", "[red]missing.md"]
    assert all(item.reason in out for item in failed)
    assert "1-broken.html" in out
    assert "[red]missing.md" in out


def test_everything_in_an_archive(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {f"{number}.md": data for number, data in enumerate(pages(45))}
    (tmp_path / "news.zip").write_bytes(zipped(files | {"broken.html": b"\0\1" * 99}))
    status, out, _ = run("import_articles", ".")
    assert status == 1
    assert re.search(r"^Import \d+: 1 unpacked, 45 imported, 1 failed$", out, re.MULTILINE)
    assert "news.zip/broken.html" in out
    assert "0.md" not in out


def test_stopped_and_resumed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop_at_the_first(batch: ImportBatch, on_item: Any) -> None:
        import_item_process(item_id=batch.items.first().pk, defer=False)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing, "import_work", stop_at_the_first)
        with pytest.raises(CommandError) as stopped:
            run("import_articles", folder)
    batch = ImportBatch.objects.get()
    assert stopped.value.returncode == 130
    assert f"import_articles --resume {batch.pk}" in str(stopped.value)
    assert import_state(batch) == "stopped"
    status, out, _ = run("import_articles", resume=batch.pk)
    assert (status, f"Import {batch.pk}: 3 imported" in out) == (0, True)
    batch.refresh_from_db()
    assert import_state(batch) == "finished"
    assert ImportBatch.objects.count() == 1


def test_stopped_while_it_is_taken_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing, "import_add", interrupted)
        with pytest.raises(CommandError, match="handed in again"):
            run("import_articles", folder)
    status, out, _ = run("import_articles", resume=ImportBatch.objects.get().pk)
    assert (status, "nothing" in out) == (0, True)


def test_what_failed_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(page())

    def broken(**kwargs: Any) -> None:
        raise UnreadableArticle("a bad day")

    with monkeypatch.context() as patched:
        patched.setattr(processing, "article_import", broken)
        assert run("import_articles", path)[0] == 1
    batch = ImportBatch.objects.get()
    assert report(batch) == {str(path): ("failed", "a bad day")}
    assert run("import_articles", retry=batch.pk)[0] == 0
    assert report(batch) == {str(path): ("imported", "")}


def test_left_to_the_workers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(seconds: float) -> None:
        for job in ProcrastinateJob.objects.filter(task_name=process_import_item.name):
            process_import_item(**job.args)

    monkeypatch.setattr(importing.time, "sleep", work)
    status, out, err = run("import_articles", folder, queue=True)
    assert status == 0
    assert "3 imported" in out
    assert "start `manage.py worker`" in err


def test_no_longer_looking_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_away(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(importing.time, "sleep", look_away)
    with pytest.raises(CommandError, match="The workers go on"):
        run("import_articles", folder, queue=True)
    assert import_state(ImportBatch.objects.get()) == "running"


@pytest.mark.parametrize("options", [{}, {"resume": 1, "retry": 1}, {"resume": 99999}])
def test_what_makes_no_sense_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(CommandError):
        run("import_articles", **options)


def test_waiting_shows_the_claims(folder: Path, engine: Engine) -> None:
    engine.finds = finds_the_minister
    status, out, _ = run("import_articles", folder / "0.md", wait=True)
    assert status == 0
    assert "94,300 troops" in out
    assert "Reznikov" in out
    assert "Harbour Courier" in out
    assert Claim.objects.count() == 1
    claims = list(Claim.objects.values_list("pk", flat=True))
    status, out, _ = run("import_articles", folder / "0.md", wait=True)
    assert "1 unchanged" in out
    assert "94,300 troops" in out
    assert list(Claim.objects.values_list("pk", flat=True)) == claims


def test_waiting_extracts_what_an_earlier_import_left(folder: Path, engine: Engine) -> None:
    engine.finds = finds_the_minister
    run("import_articles", folder)
    run("import_articles", folder, wait=True)
    assert Claim.objects.count() == 3


def test_a_text_that_fails_to_extract_says_so(folder: Path, engine: Engine) -> None:
    def finds(text: ArticleText) -> list[Attribution]:
        if "(1)" in text.text:
            raise ValueError("a bad day")
        return finds_the_minister(text)

    engine.finds = finds
    status, _, err = run("import_articles", folder, wait=True)
    assert status == 1
    assert "Figures differ on the border" in err
    assert "a bad day" in err
    assert Claim.objects.count() == 2


def test_json_for_programs(folder: Path, engine: Engine) -> None:
    engine.finds = finds_the_minister
    (folder / "broken.md").write_bytes(b"")
    status, out, _ = run("import_articles", folder, wait=True, json=True)
    assert status == 1
    lines = [json.loads(line) for line in out.splitlines()]
    items, claims = lines[:4], lines[4:]
    assert [item["outcome"] for item in items] == ["imported"] * 3 + ["failed"]
    assert items[3]["reason"]
    assert {claim["article_text"] for claim in claims} == {i["article_text"] for i in items[:3]}
    assert all("94,300" in claim["headline_zh"] for claim in claims)


def test_extract_claims_goes_on_where_it_stopped(
    folder: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_claims, "model_hash", lambda: "0" * 64)
    monkeypatch.setattr(extract_claims, "ENGINE_VERSION", "1")
    run("import_articles", folder)

    def stopped_at_the_second(text: ArticleText) -> list[Attribution]:
        if len(engine.asked) == 2:
            raise KeyboardInterrupt
        return finds_the_minister(text)

    engine.finds = stopped_at_the_second
    with pytest.raises(CommandError, match="Stopped after 1 of 3"):
        call_command("extract_claims", stdout=io.StringIO(), stderr=io.StringIO())
    assert ExtractionRun.objects.count() == Claim.objects.count() == 1
    engine.finds = finds_the_minister
    status, out, _ = run("extract_claims")
    assert (status, out) == (0, "2 texts extracted, 2 claims\n")
    assert run("extract_claims")[1] == "0 texts extracted, 0 claims\n"
    engine.change_version("2")
    ids = ArticleText.objects.values_list("pk", flat=True)
    _, out, _ = run("extract_claims", ids[0], json=True)
    assert json.loads(out) == {
        "article_text": ids[0],
        "title": "Figures differ on the border",
        "claims": 1,
        "unread_language": None,
        "error": None,
    }


def test_extract_claims_of_a_text_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(CommandError, match="No article text 99999"):
        call_command("extract_claims", "99999")
