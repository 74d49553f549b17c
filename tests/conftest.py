"""What every room's tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples at every run, so that a change is judged by what it changes; `explore` looks for
# new ones. No deadlines: tests measure no time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

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
