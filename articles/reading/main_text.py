"""Which of a page's blocks are the article where no rule of its publisher says so.

Three witnesses are heard: how the blocks stand together (`density`), what the page says of its own
text (`structured`), and trafilatura. Blocks and their places stay ours; a block that is not
article text keeps the reason why. Decision record 0060.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.reading.blocks import Block
from articles.reading.density import LEAD, size_of
from articles.reading.inserts import is_sentence
from articles.reading.markup import attribute_of
from articles.reading.voting import Vote

OUTSIDE = "outside the article body"
NOT_PROSE = "not article text"
OTHER = "another article"
TRUSTED = 0.6  # of the text found so far; a witness who knows less of it saw another article
MORE = 2  # times as long as what the page shows
_CREDIT = re.compile(
    r"\b(?:photo|image|picture|credit|courtesy|getty|reuters|afp|ap)\b|©|\)\s*$", re.I
)
FAR = 12  # blocks between the headline's end and the body's first block


def length_of(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def keep_only(blocks: Sequence[Block], chosen: Sequence[Block]) -> None:
    kept = {id(block) for block in chosen}
    for block in blocks:
        if id(block) not in kept:
            block.reason = block.reason or OUTSIDE


def kept_length(blocks: Sequence[Block]) -> int:
    return length_of([block for block in blocks if block.reason is None])


def kept_size(blocks: Sequence[Block]) -> int:
    return sum(size_of(block) for block in blocks if block.reason is None)


def below_headline(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The blocks after the headline, all where it is not among them."""
    return blocks[next((at for at, block in enumerate(blocks) if block.words == title), 0) :]


def leave_other_articles(blocks: Sequence[Block], title: str) -> None:
    """Drop all from the next headline on, where a page strings articles together.

    The next headline is an `h1` of the same class, below a headline with text of its own.
    """
    heads = [b for b in blocks if b.words == title and b.element and b.element.name == "h1"]
    if not heads:
        return
    text, other = 0, False
    for block in blocks[blocks.index(heads[0]) + 1 :]:
        other = other or (text >= 4 * LEAD and block.words != title and _is_alike(block, heads[0]))
        if block.reason is None:
            text += size_of(block)
        if other and block.reason in (None, OUTSIDE):
            block.reason = OTHER


def _is_alike(heading: Block, headline: Block) -> bool:
    first, second = heading.element, headline.element
    return (
        first is not None
        and second is not None
        and first.name == second.name
        and attribute_of(first, "class") == attribute_of(second, "class")
    )


def spare_paragraphs(blocks: Sequence[Block]) -> None:
    """Take a paragraph or heading that begins with an image for text, not for the image's caption.

    Not on Chinese pages, where captions mostly stand in a paragraph of their own with the image.
    """
    for block in blocks:
        if (
            block.beside_image
            and block.element is not None
            and block.element.name in ("p", "h2", "h3")
        ):
            block.beside_image = (
                size_of(block) < LEAD or not is_sentence(block) or _is_credit(block)
            )


def _is_credit(block: Block) -> bool:
    return bool(_CREDIT.search(block.words))


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
            block.reason = NOT_PROSE
    for at in known:
        if blocks[at].reason == OUTSIDE:
            blocks[at].reason = None


def _is_told(block: Block, vote: Vote) -> bool:
    return block.reason in (None, OUTSIDE) and size_of(block) >= LEAD and vote.knows(block)


def hear(blocks: Sequence[Block], vote: Vote, title: str, description: str) -> None:
    """Correct the choice of blocks by what a witness counts as text.

    A witness who knows too little of it is not heard. Blocks that it does not know are dropped;
    of those outside, it brings back the lead between headline and body, and paragraphs of the
    body's own kind, as pages cut long articles into several elements.
    """
    kept = [block for block in blocks if block.reason is None]
    known = [block for block in kept if vote.knows(block)]
    if not kept or length_of(known) < TRUSTED * length_of(kept):
        _prefer_nearer(blocks, kept, vote, title)
        return
    heads = _heads(kept, vote)
    for block in kept:
        if not vote.knows(block) and id(block) not in heads:
            block.reason = NOT_PROSE
    kinds = {kind for block in known if size_of(block) >= LEAD and (kind := kind_of(block))}
    place = {id(block): at for at, block in enumerate(blocks)}
    first, last = place[id(known[0])], place[id(known[-1])]
    for block in blocks[first:]:
        if _may_return(block, vote) and (
            (place[id(block)] < last and size_of(block) >= LEAD) or kind_of(block) in kinds
        ):
            block.reason = None
    _bring_back_lead(blocks[:first], vote, title, Vote(description), kinds)


def _prefer_nearer(blocks: Sequence[Block], kept: Sequence[Block], vote: Vote, title: str) -> None:
    """Where density and witness saw different texts: the one that follows the headline."""
    places = [at for at, block in enumerate(blocks) if title and title in block.words]
    if not kept or not places:
        return
    end = next(at for at, block in enumerate(blocks) if block is kept[0])
    between = [
        block
        for block in blocks[places[0] + 1 : end]
        if block.reason == OUTSIDE and vote.knows(block) and 2 * block.linked < len(block.text)
    ]
    if length_of(between) * MORE > length_of(kept) and any(map(is_sentence, between)):
        keep_only(blocks, between)
        for block in kept:
            block.reason = OUTSIDE


def _heads(kept: Sequence[Block], vote: Vote) -> set[int]:
    """Headings right above a paragraph that the witness knows; witnesses often lose them."""
    return {
        id(head)
        for head, below in pairwise(kept)
        if head.is_heading and vote.knows(below) and not below.is_heading and not head.linked
    }


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
            near and told and block.words != title and size_of(block) >= LEAD and is_sentence(block)
        ):
            block.reason = None


def trim(blocks: Sequence[Block], title: str) -> None:
    """Drop short blocks that end no sentence before the first and after the last that is prose."""
    kept = [block for block in blocks if block.reason is None and block.words != title]
    if not any(map(_is_prose, kept)):
        return
    for run in (kept, reversed(kept)):
        for block in run:
            if _is_prose(block):
                break
            block.reason = NOT_PROSE


def _is_prose(block: Block) -> bool:
    return size_of(block) >= LEAD // 2 or is_sentence(block)


def kind_of(block: Block) -> tuple[str, ...]:
    """What a block's element has in common with others of its kind, () where it has no class."""
    owner = block.element
    if owner is None:
        return ()
    parent = owner.parent
    names = attribute_of(owner, "class"), attribute_of(parent, "class") if parent else ""
    return (owner.name, *names) if any(names) else ()
