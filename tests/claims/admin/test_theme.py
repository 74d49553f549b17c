"""The theme's own script, as static/desk/theme.js says it for the CSP build of Alpine.

When a new version of the theme fails these, its templates have changed: carry over what is new.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import unfold
from django.conf import settings

THEME = Path(unfold.__file__).parent
SKELETON = "unfold/layouts/skeleton.html"
# The attributes whose values Alpine evaluates.
EXPRESSION = re.compile(
    r"""\sx-(?:data|init|show|text|model|if|effect|bind|on|resize)[\w:.-]*=(["'])(.*?)\1"""
)
# What the CSP build has no words for: statements, arrows, template strings, globals; and a style
# given as text, which would become an attribute.
BEYOND = re.compile(r";\s*\S|=>|`|\bif\b|\b(?:window|document|localStorage|location)\b|^'[^']*' \+")
CHOICE = re.compile(r"{% if [^%]*%}([^{]*){% else %}([^{]*){% endif %}")
TAG = re.compile(r"{[{%].*?[%}]}")


def expressions() -> Iterator[str]:
    """What stands in the theme's templates and in the HTML of its tags, the skeleton apart."""
    files = [*(THEME / "templates").rglob("*.html"), *(THEME / "templatetags").glob("*.py")]
    for file in files:
        if not file.match(SKELETON):
            for branch in (r"\1", r"\2"):
                text = TAG.sub("", CHOICE.sub(branch, file.read_text()))
                yield from (found[2] for found in EXPRESSION.finditer(text))


def test_what_the_csp_build_cannot_read_is_said_otherwise():
    script = (settings.BASE_DIR / "static/desk/theme.js").read_text()
    table = script.partition("new Map([")[2].partition("]);")[0]
    said = set(re.findall(r'\[\s*"([^"]*)",', table))
    assert said == {expression for expression in expressions() if BEYOND.search(expression)}


def test_the_skeleton_is_a_copy_of_this_one():
    original = (THEME / "templates" / SKELETON).read_bytes()
    assert sha256(original).hexdigest().startswith("66af9f0bb45f98ba")
