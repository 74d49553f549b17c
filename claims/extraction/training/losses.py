"""What the network is punished for: wrong tags in both layers, and wrong links."""

import torch
import torch.nn.functional as F
from torch import Tensor

from claims.extraction.labels import CONTENT_CUE, INNER, LAYERS, LINK_SIZE, RELATIONS, TAGS
from claims.extraction.training.batches import Batch, LinkTable
from claims.extraction.training.data import IGNORED
from claims.extraction.training.encoder import TaggerNetwork

_IMPOSSIBLE = -1e4
_INNER_WEIGHT = 2.0  # rare: most tokens are outside everything there
_LINK_WEIGHT = 0.25
_SMOOTHING = 0.03


def loss_of(
    network: TaggerNetwork, batch: Batch, teacher: TaggerNetwork | None = None
) -> dict[str, Tensor]:
    """The losses by name; `total` is what is minimised.

    With a teacher the network also learns how sure the teacher is of every tag, annotated or not
    (Hinton, Vinyals and Dean 2015, Distilling the Knowledge in a Neural Network).
    """
    with torch.autocast("cpu", torch.bfloat16):
        tags, links = network(batch.ids, batch.mask)
    tags, links = tags.float(), links.float()
    parts = {}
    for layer, name in zip(LAYERS, ("outer", "inner"), strict=True):
        logits = tags[..., layer * TAGS : (layer + 1) * TAGS]
        parts[name] = F.cross_entropy(
            logits.reshape(-1, TAGS), batch.tags[:, layer].reshape(-1),
            ignore_index=IGNORED, label_smoothing=_SMOOTHING,
        )  # fmt: skip
    parts["links"] = torch.stack(
        [
            _relation_loss(network, links, table, relation)
            for relation, table in enumerate(batch.tables)
        ]
    ).sum()
    parts["total"] = parts["outer"] + _INNER_WEIGHT * parts["inner"] + _LINK_WEIGHT * parts["links"]
    if teacher is not None:
        parts["teacher"] = _teacher_loss(tags, teacher, batch)
        parts["total"] = parts["total"] + parts["teacher"]
    return parts


def _teacher_loss(tags: Tensor, teacher: TaggerNetwork, batch: Batch) -> Tensor:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        taught, _ = teacher(batch.ids, batch.mask)
    read = batch.mask.bool()
    loss = tags.new_zeros(())
    for layer in LAYERS:
        part = slice(layer * TAGS, (layer + 1) * TAGS)
        own = F.log_softmax(tags[..., part][read], -1)
        known = F.log_softmax(taught[..., part][read].float(), -1)
        weight = _INNER_WEIGHT if layer == INNER else 1.0
        loss = loss + weight * F.kl_div(own, known, reduction="batchmean", log_target=True)
    return loss


def pair_scores(network: TaggerNetwork, links: Tensor, table: LinkTable, relation: int) -> Tensor:
    """Scores [B, lefts, rights + 1] of one relation, the null last."""
    vectors = links.view(*links.shape[:2], len(RELATIONS), 4, LINK_SIZE)[:, :, relation]
    left = _gather(vectors[:, :, 0], table.lefts[..., 0]) + _gather(
        vectors[:, :, 1], table.lefts[..., 1]
    )
    right = _gather(vectors[:, :, 2], table.rights[..., 0]) + _gather(
        vectors[:, :, 3], table.rights[..., 1]
    )
    scores = torch.matmul(left, right.transpose(1, 2)) / LINK_SIZE**0.5
    scores = scores + network.distance_bias[relation][table.buckets]
    scores = scores + network.layer_bias[relation].reshape(-1)[table.layers]
    scores = scores.masked_fill(~table.right_known[:, None, :], _IMPOSSIBLE)
    null = left @ network.null_vector[relation] / LINK_SIZE**0.5 + network.null_bias[relation]
    return torch.cat([scores, null[..., None]], -1)


def _relation_loss(
    network: TaggerNetwork, links: Tensor, table: LinkTable, relation: int
) -> Tensor:
    scores = pair_scores(network, links, table, relation)
    if not table.left_known.any():
        return scores.sum() * 0
    loss = -(_log_share(scores, table.gold)[table.left_known]).mean()
    return loss + _backward_loss(scores, table) if relation == CONTENT_CUE else loss


def _backward_loss(scores: Tensor, table: LinkTable) -> Tensor:
    """Every cue has a content: the same scores, read from the cue's side."""
    gold = table.gold[..., :-1].transpose(1, 2)
    asked = gold.any(-1)
    if not asked.any():
        return scores.sum() * 0
    turned = scores[..., :-1].transpose(1, 2)
    turned = turned.masked_fill(~table.left_known[:, None, :], _IMPOSSIBLE)
    return -(_log_share(turned, gold)[asked]).mean()


def _log_share(scores: Tensor, gold: Tensor) -> Tensor:
    """The log of the probability that falls on the right answers; several may be right."""
    right = scores.masked_fill(~gold, _IMPOSSIBLE)
    return right.logsumexp(-1) - scores.logsumexp(-1)


def _gather(vectors: Tensor, tokens: Tensor) -> Tensor:
    return vectors.gather(1, tokens[..., None].expand(-1, -1, vectors.shape[-1]))
