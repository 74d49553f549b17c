"""Reading how a content, or one number in it, is put."""

from collections.abc import Iterator, Sequence

from articles.spans import Span
from claims.normalising.evidence import Evidence
from claims.normalising.modality.clauses import clauses_of
from claims.normalising.modality.lexicon import Entry, Lexicon, Marker, lexicon_of
from claims.normalising.modality.modality import Modality, Mode
from claims.normalising.modality.scope import deciding, governing, negations
from claims.normalising.sources.folding import fold

# A negation this close before a cue undoes it: "did not explicitly deny", 并未否认.
_NEGATED_CUE = {True: 12, False: 2}  # code points; by whether the language is English
_WINDOW = 24  # code points before a cue in which it is looked for

_QUESTION = Entry("modal", "rule: a question leaves it open", "possible", negates=False)


def read_modality(
    text: str,
    language: str,
    *,
    content: Sequence[Span],
    cue: Sequence[Span],
    at: Span | None = None,
) -> Modality:
    """How the content is put: by its main clause and its cue; `at` a span, by that span's clause.

    Spans are in code points of `text`, and so is the evidence. In a language that has no lexicon
    everything is asserted and affirmed.
    """
    lexicon = lexicon_of(language)
    if lexicon is None or not content:
        return Modality()
    folded = fold(text)
    offset = min(span.start for span in content)
    clauses = clauses_of(_passage(folded, content), lexicon)
    inside = Span(at.start - offset, at.end - offset) if at else None
    place = deciding(clauses, lexicon, inside)
    if place is None:
        return Modality()
    mode = governing(clauses, place, inside)
    if mode is None and at is None and clauses[place].asked:
        mode = Marker(clauses[place].end, clauses[place].end + 1, _QUESTION)
    cues = list(_cue_markers(folded, cue, lexicon))
    return _verdict(
        _moved(mode, offset) if mode else None,
        [_moved(marker, offset) for marker in negations(clauses[place], lexicon)],
        cues,
    )


def _passage(folded: str, content: Sequence[Span]) -> str:
    """From the first character of the content to the last; what is not content is blank."""
    parts: list[str] = []
    end = min(span.start for span in content)
    for span in sorted(content):
        parts += [" " * (span.start - end), folded[max(span.start, end) : span.end]]
        end = max(end, span.end)
    return "".join(parts)


def _moved(marker: Marker, offset: int) -> Marker:
    return Marker(marker.start + offset, marker.end + offset, marker.entry)


def _cue_markers(folded: str, cue: Sequence[Span], lexicon: Lexicon) -> Iterator[Marker]:
    """What the cue does to its content; a denial that is itself denied does nothing."""
    for span in cue:
        for found in lexicon.cues.scan(folded[span.start : span.end]):
            marker = _moved(found, span.start)
            if not (marker.entry.negates and _is_negated(folded, marker.start, lexicon)):
                yield marker


def _is_negated(folded: str, start: int, lexicon: Lexicon) -> bool:
    begin = max(0, start - _WINDOW, folded.rfind("\n", 0, start) + 1)
    return any(
        marker.entry.negates and start - (begin + marker.end) <= _NEGATED_CUE[lexicon.english]
        for marker in lexicon.markers.scan(folded[begin:start])
    )


def _verdict(mode: Marker | None, denials: Sequence[Marker], cues: Sequence[Marker]) -> Modality:
    """The content's own mode, unless the cue says less: what is feared is not even planned."""
    own: Mode = (mode and mode.entry.modality) or "asserted"
    modality = own
    for marker in cues:
        said = marker.entry.modality
        if said and (own == "asserted" or (own == "planned" and said == "possible")):
            modality, mode = said, marker
            break
    denying = [*denials, *(marker for marker in cues if marker.entry.negates)]
    return Modality(
        modality,
        "denied" if len(denying) % 2 else "affirmed",
        (
            *([_evidence("modality", mode)] if mode else []),
            *(_evidence("polarity", marker) for marker in denying),
        ),
    )


def _evidence(field: str, marker: Marker) -> Evidence:
    return Evidence(field, Span(marker.start, marker.end), marker.entry.by)
