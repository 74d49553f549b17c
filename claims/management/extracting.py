"""Extraction in process, as three commands need it: with a bar, past failures, stoppable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import CommandError

from articles.models import ArticleText
from claims.management.terminal import progress_bar
from claims.models import ExtractionRun
from claims.services.extraction import ExtractionFailed, extract_article_text


@dataclass(slots=True)
class Extracted:
    """What came of it; a text whose run was there before counts as done too."""

    runs: list[ExtractionRun] = field(default_factory=list)
    failures: dict[ArticleText, str] = field(default_factory=dict)


def extract_all(
    texts: Sequence[ArticleText],
    stderr: Any,
    on_text: Callable[[ArticleText, ExtractionRun | None, str], None] | None = None,
) -> Extracted:
    """Each text in a transaction of its own, so that Ctrl-C loses at most the one under work."""
    done = Extracted()
    with progress_bar(stderr) as bar:
        task = bar.add_task("Extracting", total=len(texts), item="")
        try:
            for text in texts:
                bar.update(task, item=text.title)
                run, reason = _extract(text)
                if run:
                    done.runs.append(run)
                else:
                    done.failures[text] = reason
                if on_text:
                    on_text(text, run, reason)
                bar.advance(task)
        except KeyboardInterrupt:
            count = len(done.runs) + len(done.failures)
            raise CommandError(
                f"Stopped after {count} of {len(texts)} texts; the same command goes on from here.",
                returncode=130,
            ) from None
    return done


def _extract(text: ArticleText) -> tuple[ExtractionRun | None, str]:
    try:
        return extract_article_text(article_text_id=text.pk), ""
    except ExtractionFailed as error:
        return None, str(error)
