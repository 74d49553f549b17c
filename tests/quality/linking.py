"""How well links between the shared clusters are suggested. The clusters are in clusters.toml."""

import hashlib
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path
from typing import Any

from rich.table import Table

Report = dict[str, Any]
AMONG = 10  # the best suggestions of a claim that are looked at
DAYS = 14  # figures of days further apart are of two situations
ENTRIES = 50  # of what is suggested for a comparison of figures, so many are looked at
POSITIONS = 20  # for one of positions


def clusters() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("clusters.toml").read_text(encoding="utf8"))


def articles_of(shared: Path) -> dict[str, Path]:
    """The articles that the clusters are in, by their slugs."""
    manifest = (shared / "articles" / "manifest.jsonl").read_text(encoding="utf8")
    rows = [json.loads(line) for line in manifest.splitlines()]
    wanted = {report["in"] for cluster in clusters().values() for report in cluster["reports"]}
    return {r["slug"]: shared / "articles" / r["path"] for r in rows if r["slug"] in wanted}


def prepare(shared: Path) -> dict[str, int]:
    """Import, extract and link the articles; the id of each one's text, by its slug."""
    from django.db import connection

    from articles.services import import_original
    from claims.models import Claim
    from claims.services.extraction import extract_article_text
    from claims.services.link_suggesting import links_suggest

    for path in articles_of(shared).values():
        import_original(data=path.read_bytes(), name=path.name)
    texts = texts_of(shared)
    for text in texts.values():
        extract_article_text(article_text_id=text)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # nobody else does, of rows that no other connection sees
    links_suggest(claim_ids=Claim.objects.values_list("pk", flat=True))
    return texts


def texts_of(shared: Path) -> dict[str, int]:
    """The ids of the articles' texts by their slugs, where they are imported already."""
    from articles.models import ArticleText

    by_bytes = dict(ArticleText.objects.values_list("original__sha256", "pk"))
    paths = articles_of(shared).items()
    return {slug: by_bytes[hashlib.sha256(path.read_bytes()).hexdigest()] for slug, path in paths}


@dataclass
class Found:
    """The reports of a cluster that the extraction has, each with its claims and its quantities."""

    name: str
    reports: list[Report] = field(default_factory=list)
    claims: list[set[int]] = field(default_factory=list)
    quantities: list[set[int]] = field(default_factory=list)


def find(name: str, texts: Mapping[str, int]) -> Found:
    from claims.models import Quantity

    cluster, found = clusters()[name], Found(name)
    for report in cluster["reports"]:
        if "at" in report:
            claims, quantities = _at(texts[report["in"]], report["at"]), set()
        else:
            rows = Quantity.objects.filter(claim__article_text=texts[report["in"]])
            matching = [q for q in rows if _gives(q, report, cluster["dimension"])]
            claims = {q.claim_id for q in matching}
            quantities = {q.pk for q in matching}
        if claims:
            found.reports.append(report)
            found.claims.append(claims)
            found.quantities.append(quantities)
    return found


def _at(text: int, place: int) -> set[int]:
    from claims.models import ClaimSpan

    rows = ClaimSpan.objects.filter(claim__article_text=text, part="content")
    return set(rows.filter(start__lte=place, end__gt=place).values_list("claim", flat=True))


def _gives(quantity: Any, report: Report, dimension: str) -> bool:
    named = {"is": quantity.value, "low": quantity.low, "high": quantity.high}
    if quantity.change or quantity.dimension not in (
        report.get("of", dimension),
        dimension,
        "people",
    ):
        return False
    wanted = {key: Decimal(report[key]) for key in named if key in report}
    if "is" in wanted:
        return wanted["is"] in (quantity.value, quantity.low)
    return all(named[key] == number for key, number in wanted.items())


def expected(first: Report, second: Report) -> str:
    """What a reader would say that the two are to one another."""
    if "at" in first:
        return _of_words(first, second)
    same_number = _interval(first) == _interval(second)
    same_origin = first["origin"] == second["origin"]
    if same_origin and same_number and _scope(first) == _scope(second):
        return "repeats"
    if _scope(first) != _scope(second):
        return "different_scope"
    days = _days(first, second)
    if same_origin and days:
        return "updates"
    if days is not None and days > DAYS:
        return "different_scope"
    (low, high), (other_low, other_high) = _interval(first), _interval(second)
    return "agrees" if low <= other_high and other_low <= high else "contradicts"


def _of_words(first: Report, second: Report) -> str:
    if first.get("denied") != second.get("denied"):
        return "contradicts"
    if first.get("said") and first.get("said") == second.get("said"):
        return "repeats"
    return "elaborates" if first["origin"] == second["origin"] else "supports"


def _scope(report: Report) -> frozenset[str]:
    return frozenset(report.get("scope", ()))


def _days(first: Report, second: Report) -> int | None:
    one, other = first.get("day"), second.get("day")
    if isinstance(one, date) and isinstance(other, date):
        return abs((one - other).days)
    return None


def _interval(report: Report) -> tuple[float, float]:
    if "is" in report:
        doubt = 0.05 * report["is"] if report.get("about") else 0
        return report["is"] - doubt, report["is"] + doubt
    return report.get("low", float("-inf")), report.get("high", float("inf"))


def _pairs(found: Found) -> Iterator[tuple[int, int]]:
    """Pairs of reports that are in two claims, and neither in one that reports the other."""
    for first, second in combinations(range(len(found.reports)), 2):
        if not found.claims[first] & found.claims[second]:
            yield first, second


def figures(texts: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """For each cluster, in per cent: `extracted` of the reports; `recall` of the others among the
    best ten of each; `kinds` that are as a reader would have them; `entries` among the suggested
    entries of the comparison while it is empty; `joined` among those while one of the others is in
    it. And of all together."""
    from claims.models import LinkSuggestion

    rows = list(LinkSuggestion.objects.values_list("first", "second", "relation", "score"))
    best: dict[int, list[tuple[float, int, str]]] = defaultdict(list)
    for first, second, relation, score in rows:
        best[first].append((score, second, relation))
        best[second].append((score, first, relation))
    for given in best.values():
        given.sort(reverse=True)
    everything = {name: find(name, texts) for name in clusters()}
    wanted = _wanted(everything)
    tallies = {name: _tally(found, best, wanted) for name, found in everything.items()}
    tallies["all"] = sum(tallies.values(), Counter())
    return {name: _shares(tally) for name, tally in tallies.items()}


def _wanted(everything: Mapping[str, Found]) -> dict[frozenset[int], set[str]]:
    """Two claims → what they may be to one another; two figures in each may say two things."""
    wanted: dict[frozenset[int], set[str]] = defaultdict(set)
    for found in everything.values():
        for first, second in _pairs(found):
            relation = expected(found.reports[first], found.reports[second])
            for pair in product(found.claims[first], found.claims[second]):
                wanted[frozenset(pair)].add(relation)
    return wanted


def _tally(
    found: Found,
    best: Mapping[int, list[tuple[float, int, str]]],
    wanted: Mapping[frozenset[int], set[str]],
) -> Counter:
    tally = Counter(reports=len(clusters()[found.name]["reports"]), extracted=len(found.reports))
    related: dict[int, set[int]] = defaultdict(set)
    for first, second in _pairs(found):
        related[first].add(second)
        related[second].add(first)
    for first, others in related.items():
        shown = {other for claim in found.claims[first] for _s, other, _r in best[claim][:AMONG]}
        tally["wanted"] += min(AMONG, len(others))
        tally["found"] += min(AMONG, sum(bool(found.claims[o] & shown) for o in others))
    for first, second in _pairs(found):
        for pair in product(found.claims[first], found.claims[second]):
            given = {relation for _s, other, relation in best[pair[0]] if other == pair[1]}
            tally["judged"] += bool(given)
            tally["right"] += bool(given & wanted[frozenset(pair)])
    entered = suggested(found.name)
    tally["enterable"] += len(found.reports)
    tally["entered"] += sum(bool(those & entered) for those in _answering(found))
    if "dimension" not in clusters()[found.name]:
        tally += _joined(found)
    return tally


def _answering(found: Found) -> list[set[int]]:
    """Of each report its quantities; of a position its claims."""
    return found.quantities if "dimension" in clusters()[found.name] else found.claims


def _joined(found: Found) -> Counter:
    """Each report in turn is the only entry: are the others suggested?"""
    tally: Counter = Counter()
    for place, claims in enumerate(found.claims):
        entered = suggested(found.name, entry=min(claims))
        others = [those for at, those in enumerate(found.claims) if at != place]
        tally["joinable"] += len(others)
        tally["joined"] += sum(bool(those & entered) for those in others)
    return tally


def suggested(name: str, entry: int | None = None) -> set[int]:
    """The quantities of the suggested entries of the cluster's comparison, in which this claim is,
    if any; or their claims, where it asks for positions."""
    from django.db import transaction

    from claims.models import Entry
    from claims.selectors.suggestions import suggested_entries

    comparison, limit = comparison_of(name), ENTRIES
    if comparison.kind == comparison.Kind.POSITIONS:
        limit = POSITIONS
    with transaction.atomic():
        if entry:
            Entry.objects.create(comparison=comparison, claim_id=entry, position="affirmed")
        entries = suggested_entries(comparison, limit=limit)
        transaction.set_rollback(True)
    if comparison.kind == comparison.Kind.POSITIONS:
        return {one.claim.pk for one in entries}
    return {one.quantity.pk for one in entries if one.quantity}


def comparison_of(name: str) -> Any:
    from claims.models import Comparison

    fields = {key: value for key, value in clusters()[name].items() if key != "reports"}
    return Comparison.objects.get_or_create(slug=name, defaults=fields)[0]


def _shares(tally: Counter) -> dict[str, float]:
    parts = {
        "extracted": ("extracted", "reports"),
        "recall": ("found", "wanted"),
        "kinds": ("right", "judged"),
        "entries": ("entered", "enterable"),
        "joined": ("joined", "joinable"),
    }
    return {
        name: round(100 * tally[part] / tally[whole], 1)
        for name, (part, whole) in parts.items()
        if tally[whole]
    }


def table(found: Mapping[str, Mapping[str, float]]) -> Table:
    measures = ("extracted", "recall", "kinds", "entries", "joined")
    result = Table("cluster", *measures, title="Links suggested between the shared clusters (%)")
    for name, shares in found.items():
        result.add_row(name, *(str(shares.get(measure, "–")) for measure in measures))
    return result
