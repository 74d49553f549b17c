"""Who changes a claim has seen it as it stands, and puts their name to it."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import ArticleText
from claims.models import Claim
from claims.services.acts import StaleVersion
from claims.services.newsroom import work_on

# What a claim's spans say of it, unless an editor says it.
READ = (
    "kind",
    "modality",
    "polarity",
    "source",
    "parent",
    "speaker_name",
    "speaker_name_latin",
    "speaker_role",
    "speaker_affiliation",
    "anonymous",
    "headline_en",
    "headline_zh",
)


def seen(claim: Claim, user: User, version: int) -> Claim:
    """The claim as it stands, locked, if it is the version that the editor has seen.

    Raises StaleVersion, and LockedArticle where the article is somebody else's.
    """
    hold(claim.article_text_id)
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    work_on(current, user)
    if current.version != version:
        raise StaleVersion(current)
    return current


def hold(article_text_id: int) -> None:
    """Let no extraction replace the text's claims meanwhile.

    It locks in this order, too: the text first, then the claims.
    """
    texts = ArticleText.objects.select_for_update(of=("self",), no_key=True)
    texts.filter(pk=article_text_id).values_list("pk").first()


def sign(claim: Claim, user: User, *, corrected: bool = True) -> Claim:
    """Save the claim as this editor's next version of it, which nobody has reviewed yet."""
    if corrected:
        claim.status = Claim.Status.CORRECTED
    claim.edited_at, claim.edited_by = timezone.now(), user
    return next_version(claim)


def next_version(claim: Claim) -> Claim:
    """Save what has changed with another claim's change: whoever has it open is told."""
    claim.version += 1
    claim.reviewed_at = claim.reviewed_by = None
    claim.full_clean()
    claim.save()
    return claim


def given_by_hand(claim: Claim, fields: set[str]) -> None:
    claim.by_hand = sorted(set(claim.by_hand) | (fields & set(READ)))
