"""The training run: seeded, and resumable from its last checkpoint."""

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from tokenizers import Tokenizer

from claims.extraction.training.batches import Batch, batches
from claims.extraction.training.data import Document, Example, example_of
from claims.extraction.training.encoder import TaggerNetwork
from claims.extraction.training.losses import loss_of
from claims.extraction.training.variants import in_other_script
from claims.extraction.windows import pack

_FROZEN = ("word.", "position.", "input_norm.")
_WINDOW_SIZES = (256, 256, 192, 128)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a stage; kept in its checkpoint and in the model card."""

    seed: int = 7
    epochs: float = 2.0
    schedule_epochs: float = 2.0  # where the learning rate would reach zero
    polnear_share: float = 1.0
    own_repeats: int = 5
    other_script_share: float = 0.35
    batch_tokens: int = 3072
    learning_rate: float = 3e-4
    layer_decay: float = 0.9
    head_factor: float = 5.0
    warm_up: float = 0.06
    weight_decay: float = 0.01
    threads: int = 2
    frozen_blocks: int = 0
    standoff: bool = False  # with the articles of annotations.jsonl
    kept_blocks: tuple[int, ...] = ()  # of the network so far, which then teaches; all if empty
    save_every: int = 200


STAGES = (
    Recipe(epochs=1.0, schedule_epochs=1.25),
    Recipe(seed=8, epochs=3.0, schedule_epochs=3.0),
    Recipe(
        seed=9, epochs=1.0, schedule_epochs=1.0, polnear_share=0.6, learning_rate=2e-4,
        standoff=True,
    ),
)  # fmt: skip
# A network of fewer layers, taught by the one the stages made: faster, and worse (decision 0017).
FLAT = Recipe(
    seed=10, epochs=1.0, schedule_epochs=1.0, standoff=True, kept_blocks=(0, 1, 3, 4, 6, 7, 9, 11)
)


def train(
    network: TaggerNetwork,
    tokenizer: Tokenizer,
    documents: list[Document],
    recipe: Recipe,
    checkpoint: Path,
    after_epoch: Callable[[TaggerNetwork, int], None] = lambda network, epoch: None,
    teacher: TaggerNetwork | None = None,
) -> None:
    """Train `network` in place."""
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    optimiser = _optimiser(network, recipe)
    done, whole = _resume(checkpoint, network, optimiser, recipe)
    if whole:
        return
    first = epoch_batches(documents, tokenizer, recipe, 0)
    total = int(len(first) * recipe.epochs)
    network.train()
    with _progress() as progress:
        task = progress.add_task("train", total=total, completed=done, loss="")
        step = 0
        for epoch in itertools.count():  # epochs differ in length by a few batches
            if step >= total:
                break
            batch_list = first if epoch == 0 else epoch_batches(documents, tokenizer, recipe, epoch)
            for batch in batch_list:
                step += 1
                if step <= done or step > total:
                    continue
                share = step / (len(first) * recipe.schedule_epochs)
                losses = _step(network, optimiser, batch, recipe, share, teacher)
                progress.update(task, completed=step, loss=_loss_text(losses))
                if step % recipe.save_every == 0 or step == total:
                    _save(checkpoint, network, optimiser, recipe, step, total)
                    progress.console.print(f"step {step}/{total} {_loss_text(losses)}")
            after_epoch(network, epoch)
            network.train()
    network.eval()


def epoch_batches(
    documents: list[Document], tokenizer: Tokenizer, recipe: Recipe, epoch: int
) -> list[Batch]:
    """All batches of an epoch: the same for the same recipe, different in every epoch."""
    rng = random.Random(f"{recipe.seed}/{epoch}")  # noqa: S311 (no secret)
    examples: list[Example] = []
    for document in documents:
        taken = int(rng.random() < recipe.polnear_share)
        for _ in range(recipe.own_repeats if document.own else taken):
            shown = document
            chinese = document.language.startswith("zh")
            if chinese and rng.random() < recipe.other_script_share:
                shown = in_other_script(document)
            examples += _examples(shown, tokenizer, rng.choice(_WINDOW_SIZES))
    return list(batches(examples, recipe.batch_tokens, rng))


def _examples(document: Document, tokenizer: Tokenizer, size: int) -> Iterable[Example]:
    return (example_of(document, window) for window in pack(document.text, tokenizer, size))


def _step(
    network: TaggerNetwork,
    optimiser: torch.optim.Optimizer,
    batch: Batch,
    recipe: Recipe,
    progress: float,
    teacher: TaggerNetwork | None,
) -> dict[str, float]:
    factor = min(1.0, progress / recipe.warm_up) * max(0.02, 1 - progress)
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor
    losses = loss_of(network, batch, teacher)
    optimiser.zero_grad()
    losses["total"].backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    return {name: float(loss.detach()) for name, loss in losses.items()}


def _optimiser(network: TaggerNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; the lower a block, the slower it learns; the lowest and the embeddings stay."""
    depth = len(network.blocks)
    rates: dict[float, list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith(_FROZEN) or _block(name) < recipe.frozen_blocks:
            parameter.requires_grad_(False)
            continue
        if _block(name) < depth:
            rate = recipe.learning_rate * recipe.layer_decay ** (depth - 1 - _block(name))
        else:
            rate = recipe.learning_rate * recipe.head_factor
        rates.setdefault(rate, []).append(parameter)
    groups: list[dict[str, Any]] = [
        {"params": parameters, "lr": rate, "base": rate} for rate, parameters in rates.items()
    ]
    return torch.optim.AdamW(
        groups, weight_decay=recipe.weight_decay, betas=(0.9, 0.98), fused=True
    )


def _block(name: str) -> int:
    """A parameter's height in the network; those above all blocks are higher than any."""
    return int(name.split(".")[1]) if name.startswith("blocks.") else 1000


def trained_state(network: TaggerNetwork) -> dict[str, torch.Tensor]:
    """The weights that training changes."""
    return {k: v for k, v in network.state_dict().items() if not k.startswith(_FROZEN)}


def load_average(network: TaggerNetwork, checkpoints: Sequence[Path]) -> None:
    """Give `network` the mean of the checkpoints' weights: steadier than the last of them alone."""
    states = [torch.load(path, weights_only=True)["network"] for path in checkpoints]
    mean = {k: torch.stack([state[k] for state in states]).mean(0) for k in states[0]}
    network.load_state_dict(mean, strict=False)


def _save(
    path: Path,
    network: TaggerNetwork,
    optimiser: torch.optim.Optimizer,
    recipe: Recipe,
    step: int,
    total: int,
) -> None:
    partial = path.with_suffix(".partial")
    state = {
        "network": trained_state(network), "optimiser": optimiser.state_dict(),
        "recipe": asdict(recipe), "step": step, "total": total,
    }  # fmt: skip
    torch.save(state, partial)
    partial.replace(path)  # a run stopped while saving leaves the last whole checkpoint


def _resume(
    path: Path, network: TaggerNetwork, optimiser: torch.optim.Optimizer, recipe: Recipe
) -> tuple[int, bool]:
    """Steps done, and whether that was all of them; the weights are loaded."""
    if not path.exists():
        return 0, False
    state = torch.load(path, weights_only=True)
    if state["recipe"] != asdict(recipe):
        raise ValueError(f"{path} was made with another recipe; choose another --out")
    network.load_state_dict(state["network"], strict=False)
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"]), state["step"] == state["total"]


def _loss_text(losses: dict[str, float]) -> str:
    return " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TimeElapsedColumn(), TimeRemainingColumn(), TextColumn("{task.fields[loss]}"),
    )  # fmt: skip
