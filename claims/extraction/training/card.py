"""The model card that is written beside a trained model."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from claims.extraction.training.train import Recipe

_MEASURES = {
    "attribution": "attribution F1", "strict": "all spans exact", "content": "content exact",
    "content-iou": "content IoU ≥ .5", "source": "source exact", "cue": "cue exact",
    "parent": "parent", "kind": "kind",
}  # fmt: skip
_SETS = {
    "polnear": "PolNeAR dev (English, 84)", "chinese": "Chinese articles (11)",
    "english": "English articles (2)", "lead": "the lead article (1)",
}  # fmt: skip


def scores_table(figures: Mapping[str, Mapping[str, float]]) -> str:
    """Sets × measures as a Markdown table, in per cent."""
    rows = ["| | " + " | ".join(_MEASURES.values()) + " |", "|---" * (len(_MEASURES) + 1) + "|"]
    for name, label in _SETS.items():
        cells = (str(figures[name].get(measure, "–")) for measure in _MEASURES)
        rows.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def write_card(
    path: Path,
    stages: Sequence[Recipe],
    digest: str,
    figures: Mapping[str, Mapping[str, float]],
) -> None:
    """Fill the template with this run's recipe and scores."""
    template = Path(__file__).with_name("card.md").read_text(encoding="utf8")
    steps = "\n".join(_stage(number, recipe) for number, recipe in enumerate(stages, 1))
    text = template.format(digest=digest, scores=scores_table(figures), stages=steps)
    path.write_text(text, encoding="utf8")


def _stage(number: int, recipe: Recipe) -> str:
    own = "every article of our own" if recipe.standoff else "each of the 90 Chinese articles"
    return (
        f"{number}. {recipe.epochs:g} passes over {recipe.polnear_share:.0%} of PolNeAR and {own}, "
        f"{recipe.own_repeats} times in each; rate {recipe.learning_rate:g}, layer-wise decay "
        f"{recipe.layer_decay:g}, the embeddings frozen; batches of {recipe.batch_tokens} tokens; "
        f"seed {recipe.seed}."
    )
