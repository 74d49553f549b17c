"""The network: the base encoder with a head for both tag layers and one for the link vectors."""

import copy
import math
from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from claims.extraction.labels import BUCKETS, LAYERS, LINK_SIZE, LINK_WIDTH, RELATIONS, TAGS
from claims.extraction.training.base import BaseModel

_MASKED = -1e4


def shared_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with one mask for four neighbours in the batch: drawing masks is slow on a CPU."""
    if not training or rate <= 0:
        return x
    groups = -(-x.shape[0] // 4)
    kept = torch.rand(groups, *x.shape[1:]) >= rate
    mask = (kept.to(x.dtype) / (1 - rate)).repeat_interleave(4, 0)[: x.shape[0]]
    return x * mask


class Block(nn.Module):
    """One transformer layer (post-norm), as in BERT."""

    def __init__(self, base: BaseModel, dropout: float) -> None:
        super().__init__()
        hidden = base.hidden
        self.heads, self.dropout = base.heads, dropout
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, base.epsilon)
        self.widen = nn.Linear(hidden, base.feed_forward)
        self.narrow = nn.Linear(base.feed_forward, hidden)
        self.output_norm = nn.LayerNorm(hidden, base.epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        size = hidden // self.heads
        qkv = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        weights = torch.matmul(qkv[0] / math.sqrt(size), qkv[1].transpose(-1, -2)) + mask
        mixed = torch.matmul(weights.softmax(-1, dtype=weights.dtype), qkv[2])
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attended_norm(
            x + shared_dropout(self.attended(mixed), self.dropout, self.training)
        )
        wide = self.narrow(F.gelu(self.widen(x)))
        return self.output_norm(x + shared_dropout(wide, self.dropout, self.training))


class TaggerNetwork(nn.Module):
    """Ids and mask → tag logits [batch, length, 2 × 7], link vectors [batch, length, width]."""

    def __init__(self, base: BaseModel, keep: list[int], dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(len(keep), base.hidden)
        self.position = nn.Embedding(base.positions, base.hidden)
        self.input_norm = nn.LayerNorm(base.hidden, base.epsilon)
        self.blocks = nn.ModuleList(Block(base, dropout) for _ in range(base.layers))
        self.tags = nn.Linear(base.hidden, len(LAYERS) * TAGS)
        self.links = nn.Linear(base.hidden, LINK_WIDTH)
        relations = len(RELATIONS)
        self.null_vector = nn.Parameter(torch.zeros(relations, LINK_SIZE))
        self.null_bias = nn.Parameter(torch.zeros(relations))
        self.distance_bias = nn.Parameter(torch.zeros(relations, BUCKETS))
        self.layer_bias = nn.Parameter(torch.zeros(relations, len(LAYERS), len(LAYERS)))
        _copy_base(self, base, keep)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.word(ids) + self.position.weight[: ids.shape[1]][None]
        x = shared_dropout(self.input_norm(x), self.dropout, self.training)
        spread = ((1 - mask.to(x.dtype)) * _MASKED)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            spread = spread.bfloat16()
        for block in self.blocks:
            x = block(x, spread)
        x = shared_dropout(x, self.dropout, self.training)
        return self.tags(x), self.links(x)


def with_blocks(network: TaggerNetwork, kept: Sequence[int]) -> TaggerNetwork:
    """A copy of the network that has only the blocks `kept`, by number from below."""
    small = copy.deepcopy(network)
    small.blocks = nn.ModuleList(small.blocks[n] for n in kept)
    return small


def _copy_base(network: TaggerNetwork, base: BaseModel, keep: list[int]) -> None:
    def put(parameter: Tensor, *names: str) -> None:
        parts = [base.tensor(name) for name in names]
        values = torch.from_numpy(np.concatenate(parts)[: parameter.numel()].copy())
        parameter.copy_(values.view_as(parameter))

    with torch.no_grad():
        word = base.tensor("emb.word", -1, base.hidden)[keep]
        # Every token has type 0, so its vector can be added to the positions once and for all.
        put(network.position.weight, "emb.pos")
        network.position.weight += torch.from_numpy(base.tensor("emb.type")[: base.hidden])
        network.word.weight.copy_(torch.from_numpy(word))
        put(network.input_norm.weight, "emb.ln.w")
        put(network.input_norm.bias, "emb.ln.b")
        for i, block in enumerate(network.blocks):
            for kind in ("w", "b"):
                field = "weight" if kind == "w" else "bias"
                put(getattr(block.qkv, field), *(f"l{i}.{part}.{kind}" for part in "qkv"))
                for layer, name in (
                    (block.attended, "ao"), (block.attended_norm, "aln"), (block.widen, "fi"),
                    (block.narrow, "fo"), (block.output_norm, "oln"),
                ):  # fmt: skip
                    put(getattr(layer, field), f"l{i}.{name}.{kind}")
