"""Train, export and describe the tagger: one command, resumable."""

import argparse
import json
import random
from functools import partial
from pathlib import Path

import torch
from rich.console import Console
from tokenizers import Tokenizer

from claims.extraction.tagger import Tagger
from claims.extraction.training.base import BaseModel, read_base
from claims.extraction.training.batches import batches
from claims.extraction.training.card import write_card
from claims.extraction.training.data import Document, example_of, read_documents
from claims.extraction.training.encoder import TaggerNetwork, with_blocks
from claims.extraction.training.export import export
from claims.extraction.training.losses import loss_of
from claims.extraction.training.nesting import with_nested
from claims.extraction.training.standoff import read_standoff
from claims.extraction.training.train import FLAT, STAGES, train
from claims.extraction.training.vocabulary import choose_pieces, trimmed_tokenizer
from claims.extraction.windows import pack
from tests.quality.annotated import SETS, figures_for

_TRAIN = ("polnear/train.jsonl.gz", "zh-train.jsonl")
_DEVELOPMENT = ("polnear/dev.jsonl.gz", "dev.jsonl")

console = Console()


def main() -> None:
    """Parse the command line and run."""
    options = _options()
    folder: Path = options.shared / "data" / "attributions"
    options.out.mkdir(parents=True, exist_ok=True)
    annotated = [d for name in _TRAIN for d in read_documents(folder / name)]
    standoff = read_standoff(options.shared / "articles")
    base = read_base()
    keep = _kept_pieces(base, annotated, options.out / "pieces.json")
    tokenizer = trimmed_tokenizer(base, keep)
    development = {name: read_documents(folder / name) for name in _DEVELOPMENT}
    network = TaggerNetwork(base, keep)
    after_epoch = partial(_report, tokenizer=tokenizer, held_out=development)
    documents = annotated
    for number, recipe in enumerate(STAGES, 1):
        console.rule(f"stage {number}: {recipe}")
        taught = documents + standoff if recipe.standoff else documents
        checkpoint = options.out / f"stage{number}.pt"
        train(network, tokenizer, taught, recipe, checkpoint, after_epoch)
        stage = options.out / f"stage{number}"
        export(network, tokenizer, stage)
        if options.flat or number < len(STAGES):
            documents = with_nested(annotated, stage, stage.with_suffix(".nested.json"))
    _ship(network, tokenizer, options.shared, options.out / "model")
    if options.flat:
        flat = with_blocks(network, FLAT.kept_blocks)
        checkpoint = options.out / "flat.pt"
        train(flat, tokenizer, documents + standoff, FLAT, checkpoint, after_epoch, network)
        _ship(flat, tokenizer, options.shared, options.out / "flat")


def _report(
    network: TaggerNetwork, epoch: int, tokenizer: Tokenizer, held_out: dict[str, list[Document]]
) -> None:
    for name, documents in held_out.items():
        losses = development_losses(network, tokenizer, documents)
        console.print(f"epoch {epoch + 1}", name, losses)


def _ship(network: TaggerNetwork, tokenizer: Tokenizer, shared: Path, model: Path) -> None:
    digest = export(network, tokenizer, model)
    tagger = Tagger(model)
    figures = {name: figures_for(shared, name, tagger) for name in SETS}
    write_card(model / "MODEL_CARD.md", STAGES, digest, figures)
    console.print((model / "MODEL_CARD.md").read_text(encoding="utf8"))


def development_losses(
    network: TaggerNetwork, tokenizer: Tokenizer, documents: list[Document]
) -> dict[str, float]:
    """Mean losses on held-out documents."""
    network.eval()
    examples = [example_of(d, window) for d in documents for window in pack(d.text, tokenizer)]
    sums: dict[str, float] = {}
    count = 0
    with torch.no_grad():
        for batch in batches(examples, 6144, random.Random(0)):  # noqa: S311 (no secret)
            count += 1
            for name, loss in loss_of(network, batch).items():
                sums[name] = sums.get(name, 0.0) + float(loss)
    return {name: round(value / count, 4) for name, value in sums.items()}


def _kept_pieces(base: BaseModel, documents: list[Document], path: Path) -> list[int]:
    if not path.exists():
        path.write_text(json.dumps(choose_pieces(base, (d.text for d in documents))))
    keep: list[int] = json.loads(path.read_text())
    return keep


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints and the model")
    parser.add_argument("--flat", action="store_true", help="also a network of fewer layers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
