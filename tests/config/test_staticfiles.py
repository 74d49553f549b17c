"""The desk's modules under names that change with their content."""

import re
import shutil
from pathlib import Path

import pytest

from config.staticfiles import HashedFiles
from tests.conftest import ROOT

IMPORTED = re.compile(r'^(?:import|export)\b[^;=]*?"([^"]+)";', re.MULTILINE)
ENTRY = "desk/desk.js"


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "static" / "desk", tmp_path / "desk")
    return tmp_path


def hashed(place: Path) -> HashedFiles:
    """The storage once all files of the place have their names."""
    storage = HashedFiles(location=place, base_url="/static/")
    paths = [str(path.relative_to(place)) for path in place.rglob("*.*")]
    for path, _name, done in storage.post_process({path: (storage, path) for path in paths}):
        assert not isinstance(done, Exception), path
    return storage


def test_modules_import_each_other_by_hashed_names(collected: Path) -> None:
    storage = hashed(collected)
    waiting, met = [storage.stored_name(ENTRY)], set()
    while waiting:
        name = waiting.pop()
        met.add(name)
        for imported in IMPORTED.findall((collected / name).read_text()):
            path = ((collected / name).parent / imported).resolve().relative_to(collected)
            assert re.search(r"\.[0-9a-f]{12}\.js$", str(path)), (name, imported)
            if str(path) not in met:
                waiting.append(str(path))
    assert len(met) > 15


def test_a_module_that_changes_renames_all_that_lead_to_it(collected: Path) -> None:
    before = hashed(collected).stored_name(ENTRY)
    words = collected / "desk" / "page" / "words.js"
    words.write_text(words.read_text() + "\n// otherwise\n")
    assert hashed(collected).stored_name(ENTRY) != before
