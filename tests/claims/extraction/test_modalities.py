from articles.spans import Span
from claims.extraction.attribution import Attribution
from claims.extraction.modalities import with_modality
from claims.normalising.quantities import find_quantities
from claims.normalising.sources import read_speaker

TEXT = "标题\n部长说，边境有94,300名军人，一月可能增至175,000人。"


def test_each_number_is_put_as_its_own_clause_puts_it() -> None:
    source, content = Span(3, 5), Span(7, len(TEXT) - 1)
    found = Attribution(
        id="a1",
        parent=None,
        kind="indirect",
        source=(source,),
        cue=(Span(5, 6),),
        content=(content,),
        speaker=read_speaker(TEXT, (source,), "zh-Hans"),
        quantities=tuple(find_quantities(TEXT, "zh-Hans")),
        times=(),
        confidence=1.0,
    )
    read = with_modality(found, TEXT, "zh-Hans")
    assert (read.modality, read.polarity) == ("asserted", "affirmed")
    assert [q.modality for q in read.quantities] == ["asserted", "possible"]
    (evidence,) = read.evidence
    assert evidence.field == "quantities[1].modality"
    assert TEXT[evidence.span.start : evidence.span.end] == "可能"
