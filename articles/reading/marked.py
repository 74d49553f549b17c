"""Microdata, RDFa and `<time>`: what the elements of a page's body say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from articles.reading.linked import NEWS_TYPES
from articles.reading.markup import ancestors_of, attribute_of, text_of

TELLING = "[itemprop], [property], time, [rel~=author]"
# Elements that a page calls its byline; only what reads as names counts.
BYLINES = (
    "[class*=byline], [class~=author], [class*=author-name], [class*=authorName], "
    "[class*=contributor]"
)
_ROLE = "Senior|Staff|Chief|Envoyée?s?|Correspondent|Reporter|Writer|Editor|Special|Updated"
_NAME = (
    rf"(?!{_ROLE})[A-ZÀ-Þ][\w.’'-]+"
    rf"(?: (?!{_ROLE})(?:[A-ZÀ-Þ][\w.’'-]+|de|da|van|von|der|al|bin|el)){{1,4}}"
)
_NAMES = re.compile(
    rf"(?:[Bb]y|BY|Von|Par|Por)?:? ?(?P<names>{_NAME}(?:(?:, and|,| and| &) {_NAME}){{0,4}})"
    rf"(?:(?: (?:{_ROLE})|\W).*)?$"
)
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:|dc:|dcterms:|article:|og:)", re.I)
# Elements around which nothing is about the article itself.
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|footer|trending|popular|most-read|latest|promo|teaser|"
    r"reply|respond|widget|carousel|ticker|newsletter",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"modif|updat|edited|revis", re.IGNORECASE)
_SAID_CHANGED = re.compile(r"(?:updated?|modified|edited|更新|修改)\W{0,4}(?:on|at|于)?\W*$", re.I)
_NEAR = 5  # how many elements up from the headline its date may be


@dataclass(slots=True)
class MarkedUp:
    """What the marked elements hold, in page order, the surest first among the dates."""

    headlines: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)


def read_marked(root: Tag) -> MarkedUp:
    found = MarkedUp()
    marked_dates: list[str] = []
    times: list[tuple[bool, str]] = []  # (far from the headline, written)
    near = _around_headline(root)
    for element in root.select(TELLING, limit=2000):
        if element.name == "meta" and not element.has_attr("itemprop"):
            continue
        names = _names_of(element)
        if not names and element.name != "time":
            continue
        if _is_elsewhere(element):
            continue
        if "datepublished" in names:
            marked_dates.append(_moment(element))
        elif element.name == "time" and not _is_change(element):
            close = any(id(ancestor) in near for ancestor in _some_ancestors(element))
            times.append((not close, _moment(element)))
        if "headline" in names:
            found.headlines.append(_words(element))
        if names & {"author", "creator"}:
            found.authors.append(_name_in(element))
        if "publisher" in names:
            found.publishers.append(_name_in(element))
    if not found.authors:
        found.authors = _called_bylines(root)
    near_first = [moment for _, moment in sorted(times, key=lambda time: time[0])]
    found.dates = [moment for moment in (*marked_dates, *near_first) if moment]
    found.headlines = [words for words in found.headlines if words]
    found.authors = list(dict.fromkeys(name for name in found.authors if name))
    found.publishers = [name for name in found.publishers if name]
    return found


def _called_bylines(root: Tag) -> list[str]:
    """The names in the first element that the page calls a byline and that reads as one."""
    for element in root.select(BYLINES, limit=20):
        words = _words(element)
        match = _NAMES.match(words) if len(words) < 80 else None
        if match and not _is_elsewhere(element):
            return [match["names"]]
    return []


def _names_of(element: Tag) -> set[str]:
    written = f"{attribute_of(element, 'itemprop')} {attribute_of(element, 'property')}"
    names = {_PREFIX.sub("", name).lower() for name in written.split()}
    if "author" in attribute_of(element, "rel").split():
        names.add("author")
    return names


def _around_headline(root: Tag) -> set[int]:
    heading = root.select_one("h1")
    if heading is None:
        return set()
    return {id(element) for element in list(_some_ancestors(heading))[1:_NEAR]}


def _some_ancestors(element: Tag) -> Iterator[Tag]:
    for ancestor in ancestors_of(element):
        if ancestor.name in ("body", "html", "[document]"):
            return
        yield ancestor


def _is_elsewhere(element: Tag) -> bool:
    """Whether it stands in a comment, a list of other articles, or an item that is none."""
    own_item = True
    for ancestor in _some_ancestors(element):
        if ancestor.name in ("footer", "aside", "nav"):
            return True
        if ancestor is not element and own_item and ancestor.has_attr("itemscope"):
            own_item = False
            kind = attribute_of(ancestor, "itemtype")
            is_page = "WebPage" in kind or attribute_of(ancestor, "itemprop") in ("author",)
            if kind and not is_page and not any(name in kind for name in NEWS_TYPES):
                return True
        # A page's body may be `class="has-sidebar"`: only small elements say what they hold.
        if ancestor.name in ("main", "article"):
            continue
        label = f"{attribute_of(ancestor, 'class')} {attribute_of(ancestor, 'id')}"
        if len(label) > 1 and _says_elsewhere(label):
            return True
    return False


def _says_elsewhere(label: str) -> bool:
    return any(
        _ELSEWHERE.match(word) or (_ELSEWHERE.search(word) and not word.startswith(("has", "with")))
        for word in label.split()
    )


def _is_change(element: Tag) -> bool:
    label = f"{attribute_of(element, 'class')} {attribute_of(element, 'itemprop')}"
    if _CHANGED.search(label) and "publish" not in label.lower():
        return True
    before = element.previous_sibling
    words = text_of(before) if isinstance(before, Tag) else str(before or "")
    return bool(_SAID_CHANGED.search(words[-40:])) or bool(_CHANGED.match(_words(element)))


def _moment(element: Tag) -> str:
    """The machine's form where there is one, else the words."""
    for name in ("datetime", "content", "title"):
        if value := attribute_of(element, name).strip():
            return value[:100]
    return _words(element)[:100]


def _name_in(element: Tag) -> str:
    """The name of a person or an organization: its own item's, or its words where it is none."""
    if value := attribute_of(element, "content").strip():
        return "" if "://" in value else value
    named = element.select_one("[itemprop~=name]")
    if named is not None:
        return attribute_of(named, "content").strip() or _words(named)
    words = "" if element.has_attr("itemscope") and not element.has_attr("rel") else _words(element)
    return words if len(words) < 80 else ""


def _words(element: Tag) -> str:
    return " ".join(text_of(element).split()) if element.contents else ""
