"""The engine's attributions of one article text, stored as claims."""

from django.db import transaction
from django.utils import timezone

from articles.models import ArticleText
from claims.extraction import (
    ENGINE_VERSION,
    ArticleInput,
    Attribution,
    extract,
    language_of,
    model_hash,
    supports,
)
from claims.models import Claim, ExtractionRun
from claims.services.anchoring import carry_claims, note_orphans
from claims.services.keeping import Keeper, replaceable_claims
from claims.services.note_carrying import carry_notes
from claims.services.storing import store_attributions


class ExtractionFailed(Exception):
    """The engine, or the store, did not get along with a text; the cause is chained."""


def extract_article_text(*, article_text_id: int) -> ExtractionRun:
    """Extract a text's claims, unless this engine has done so already.

    A text in a language that the engine does not read has none, and its run names the language. A
    later engine's claims take the place of those that no editor has touched. Those that one has
    touched in an earlier text of the article come first, and are not told again. All or nothing:
    what fails leaves only a run that says why, and raises ExtractionFailed.
    """
    text = ArticleText.objects.select_related("article__publisher").get(pk=article_text_id)
    if run := _finished_run(text):
        return run
    publisher = text.article.publisher
    try:
        # Outside the transaction: it takes seconds, and two workers at one text do no harm.
        attributions = extract(
            text.text,
            language=text.language,
            published=text.published_on,
            publisher=publisher.name if publisher else None,
        )
        return _store(text, attributions)
    except Exception as error:
        _new_run(text, error=f"{type(error).__name__}: {error}").save()
        raise ExtractionFailed(f"{text} ({text.pk}): {error}") from error


def _finished_run(text: ArticleText) -> ExtractionRun | None:
    return ExtractionRun.objects.filter(
        article_text=text, engine_version=ENGINE_VERSION, model_hash=model_hash(), error=""
    ).first()


def _new_run(text: ArticleText, error: str = "") -> ExtractionRun:
    language = language_of(ArticleInput(text.text, text.language))
    return ExtractionRun(
        article_text=text,
        engine_version=ENGINE_VERSION,
        model_hash=model_hash(),
        finished_at=timezone.now(),
        error=error,
        unread_language="" if supports(language) else language,
    )


@transaction.atomic
def _store(text: ArticleText, attributions: list[Attribution]) -> ExtractionRun:
    """Whoever comes second to the lock finds the first one's run, and leaves it at that."""
    ArticleText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    if run := _finished_run(text):
        return run
    run = _new_run(text)
    run.save()
    orphans = carry_claims(text)
    carry_notes(text)
    replaceable_claims(text).delete()
    kept = Keeper(Claim.objects.filter(article_text=text).prefetch_related("spans"))
    run.claim_count = store_attributions(text, run, attributions, kept, set(orphans))
    note_orphans(orphans)
    run.save(update_fields=["claim_count"])
    return run
