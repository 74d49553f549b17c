"""Every snippet of docs/questions.md, run as a reader would: another program, over HTTP."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from knox.models import get_token_model

from claims.models import Claim
from claims.services.profiles import profiles_make
from claims.services.searching import search_index_pending
from tests.conftest import ROOT
from tests.e2e import scene
from tests.factories import UserFactory
from tests.releasing import released

QUESTIONS = (ROOT / "docs" / "questions.md").read_text()


class Language(NamedTuple):
    fence: str
    command: tuple[str, ...]
    says: tuple[str, ...]


LANGUAGES = [
    Language("sh", ("bash", "-euo", "pipefail"), ("True", "94300", '"slug":')),
    Language("python", (sys.executable,), ("unchanged: True", "94300", "军人", "changed:")),
    Language("r", ("Rscript", "--vanilla"), ("has the hash", "94300", "changed:")),
]


@pytest.fixture
def token(transactional_db: None) -> str:
    comparison = scene.build()
    released(comparison, by=UserFactory(role="editor"))
    search_index_pending(limit=100_000)
    profiles_make(claim_ids=list(Claim.objects.values_list("pk", flat=True)))
    analyst = UserFactory(role="analyst", is_staff=False)
    _entry, token = get_token_model().objects.create(
        user=analyst, name="notebook", scopes=["read", "export"]
    )
    return token


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.fence)
def test_every_snippet_runs(language: Language, token: str, live_server, tmp_path: Path) -> None:
    if shutil.which(language.command[0]) is None:
        pytest.skip(f"{language.command[0]} is not installed: Debian has it as r-base-core")
    snippets = re.findall(rf"```{language.fence}\n(.*?)```", QUESTIONS, re.DOTALL)
    assert len(snippets) == 11
    script = tmp_path / "questions"
    script.write_text("\n".join(snippets))
    ran = subprocess.run(
        [*language.command, script],
        cwd=tmp_path,
        env=os.environ | {"API": f"{live_server.url}/api/v1", "TOKEN": token, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-4000:]
    for words in language.says:
        assert words in ran.stdout


@pytest.mark.parametrize("fence", ["sh", "python", "r"])
def test_no_answer_takes_more_than_ten_lines(fence: str) -> None:
    for snippet in re.findall(rf"```{fence}\n(.*?)```", QUESTIONS, re.DOTALL)[1:]:
        assert len(snippet.strip().splitlines()) <= 10, snippet
