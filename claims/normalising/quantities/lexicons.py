"""The rules and word lists beside the code, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """One TOML file of `lexicons/`, as plain data."""
    path = files(__package__).joinpath("lexicons", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))
