"""Every rule proves itself: its examples are found, its counter-examples are not."""

from collections import Counter

import pytest

from articles.reading.markup import parse
from articles.reading.rules import (
    Pattern,
    Rules,
    common_rules,
    host_of,
    publisher_at,
    publisher_named,
    publisher_rules,
)
from articles.reading.zones import named_zone

ALL = [common_rules(), *publisher_rules()]
PATTERNS = [
    pytest.param(pattern, id=f"{rules.name or 'common'}-{pattern.reason}-{number}")
    for rules in ALL
    for number, pattern in enumerate(
        (*rules.drop, *rules.dateline, *rules.byline, *rules.wire, *rules.nobody)
    )
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_its_examples_only(pattern: Pattern):
    assert pattern.examples, "a rule without proof"
    assert pattern.counterexamples, "a rule without its limits"
    missed = [text for text in pattern.examples if not pattern.regex.search(text)]
    wrong = [text for text in pattern.counterexamples if pattern.regex.search(text)]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize("rules", publisher_rules(), ids=lambda rules: rules.name)
def test_a_publisher_is_found_by_its_domains_and_names(rules: Rules):
    assert rules.timezone
    assert rules.domains
    for domain in rules.domains:
        assert publisher_at(f"https://www.{domain}/a/1.html") is rules
    assert publisher_named(rules.name) is rules


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.name or "common")
def test_every_selector_is_understood(rules: Rules):
    page = parse("<x-none>")
    for selector in (*rules.body, *rules.title, *rules.date, *(n.selector for n in rules.noise)):
        assert not page.select(selector), "a selector that fits everything"


@pytest.mark.parametrize("rules", [r for r in ALL if r.address], ids=lambda rules: rules.name)
def test_addresses_have_one_form(rules: Rules):
    assert rules.address is not None
    for served, canonical in rules.address.examples:
        assert rules.address.canonical(served) == canonical
        assert rules.address.canonical(canonical) == canonical


def test_a_part_of_a_site_goes_before_the_site():
    assert publisher_at("https://cn.reuters.com/article/1").name == "路透中文"
    assert publisher_at("https://www.reuters.com/article/1").name == "Reuters"
    assert publisher_at("https://notreuters.com/article/1") is None


@pytest.mark.parametrize("url", ["", "http://[", "javascript:alert(1)", "https://", "//"])
def test_a_malformed_address_has_no_host(url: str):
    assert host_of(url) == ""


def test_no_two_publishers_share_a_domain_or_a_canonical_name():
    domains = [domain for rules in publisher_rules() for domain in rules.domains]
    names = [rules.name for rules in publisher_rules()]

    assert len(domains) == len(set(domains))
    assert len(names) == len(set(names))


def test_an_alias_leads_to_one_publisher():
    names = Counter(name for rules in publisher_rules() for name in rules.all_names)
    canonical = {rules.name for rules in publisher_rules()}

    assert {name for name, count in names.items() if count > 1} <= canonical


@pytest.mark.parametrize("rules", publisher_rules(), ids=lambda rules: rules.name)
def test_a_publisher_s_zone_is_one(rules: Rules):
    assert named_zone(rules.timezone) is not None


def test_the_newsrooms_we_name_are_many():
    assert len(publisher_rules()) >= 90


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Example March 18, 2015", "Ann Example"),
        ("By Ann Example and Bo Sample | Updated 5 May", "Ann Example and Bo Sample"),
        ("（码头报记者林远山综合报道）", "林远山"),
        ("文/王小明 图/李大海", "王小明"),
        ("（中央社記者王小明華盛頓5日專電）", "王小明"),
        ("采写：新京报记者 王小明", "王小明"),
    ],
)
def test_a_byline_is_the_names_and_nothing_besides(line: str, byline: str):
    found = (pattern.regex.search(line) for pattern in common_rules().byline)

    assert next(filter(None, found))["byline"] == byline
