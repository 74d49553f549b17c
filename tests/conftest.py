"""What every room's tests share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_directory() -> Path | None:
    """The annotated articles to measure on: ACCORDING_SHARED, else `shared` beside the checkout."""
    path = Path(os.environ.get("ACCORDING_SHARED", ROOT.parent / "shared"))
    return path if (path / "data").is_dir() else None


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    path = shared_directory()
    if path is None:
        pytest.skip("the annotated articles are not here (set ACCORDING_SHARED)")
    return path
