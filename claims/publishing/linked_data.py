"""A comparison as schema.org: a Dataset of Claims, with a ClaimReview where an editor rated one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.comparing import ComparisonView, Figure, Party, Row, Wording
from claims.publishing.content import Rated
from claims.publishing.subject import Addresses, Subject

Node = dict[str, Any]

CONTEXT = "https://schema.org"
PARTIES = {"person": "Person", "document": "CreativeWork"}  # every other is an Organization
STATUS = {"release": "Published", "correction": "Corrected", "retraction": "Retracted"}
FORMATS = {"json": "application/json", "csv": "text/csv", "jsonld": "application/ld+json"}
BEST, WORST = 5, 1


@dataclass(frozen=True)
class Appearance:
    """The article that a claim stands in; `url` leads to the place in it, where that is known."""

    address: str
    headline: str
    language: str
    published_on: date | None
    publisher: str
    url: str = ""


def as_jsonld(subject: Subject, addresses: Addresses) -> Node:
    view = subject.view
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": addresses.page,
        "url": addresses.page,
        "name": _both(view.question.en, view.question.zh),
        **_given("description", _both(view.finding.en, view.finding.zh)),
        "inLanguage": ["en", "zh-Hans"],
        "isAccessibleForFree": True,
        "publisher": _site(addresses),
        **_scope(view),
        **_release(subject),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": addresses.file(suffix), "encodingFormat": mime}
            for suffix, mime in FORMATS.items()
        ],
        "hasPart": [*_claims(view, addresses), *_reviews(subject, addresses)],
    }


def _scope(view: ComparisonView) -> Node:
    scope = view.scope
    ends = [day.isoformat() if day else ".." for day in (scope.begin, scope.finish)]
    return {
        **_given("temporalCoverage", "/".join(ends) if scope.begin or scope.finish else ""),
        **_given(
            "spatialCoverage",
            [{"@type": "Place", "name": _both(name.en, name.zh)} for _id, name in scope.places],
        ),
        **_given("variableMeasured", scope.dimension),
        **_given("measurementTechnique", _both(scope.method.en, scope.method.zh)),
    }


def _release(subject: Subject) -> Node:
    if subject.number is None:
        return {"creativeWorkStatus": "Draft"}
    told = subject.published
    kind = told.kind if told else "release"
    node: Node = {
        "version": subject.number,
        "creativeWorkStatus": STATUS[kind],
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "sha256",
            "value": subject.sha256,
        },
    }
    if subject.published_at:
        node["datePublished"] = subject.published_at.isoformat()
    if told:
        node |= _given("contributor", [{"@type": "Person", "name": n} for n in told.reviewers])
        reason = _both(told.reason.en, told.reason.zh)
        node |= _given("correction" if kind != "release" else "abstract", reason)
    return node


def claim_as_jsonld(
    *,
    address: str,
    name: Wording,
    text: str,
    appearance: Appearance,
    author: Party | None = None,
    author_address: str = "",
    figures: Sequence[Figure] = (),
) -> Node:
    """One claim by itself."""
    return {"@context": CONTEXT} | _claim(
        address,
        name,
        text,
        _article(appearance),
        author=_party(author, author_address),
        about=[_quantity(figure) for figure in figures],
    )


def list_as_jsonld(address: str, items: Sequence[Node], following: str | None) -> Node:
    """A page of a list; `following` is the address of the next."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "@id": address,
        "itemListElement": [_without_context(item) for item in items],
        **_given("relatedLink", following),
    }


def _without_context(node: Node) -> Node:
    return {name: value for name, value in node.items() if name != "@context"}


def _claims(view: ComparisonView, addresses: Addresses) -> Iterator[Node]:
    first = {row.origin: row for row in reversed(view.rows)}
    for row in view.rows:
        slug = row.source.slug if row.source else ""
        yield _claim(
            addresses.claim(row.claim),
            row.headline,
            row.quote,
            _article(_appearance(row, addresses)),
            author=_party(row.source, addresses.source(slug) if slug else ""),
            firstAppearance=_article(_appearance(first[row.origin], addresses)),
            about=_quantity(row.figure) if row.figure else None,
            abstract=row.position,
            disambiguatingDescription=_differences(row),
        )


def _claim(address: str, name: Wording, text: str, appearance: Node, **more: Any) -> Node:
    node = {
        "@type": "Claim",
        "@id": address,
        "url": address,
        "name": _both(name.en, name.zh),
        "text": {"@value": text, "@language": appearance.get("inLanguage", "und")},
        "appearance": appearance,
    }
    for property_name, value in more.items():
        node |= _given(property_name, value)
    return node


def _quantity(figure: Figure) -> Node:
    """Bounds that are open stay open; a number hedged with "about" says so in words."""
    exact = figure.low is None and figure.high is None and figure.value is not None
    return {
        "@type": "QuantitativeValue",
        **_given("value", _number(figure.value) if exact else None),
        **_given("minValue", _number(figure.value if exact else figure.low)),
        **_given("maxValue", _number(figure.value if exact else figure.high)),
        **_given("unitText", figure.dimension or figure.unit),
        **_given("description", "approximately" if figure.approximate else ""),
    }


def _party(party: Party | None, address: str) -> Node | None:
    if party is None or not (party.label.en or party.label.zh):
        return None
    return {
        "@type": PARTIES.get(party.kind, "Organization"),
        **_given("@id", address),
        "name": _both(party.label.en, party.label.zh),
    }


def _appearance(row: Row, addresses: Addresses) -> Appearance:
    return Appearance(
        addresses.article(row).partition("#")[0],
        row.article_title,
        row.article_language,
        row.published_on,
        row.publisher,
        addresses.article(row),
    )


def _article(appearance: Appearance) -> Node:
    published = appearance.published_on
    publisher = appearance.publisher
    return {
        "@type": "NewsArticle",
        "@id": appearance.address,
        "url": appearance.url or appearance.address,
        "headline": appearance.headline,
        **_given("inLanguage", appearance.language),
        **_given("datePublished", published.isoformat() if published else ""),
        **_given("publisher", {"@type": "Organization", "name": publisher} if publisher else None),
    }


def _reviews(subject: Subject, addresses: Addresses) -> Iterator[Node]:
    """Only what an editor has rated is said to have been reviewed."""
    ratings = subject.published.ratings if subject.published else subject.ratings
    headlines = {row.claim: row.headline for row in subject.view.rows}
    for rated in ratings:
        if headline := headlines.get(rated.claim):
            yield {
                "@type": "ClaimReview",
                "url": addresses.claim(rated.claim),
                "claimReviewed": headline.en,
                "datePublished": rated.at,
                "author": _site(addresses),
                **_given("reviewBody", rated.explanation),
                "itemReviewed": {"@id": addresses.claim(rated.claim)},
                "reviewRating": _rating(rated),
            }


def _rating(rated: Rated) -> Node:
    return {
        "@type": "Rating",
        "ratingValue": rated.value,
        "bestRating": BEST,
        "worstRating": WORST,
        "alternateName": _both(rated.words.en, rated.words.zh),
    }


def _site(addresses: Addresses) -> Node:
    return {"@type": "Organization", "name": "According", "url": addresses.site}


def _differences(row: Row) -> list[Node]:
    found: list[Node] = []
    for difference in row.differences:
        found += _both(difference.words.en, difference.words.zh)
    return found


def _both(en: str, zh: str) -> list[Node]:
    pairs = (("en", en), ("zh-Hans", zh))
    return [{"@value": words, "@language": language} for language, words in pairs if words]


def _given(name: str, value: Any) -> Node:
    """Nothing where there is nothing to say."""
    return {} if value in (None, "", []) else {name: value}


def _number(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
