"""Texts that hurt, and what must hold for whatever is found in any text."""

from itertools import cycle, islice, pairwise

from claims.extraction import Attribution
from claims.extraction.chain import holds

ENGLISH = [
    "The harbour minister said on Friday that 94,300 crates were near the quay.",
    "Karen Hansen, a spokeswoman for the port ministry, said the talks may go on.",
    "Rain fell on the islands for most of the week, and the ferries stayed in port.",
    '"We will answer," the envoy said. "But we will not be hurried into it."',
    "She said nothing had changed since 2019.",
]
CHINESE = [
    "芬兰国防部长安蒂·凯科宁周五说，边境附近估计有94,300人。",
    "他说，局势可能升级。",
    "连日降雨，渡轮停航，码头上堆满了货箱，仓库的屋顶也开始漏水。",
    "港口东侧的道路去年冬天重新铺过，如今又被积水淹没了大半。",
    "渔船大多停在内港，只有两艘拖轮还在防波堤外来回巡视。",
    "气象站的风速仪在夜里被吹断，清晨才换上备用的仪器。",
    "路透社援引一名匿名官员的话报道，谈判仍在继续。",
]

HOSTILE = {
    "empty": "",
    "white space": " \t\n\r\n\u3000\u00a0\u2028\n  \n",
    "one character": "说",
    "an opening mark only": 'Title\n"We will answer, the envoy said. But “we will not.',
    "closing marks only": "标题\n我们不会让步。”总理说。」他说』。",
    "marks crossed": "标题\n他说，“她说，「不。”」她说，「他说，“好。」”",
    "apostrophes only": "Title\n" + "'a 'b 'c said 'd " * 300,
    "brackets unclosed": "标题\n" + "部长（A" * 200 + "说，会来。",
    "emoji": "😀 Title 👩‍👩‍👧‍👦\nThe envoy 🙂 said 🇫🇮 that 12 ships 🚢🚢 would sail on Friday 😀.",
    "astral characters": "𠮷標題𝔘\n𠮷野家發言人說，𠀋𠀋有3,000人。",
    "combining marks": "Title\nThe e\u0301nvoy s\u0308a\u0300id tha\u0336t 12 ships would sail."
    + "\u0301" * 300,
    "right-to-left words": "Title\nThe envoy said: \u202eשלום\u202c and مرحبا بكم to 12 ships.",
    "controls": "Ti\x07tle\x1b[31m\nThe envoy\x00 said\x08 that\x7f 12 ships\x0b may\x0c go.\x85",
    "NUL": "\x00\n\x00他\x00说\x00，会来。",
    "lone surrogates": "\ud800标题\n\udfff部长说，\ud83d会来。",
    "zero width": "标\u200b题\n部\u200b长\u2060说\ufeff，会\u200d来。",
    "one long word": "Title\n" + "said" * 5000,
    "numbers without end": "Title\nHe said "
    + "9" * 3000
    + " and 1"
    + ",000" * 900
    + " ships came.",
    "line ends": "Title\rHe said yes.\r\nShe said no.\u2029They said 3 ships came.\u2028",
}


def prose(sentences: list[str], size: int, joint: str = "\n") -> str:
    """`size` code points of the sentences over and over."""
    length = sum(len(s) + len(joint) for s in sentences)
    count = len(sentences) * (size // length + 1)
    return joint.join(islice(cycle(sentences), count))[:size]


def assert_sound(text: str, found: list[Attribution]) -> None:
    """Spans inside the text and apart, children in their parents' contents, evidence everywhere."""
    by_id = {a.id: a for a in found}
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    seen = set()
    for a in found:
        assert a.content
        mentions = [(m.start, m.end) for m in (*a.quantities, *a.times, *a.said)]
        reasons = [e.span for e in a.evidence]
        for start, end in (*a.source, *a.cue, *a.content, *mentions, *reasons):
            assert 0 <= start < end <= len(text)
        for start, end in (*a.source, *a.cue, *a.content):
            assert text[start:end] == text[start:end].strip()
        for part in (a.source, a.cue, a.content):
            assert all(one.end <= other.start for one, other in pairwise(sorted(part)))
        if a.parent is not None:
            assert a.parent in seen
            assert holds(by_id[a.parent].content, a.content)
        seen.add(a.id)
        told = {e.field for e in a.evidence}
        assert {"content", "kind", "speaker.anonymous"} <= told
        for field in ("name", "role", "affiliation"):
            assert getattr(a.speaker, field) is None or f"speaker.{field}" in told
