"""The weights and thresholds of model.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

VERSION = "3"  # of suggestions: raised with whatever changes what they would be


@cache
def settings() -> dict[str, Any]:
    path = files(__package__).joinpath("model.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
