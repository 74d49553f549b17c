"""Speed and memory of the pure rooms: `make bench`.

Every figure comes with its ratio to a yardstick measured in the same run, because machines differ
and the same machine differs from one hour to the next. Each stage runs in a process of its own, so
that its peak memory is its own. Words are runs of word characters; a Han character counts as one
half, since a Chinese word has about two.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from tests.conftest import ROOT, shared_directory

_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[^\W_㐀-鿿]+(?:['’.-]\w+)*")
STAGES = (
    "yardstick", "reading", "trafilatura", "normalising", "tagging", "extraction",
    "English extraction",
)  # fmt: skip
SPACY = ROOT / ".venv-bench" / "bin" / "python"


def words(text: str) -> float:
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / 2


def pages() -> list[tuple[str, bytes]]:
    shared = shared_directory()
    folder = shared / "articles" if shared else ROOT / "articles" / "samples"
    kinds = {".md", ".html", ".txt"}
    files = sorted(p for p in folder.rglob("*") if p.suffix in kinds and p.name != "README.md")
    return [(path.name, path.read_bytes()) for path in files]


def stage(name: str) -> dict[str, float]:
    """Run one stage over all pages. Seconds of the second pass; the first warms caches up."""
    from articles.reading import read

    articles = [read(data, name=page) for page, data in pages()]
    if name == "English extraction":
        articles = _english(articles)
    work = _work(name, articles)
    work()
    before = time.perf_counter()
    work()
    return {
        "seconds": time.perf_counter() - before,
        "words": sum(words(article.text) for article in articles),
        "articles": len(articles),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def spacy() -> dict[str, float]:
    """spaCy's small English pipeline over the English articles, in its own environment."""
    from articles.reading import read

    articles = _english([read(data, name=page) for page, data in pages()])
    texts = json.dumps([article.text for article in articles])
    command = [str(SPACY), str(ROOT / "tests" / "bench_spacy.py")]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True)
    counts = {"words": sum(words(a.text) for a in articles), "articles": len(articles)}
    return {**json.loads(done.stdout), **counts}


def _english(articles: list) -> list:  # type: ignore[type-arg]
    return [article for article in articles if article.language == "en"]


def _work(name: str, articles: list) -> Callable[[], object]:  # type: ignore[type-arg]
    if name == "yardstick":
        return lambda: [[_WORD.findall(a.text) for _ in range(20)] for a in articles]
    if name == "reading":
        from articles.reading import read

        return lambda: [read(data, name=page) for page, data in pages()]
    if name == "trafilatura":
        import trafilatura

        return lambda: [trafilatura.extract(data.decode("utf-8", "replace")) for _, data in pages()]
    if name == "normalising":
        return lambda: [_normalise(article) for article in articles]
    if name == "tagging":
        from claims.extraction.tagger import shipped_tagger

        tagger = shipped_tagger()
        return lambda: list(tagger.tag([w for a in articles for w in tagger.windows(a.text)]))
    from claims.extraction import ArticleInput, extract_batch

    inputs = [
        ArticleInput(text=a.text, language=a.language, published=_date(a.published))
        for a in articles
    ]
    return lambda: extract_batch(inputs)


def _normalise(article) -> None:  # type: ignore[no-untyped-def]
    from claims.normalising.quantities import find_quantities
    from claims.normalising.times import find_times

    find_quantities(article.text, article.language)
    if anchor := _date(article.published):
        find_times(article.text, article.language, anchor)


def _date(published):  # type: ignore[no-untyped-def]
    return published.date() if hasattr(published, "date") else published


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    arguments = parser.parse_args()
    if arguments.stage:
        print(json.dumps(stage(arguments.stage)))
        return
    results = {}
    for name in STAGES:
        command = [sys.executable, "-m", "tests.bench", "--stage", name]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{name}: {done.stderr}")
        results[name] = json.loads(done.stdout)
    if SPACY.exists():
        results["English spaCy"] = spacy()
    unit = results["yardstick"]["seconds"]
    if arguments.json:
        for name, result in results.items():
            print(json.dumps({"stage": name, **result, "ratio": result["seconds"] / unit}))
        return
    Console().print(_table(results, unit))


def _table(results: dict[str, dict[str, float]], unit: float) -> Table:
    first = results["yardstick"]
    cores = len(os.sched_getaffinity(0))
    table = Table(
        title=f"{first['articles']:.0f} articles, {first['words']:,.0f} words, {cores} cores",
        caption="ratio: time against splitting the same texts into words twenty times",
    )
    for column in ("stage", "seconds", "words/s", "articles/s", "peak MB", "ratio"):
        table.add_column(column, justify="left" if column == "stage" else "right")
    for name, result in results.items():
        table.add_row(
            name,
            f"{result['seconds']:.2f}",
            f"{result['words'] / result['seconds']:,.0f}",
            f"{result['articles'] / result['seconds']:.1f}",
            f"{result['peak']:.0f}",
            f"{result['seconds'] / unit:.2f}",
        )
    return table


if __name__ == "__main__":
    main()
