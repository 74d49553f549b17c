"""How each attribution and each of its quantities is put."""

from dataclasses import replace

from articles.spans import Span
from claims.extraction.attribution import Attribution
from claims.normalising.evidence import Evidence
from claims.normalising.modality import Modality, read_modality
from claims.normalising.quantities import Quantity


def with_modality(found: Attribution, text: str, language: str) -> Attribution:
    """The attribution and its quantities with modality, polarity and the evidence for both."""
    whole = read_modality(text, language, content=found.content, cue=found.cue)
    readings = [_of_quantity(found, quantity, text, language) for quantity in found.quantities]
    return replace(
        found,
        modality=whole.modality,
        polarity=whole.polarity,
        quantities=tuple(
            replace(quantity, modality=reading.modality, polarity=reading.polarity)
            for quantity, reading in zip(found.quantities, readings, strict=True)
        ),
        evidence=(
            *found.evidence,
            *whole.evidence,
            *(
                Evidence(f"quantities[{n}].{evidence.field}", evidence.span, evidence.by)
                for n, reading in enumerate(readings)
                for evidence in reading.evidence
            ),
        ),
    )


def _of_quantity(found: Attribution, quantity: Quantity, text: str, language: str) -> Modality:
    place = Span(quantity.start, quantity.end)
    return read_modality(text, language, content=found.content, cue=found.cue, at=place)
