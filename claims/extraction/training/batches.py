"""Examples as padded tensors, in batches of like length."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from claims.extraction.labels import BUCKETS, RELATIONS, TokenSpan, distance_bucket
from claims.extraction.training.data import IGNORED, Example
from claims.extraction.windows import PAD

_LENGTH_STEP = 8


@dataclass(frozen=True)
class LinkTable:
    """All pairs of one relation in a batch, padded: lefts [B, L], rights [B, R], pairs [B, L, R].

    `lefts` and `rights` hold first and last token; `gold` has a last column for the null.
    """

    lefts: Tensor
    rights: Tensor
    left_known: Tensor
    right_known: Tensor
    buckets: Tensor
    layers: Tensor
    gold: Tensor


@dataclass(frozen=True)
class Batch:
    """Ids and mask [B, T], tags [B, layers, T], and a table for each relation."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    tables: list[LinkTable]


def batches(examples: list[Example], tokens: int, rng: random.Random) -> Iterator[Batch]:
    """Shuffle into batches of about `tokens` tokens, neighbours in length together."""
    order = list(examples)
    rng.shuffle(order)
    groups: list[list[Example]] = []
    for at in range(0, len(order), 400):
        chunk = sorted(order[at : at + 400], key=lambda example: len(example.ids))
        group: list[Example] = []
        for example in chunk:
            if group and (len(group) + 1) * len(example.ids) > tokens:
                groups.append(group)
                group = []
            group.append(example)
        groups.append(group)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def collate(examples: list[Example]) -> Batch:
    """One padded batch."""
    longest = max(len(example.ids) for example in examples)
    length = -(-longest // _LENGTH_STEP) * _LENGTH_STEP
    ids = torch.full((len(examples), length), PAD)
    mask = torch.zeros(len(examples), length, dtype=torch.long)
    tags = torch.full((len(examples), 2, length), IGNORED)
    for i, example in enumerate(examples):
        size = len(example.ids)
        ids[i, :size] = torch.tensor(example.ids)
        mask[i, :size] = 1
        tags[i, :, :size] = torch.tensor(example.tags)
    tables = [_table(examples, relation) for relation in range(len(RELATIONS))]
    return Batch(ids, mask, tags, tables)


def _table(examples: list[Example], relation: int) -> LinkTable:
    _, right_role = RELATIONS[relation]
    lefts = [sorted(example.links[relation]) for example in examples]
    rights = [
        [n for n, span in enumerate(example.spans) if span.role == right_role]
        for example in examples
    ]
    shape = (len(examples), max(map(len, lefts), default=0) or 1, max(map(len, rights)) or 1)
    table = LinkTable(
        torch.zeros(shape[0], shape[1], 2, dtype=torch.long),
        torch.zeros(shape[0], shape[2], 2, dtype=torch.long),
        torch.zeros(shape[0], shape[1], dtype=torch.bool),
        torch.zeros(shape[0], shape[2], dtype=torch.bool),
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape, dtype=torch.long),
        torch.zeros(shape[0], shape[1], shape[2] + 1, dtype=torch.bool),
    )
    for b, example in enumerate(examples):
        _fill(table, b, example, lefts[b], rights[b], relation)
    return table


def _fill(
    table: LinkTable, b: int, example: Example, lefts: list[int], rights: list[int], relation: int
) -> None:
    spans = example.spans
    column = {number: j for j, number in enumerate(rights)}
    for j, number in enumerate(rights):
        table.rights[b, j] = torch.tensor(spans[number][2:])
        table.right_known[b, j] = True
    for i, number in enumerate(lefts):
        table.lefts[b, i] = torch.tensor(spans[number][2:])
        table.left_known[b, i] = True
        pairs = [_features(spans[number], spans[other]) for other in rights]
        if pairs:
            table.buckets[b, i, : len(pairs)] = torch.tensor([bucket for bucket, _ in pairs])
            table.layers[b, i, : len(pairs)] = torch.tensor([layers for _, layers in pairs])
        targets = [column[t] for t in example.links[relation][number] if t in column]
        table.gold[b, i, targets or [-1]] = True


def _features(left: TokenSpan, right: TokenSpan) -> tuple[int, int]:
    bucket = distance_bucket(left, right)
    assert bucket < BUCKETS
    return bucket, left.layer * 2 + right.layer
