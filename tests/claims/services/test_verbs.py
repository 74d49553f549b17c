import re
from pathlib import Path

import pytest
from django.utils import translation

from claims.services.verbs import VERBS, is_undoable, root, verb_words

ROOT = Path(__file__).resolve().parents[3]
NAMED = re.compile(r"act_of\(\s*[\w.()]+,\s*\"([\w.]+)\"")


def test_every_act_of_the_code_has_its_words() -> None:
    named = {
        verb
        for app in ("articles", "claims")
        for path in (ROOT / app).rglob("*.py")
        for verb in NAMED.findall(path.read_text())
    }
    assert {"claim.create", "link.judge", "article.assign"} <= named
    assert named - set(VERBS) == set()


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("claim.accept", "Claim accepted"),
        ("undo:claim.accept", "Undone: Claim accepted"),
        ("redo:claim.accept", "Redone: Claim accepted"),
        ("nobody.knows", "Changed"),
    ],
)
def test_words(verb: str, words: str) -> None:
    assert verb_words(verb) == words


def test_words_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert verb_words("undo:claim.accept") == "已撤销：采纳了说法"


def test_what_can_be_undone() -> None:
    assert is_undoable("redo:claim.accept")
    assert not is_undoable("release.publish")
    assert root("undo:release.publish") == "release.publish"
