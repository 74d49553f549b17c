from collections.abc import Iterable, Mapping

from django.utils.text import slugify

from claims.models import Source
from claims.normalising.sources import Speaker, source_key, source_label


def sources_get_or_create(speakers: Iterable[Speaker]) -> Mapping[str, Source]:
    """The Source record of each speaker by its key; those not yet known come to be.

    A known source keeps its labels: an editor may have put them right.
    """
    wanted = {source_key(speaker): speaker for speaker in reversed(list(speakers))}
    known = {source.key: source for source in Source.objects.filter(key__in=wanted)}
    # In order of keys, so that two texts with the same new sources do not wait for each other.
    for key in sorted(wanted.keys() - known.keys()):
        known[key] = _source_create(key, wanted[key])
    return known


def _source_create(key: str, speaker: Speaker) -> Source:
    source, _ = Source.objects.get_or_create(
        key=key,
        defaults={
            "slug": free_slug(key),
            "kind": speaker.kind,
            "anonymity": speaker.anonymity,
            "label_en": source_label(speaker, "en")[:500],
            "label_zh": source_label(speaker, "zh-Hans")[:500],
            "role_id": speaker.role_id or "",
            "affiliation_id": speaker.affiliation_id or "",
        },
    )
    return source


def free_slug(key: str) -> str:
    """`person:oleksii-reznikov` → `oleksii-reznikov`; what comes second with a name is numbered."""
    name = key.partition(":")[2] or key
    base = slugify(name.replace(":", "-"), allow_unicode=True)[:290] or "source"
    slug, number = base, 1
    while Source.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
