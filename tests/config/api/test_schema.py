"""The OpenAPI document is a golden file: a change to the API is seen in review.

After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/config/api/test_schema.py`.
"""

import os
from pathlib import Path

import pytest
import yaml
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

GOLDEN = Path(__file__).parents[2] / "golden" / "openapi.yaml"


@pytest.fixture(scope="module")
def schema() -> dict:
    GENERATOR_STATS.reset()
    return SchemaGenerator(api_version="v1").get_schema(request=None, public=True)


def test_it_is_made_without_a_warning(schema: dict, capsys: pytest.CaptureFixture) -> None:
    assert not GENERATOR_STATS, capsys.readouterr().err


def test_it_is_valid(schema: dict) -> None:
    validate_schema(schema)


def test_it_is_the_one_committed(schema: dict) -> None:
    made = OpenApiYamlRenderer().render(schema, renderer_context={}).decode()
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(made)
    assert yaml.safe_load(made) == yaml.safe_load(GOLDEN.read_text())


def test_every_operation_and_parameter_is_described(schema: dict) -> None:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    assert parameter.get("description"), (path, parameter["name"])
                    assert parameter["schema"], (path, parameter["name"])
