"""Which of a page's blocks are the article where no rule of its publisher says so.

Three witnesses are heard: how the blocks stand together (the densest element), what the page says
of its own text (JSON-LD), and trafilatura. Blocks and their places stay ours; a block that is not
article text keeps the reason why. Decision record 0060.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bs4 import Tag

from articles.reading.blocks import HAN, Block
from articles.reading.markup import ancestors_of, attribute_of
from articles.reading.voting import Vote

OUTSIDE = "outside the article body"
NOT_PROSE = "not article text"
TRUSTED = 0.6  # of the text found so far; a witness who knows less of it saw another article
LEAD = 60  # characters; Han characters count twice
MORE = 2  # times as long as what the page shows
FAR = 12  # blocks between the headline's end and the body's first block
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "br"))
_ENDS = re.compile(r"[.!?…:;,。！？；，：、»”\"“।။๚؟،۔]")
SENTENCE_END = re.compile(r"[.!?…。！？；][”’\"'»）)\]]*\s*$")
_HAN = re.compile(f"[{HAN}]")


def length_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def weight_of(block: Block) -> int:
    """How much the block counts as running text: its characters outside links, if it is prose.

    Lists of key words, which pages hide for search engines, have no punctuation.
    """
    words = block.words
    if len(words) > 300 and len(_ENDS.findall(words)) * 150 < len(words):
        return 0
    return len(words) - 2 * block.linked


def densest(blocks: Sequence[Block]) -> list[Block]:
    """The blocks below the element whose own paragraphs have most text outside links."""
    scores: defaultdict[int, float] = defaultdict(float)
    elements: dict[int, Tag] = {}
    for block in blocks:
        weight = weight_of(block)
        owner = block.element
        if block.reason or owner is None or weight < 20:
            continue
        if owner.name in _PARAGRAPHS and owner.parent:
            owner = owner.parent
        for element, share in zip(ancestors_of(owner), (1.0, 0.6, 0.3), strict=False):
            scores[id(element)] += weight * share
            elements[id(element)] = element
    if not scores:
        return []
    best = elements[max(scores, key=lambda key: scores[key])]
    return [
        block
        for block in blocks
        if block.reason is None
        and block.element
        and any(element is best for element in ancestors_of(block.element))
    ]


def keep_only(blocks: Sequence[Block], chosen: Sequence[Block]) -> None:
    kept = {id(block) for block in chosen}
    for block in blocks:
        if id(block) not in kept:
            block.reason = block.reason or OUTSIDE


def kept_length(blocks: Sequence[Block]) -> int:
    return length_of([block for block in blocks if block.reason is None])


def tells_more(told: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether the page's data holds an article of which the page shows at most a part."""
    kept = [block for block in blocks if block.reason is None]
    vote = Vote("\n".join(block.words for block in told))
    length = length_of(told)
    if length < MORE * kept_length(blocks) or length < 4 * LEAD:
        return False
    known = sum(len(block.text) for block in kept if vote.knows(block))
    shown = sum(len(block.text) for block in blocks if vote.knows(block))
    return shown * MORE < length and (known * 2 >= length_of(kept) or length_of(kept) < 4 * LEAD)


def replaced(blocks: list[Block], told: list[Block]) -> list[Block]:
    """The blocks with those of the page's data as the only text."""
    keep_only(blocks, ())
    return [*blocks, *told]


def keep_within(blocks: Sequence[Block], vote: Vote) -> None:
    """Keep what stands between the first and the last block that the page's data counts as text.

    Within, the data does not decide: it mostly leaves out headings, lists or quotations.
    """
    known = [at for at, block in enumerate(blocks) if _is_told(block, vote)]
    agreed = sum(len(blocks[at].text) for at in known if blocks[at].reason is None)
    told = sum(len(blocks[at].text) for at in known)
    if not known or told < TRUSTED * vote.length or agreed < TRUSTED * kept_length(blocks):
        return
    for at, block in enumerate(blocks):
        if block.reason is None and not known[0] <= at <= known[-1]:
            block.reason = OUTSIDE
    for at in known:
        if blocks[at].reason == OUTSIDE:
            blocks[at].reason = None


def _is_told(block: Block, vote: Vote) -> bool:
    return block.reason in (None, OUTSIDE) and _size(block) >= LEAD and vote.knows(block)


def hear(blocks: Sequence[Block], vote: Vote, title: str, description: str) -> None:
    """Correct the choice of blocks by what a witness counts as text.

    A witness who knows too little of it is not heard. Blocks that it does not know are dropped;
    of those outside, it brings back the lead between headline and body, and paragraphs of the
    body's own kind, as pages cut long articles into several elements.
    """
    kept = [block for block in blocks if block.reason is None]
    known = [block for block in kept if vote.knows(block)]
    if not kept or length_of(known) < TRUSTED * length_of(kept):
        return
    for block in kept:
        if not vote.knows(block):
            block.reason = NOT_PROSE
    kinds = {kind for block in known if _size(block) >= LEAD and (kind := kind_of(block))}
    place = {id(block): at for at, block in enumerate(blocks)}
    first, last = place[id(known[0])], place[id(known[-1])]
    for block in blocks[first:]:
        if _may_return(block, vote) and (
            (place[id(block)] < last and _size(block) >= LEAD) or kind_of(block) in kinds
        ):
            block.reason = None
    _bring_back_lead(blocks[:first], vote, title, Vote(description), kinds)


def _may_return(block: Block, vote: Vote) -> bool:
    return block.reason == OUTSIDE and block.linked * 2 < len(block.text) and vote.knows(block)


def _bring_back_lead(
    before: Sequence[Block], vote: Vote, title: str, summary: Vote, kinds: set[tuple[str, ...]]
) -> None:
    """The lead: sentences right before the body, after the headline, that a witness knows."""
    headline = [at for at, block in enumerate(before) if title and title in block.words]
    for at, block in enumerate(before):
        near = headline and headline[0] < at and len(before) - at <= FAR
        told = _may_return(block, vote) or (block.reason == OUTSIDE and summary.knows(block))
        if (_may_return(block, vote) and kind_of(block) in kinds) or (
            near and told and block.words != title and _is_sentence(block)
        ):
            block.reason = None


def _is_sentence(block: Block) -> bool:
    return _size(block) >= LEAD and bool(SENTENCE_END.search(block.words))


def trim(blocks: Sequence[Block]) -> None:
    """Drop short blocks that end no sentence before the first and after the last that is prose."""
    kept = [block for block in blocks if block.reason is None]
    if not any(map(_is_prose, kept)):
        return
    for run in (kept, reversed(kept)):
        for block in run:
            if _is_prose(block):
                break
            block.reason = NOT_PROSE


def _is_prose(block: Block) -> bool:
    return _size(block) >= LEAD // 2 or bool(SENTENCE_END.search(block.words))


def kind_of(block: Block) -> tuple[str, ...]:
    """What a block's element has in common with others of its kind, () where it has no class."""
    owner = block.element
    if owner is None:
        return ()
    parent = owner.parent
    names = attribute_of(owner, "class"), attribute_of(parent, "class") if parent else ""
    return (owner.name, *names) if any(names) else ()


def _size(block: Block) -> int:
    return len(block.text) + len(_HAN.findall(block.words))
