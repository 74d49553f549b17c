"""Headlines follow what an editor corrects: "who: how many", in both languages."""

from collections.abc import Container, Mapping

from claims.models import Claim
from claims.normalising.headlines import amount_words, headline_of

COLONS = {"en": ": ", "zh": "："}
COMMAS = {"en": ", ", "zh": "、"}


def name_source(claim: Claim, *, given: Container[str]) -> None:
    """Put the claim's source in front, in those headlines that the editor has not `given`."""
    source = claim.source
    labels = {"en": source.label_en, "zh": source.label_zh} if source else {"en": "–", "zh": "–"}
    for language, label in labels.items():
        field = f"headline_{language}"
        if field not in given:
            said = getattr(claim, field).partition(COLONS[language])[2]
            _put(claim, language, label, said)


def name_quantities(claim: Claim) -> None:
    """Put the claim's quantities behind; a claim without numbers keeps its quoted words.

    A headline that an editor has worded stays.
    """
    for language, comma in COMMAS.items():
        if f"headline_{language}" in claim.by_hand:
            continue
        words = [amount_words(quantity, language) for quantity in claim.quantities.all()]
        if amounts := comma.join(dict.fromkeys(filter(None, words))):
            label = getattr(claim, f"headline_{language}").partition(COLONS[language])[0]
            _put(claim, language, label, amounts)


def headlines_follow(claim: Claim, content: str, labels: Mapping[str, str] | None = None) -> None:
    """Say anew what the claim says, in those headlines that no editor has worded.

    Without new `labels` ('en', 'zh') of its source each headline keeps the one it has.
    """
    quantities = list(claim.quantities.all())
    for language, colon in COLONS.items():
        field = f"headline_{language}"
        if field not in claim.by_hand:
            label = labels[language] if labels else getattr(claim, field).partition(colon)[0]
            setattr(claim, field, headline_of(label, quantities, content, language)[:1000])


def _put(claim: Claim, language: str, label: str, said: str) -> None:
    headline = COLONS[language].join(part for part in (label, said) if part)
    setattr(claim, f"headline_{language}", headline[:1000])
