"""The rules about documents hold for their own examples."""

import pytest

from articles.reading.documents import document_rules, reason_at_margin, told_author, told_title

RULES = [(kind, rule) for kind, rules in document_rules().items() for rule in rules]


@pytest.mark.parametrize(("kind", "rule"), RULES)
def test_a_rule_finds_its_examples_only(kind, rule):
    assert all(rule.regex.search(example) for example in rule.examples)
    assert not any(rule.regex.search(example) for example in rule.counterexamples)
    assert bool(rule.reason) == (kind == "margin")


def test_properties_of_a_program_say_nothing():
    assert told_title("Microsoft Word - a.doc") == told_author("admin") == told_title(None) == ""
    assert told_title(" A  bridge\x00 ") == "A bridge"
    assert reason_at_margin("- 3 -") == "page number"
    assert reason_at_margin("Three workers") is None
