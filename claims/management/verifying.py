"""Releases as the database holds them, checked as an export is: hashes, charts, and the chain."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from articles.models import ArticleText
from claims.models import Release, ReleaseChart
from claims.publishing.content import published_in
from claims.publishing.verifying import Check, Export, check_export, read_export


def check_stored(release: Release) -> Check:
    """Its hash, its pictures', and that it hangs on the release before."""
    checked = check_export(
        f"{release.comparison.slug} {release.number}", Export(release.content, release.sha256)
    )
    problems = [*checked.problems, *_pictures(release), *_chain(release), *_texts(release)]
    return Check(checked.name, checked.sha256, checked.says, tuple(problems))


def check_against_stored(path: Path) -> Check:
    """Whether an export that is in order is what the database holds under its number too."""
    export = read_export(path.read_bytes())
    slug, number = str(export.content.get("slug")), str(export.block.get("number"))
    releases = Release.objects.filter(
        comparison__slug=slug, number=int(number) if number.isdecimal() else 0
    )
    stored = releases.select_related("comparison").first()
    if stored is None:
        problems: tuple[str, ...] = ("the database holds no such release",)
    elif stored.sha256 != export.sha256:
        problems = (f"the database holds {stored.sha256} under its number",)
    else:
        problems = check_stored(stored).problems
    return Check(f"{path.name} and the database", export.sha256, export.title, problems)


def _pictures(release: Release) -> Iterator[str]:
    told = published_in(release.content)
    if told is None:
        return
    charts: dict[str, ReleaseChart] = {chart.variant: chart for chart in release.charts.all()}
    for variant, hashes in told.charts.items():
        for form, digest in hashes.items():
            kept = getattr(charts.get(variant), form, None) or b""
            data = kept.encode() if isinstance(kept, str) else bytes(kept)
            if sha256(data).hexdigest() != digest:
                yield f"{variant}.{form} is not the picture that was published"


def _chain(release: Release) -> Iterator[str]:
    told = published_in(release.content)
    if told is None or told.previous is None:
        return
    before = Release.objects.filter(comparison=release.comparison_id, number=told.previous.number)
    if before.values_list("sha256", flat=True).first() != told.previous.sha256:
        yield f"release {told.previous.number}, which it names, is another"


def _texts(release: Release) -> Iterator[str]:
    """The texts it was read from must still be there, word for word."""
    rows = [row for row in release.content.get("rows", []) if row.get("text_sha256")]
    articles = {row["article"] for row in rows}
    texts = ArticleText.objects.filter(article__in=articles)
    stored = {
        (article, sha256(text.encode()).hexdigest())
        for article, text in texts.values_list("article", "text")
    }
    lost = {row["article"] for row in rows if (row["article"], row["text_sha256"]) not in stored}
    for article in sorted(lost):
        yield f"the text of article {article} that it was read from is no longer stored"
