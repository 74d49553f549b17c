"""What all resources have in common, over every one of them at once."""

import re

import pytest

from access.shaping import Shaped, names_of
from config.api_router import router
from tests.articles.api.clients import (
    PERMISSION_QUERIES,
    client_of,
    query_count,
    refused,
    results,
)
from tests.config.api.world import keys

pytestmark = pytest.mark.django_db

# Queries of a list, beside those for the permission; where it lies under another resource, one of
# them is for that. And those of a list of which everything is told whole.
QUERIES = {
    "publishers": (1, 1),
    "articles": (1, 2),
    "articles/{article_id}/texts": (2, 3),
    "articles/{article_id}/reprints": (3, 3),
    "texts": (1, 2),
    "imports": (2, 2),
    "imports/{import_id}/items": (2, 2),
    "sources": (1, 2),
    "claims": (6, 14),
    "quantities": (1, 6),
    "times": (1, 6),
    "links": (1, 11),
    "annotations": (1, 6),
    "comparisons": (1, 1),
    "comparisons/{comparison_id}/entries": (3, 9),
    "entries": (2, 8),
    "comparisons/{comparison_id}/releases": (2, 3),
    "releases": (1, 2),
    "feeds": (1, 1),
    "tags": (1, 1),
}
every_resource = pytest.mark.parametrize("resource", QUERIES)


def serializer_of(resource: str) -> type[Shaped]:
    """What tells the rows of `articles/{article_id}/texts` in a list."""
    views = {
        re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", prefix): view
        for prefix, view, _name in router.registry
    }
    return views[resource](action="list").get_serializer_class()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_of_every_list_are_counted(rows: int) -> None:
    for _row in range(rows):
        names = keys()
    client, counted = client_of("analyst"), {}
    for resource in QUERIES:
        address = f"{resource}/".format(**names[resource])
        whole = ",".join(serializer_of(resource).expansions)
        plain = query_count(client, address)
        expanded = query_count(client, f"{address}?expand={whole}") if whole else plain
        counted[resource] = (plain - PERMISSION_QUERIES, expanded - PERMISSION_QUERIES)
    assert counted == QUERIES


@every_resource
def test_what_of_a_row_is_told_may_be_chosen(resource: str) -> None:
    client, names = client_of("analyst"), keys()[resource]
    address = f"{resource}/".format(**names)
    [row, *_others] = results(client, address)
    serializer = serializer_of(resource)
    known = names_of(serializer)
    assert list(row) == list(known)
    for name, inner in known.items():
        assert results(client, address, fields=name)[0] == {name: row[name]}
        told = row[name][0] if isinstance(row[name], list) and row[name] else row[name]
        if isinstance(told, dict) and inner:
            assert set(told) <= set(inner), name
            one = sorted(set(told))[0]
            [part, *_others] = results(client, address, fields=f"{name}.{one}")
            part = part[name][0] if isinstance(part[name], list) else part[name]
            assert part == {one: told[one]}
    for name, expansion in serializer.expansions.items():
        [whole, *_others] = results(client, address, expand=name)
        assert list(whole) == list(row)
        if whole[name] is not None:
            assert list(whole[name]) == list(names_of(expansion.serializer))
            # Of what is told of the other anyhow, nothing is another.
            assert row[name].items() <= {k: whole[name][k] for k in row[name]}.items()
    for parameter in ("fields", "expand"):
        answer = client.get(f"/api/v1/{address}", {parameter: "colour"})
        assert list(refused(answer)) == [parameter]
