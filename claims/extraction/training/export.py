"""From the trained network to what the repository ships: int8 ONNX and the tokenizer."""

import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from claims.extraction.labels import LINK_SIZE
from claims.extraction.training.encoder import TaggerNetwork
from claims.extraction.training.vocabulary import compact_json

MODEL_NAME = "tagger.int8.onnx"
TOKENIZER_NAME = "tokenizer.json"


def export(network: TaggerNetwork, tokenizer: Tokenizer, folder: Path) -> str:
    """Write model and tokenizer into `folder`; returns the model's SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "tagger.fp32.onnx"
    _write_onnx(network.eval().float(), full)
    target = folder / MODEL_NAME
    quantize_dynamic(
        full, target, weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )  # fmt: skip
    full.unlink()
    model = onnx.load(target)
    entry = model.metadata_props.add()
    entry.key, entry.value = "linker", json.dumps(linker_parameters(network))
    onnx.save(model, target)
    (folder / TOKENIZER_NAME).write_text(compact_json(tokenizer), encoding="utf8")
    return hashlib.sha256(target.read_bytes()).hexdigest()


def linker_parameters(network: TaggerNetwork) -> dict[str, object]:
    """The small tables of the pair scorer, which runs in numpy and travels in the model file."""
    return {
        "size": LINK_SIZE,
        "null_vector": _rounded(network.null_vector),
        "null_bias": _rounded(network.null_bias),
        "distance_bias": _rounded(network.distance_bias),
        "layer_bias": _rounded(network.layer_bias),
    }


def _rounded(tensor: torch.Tensor) -> object:
    return (tensor.detach().double() * 1e5).round().div(1e5).tolist()


def _write_onnx(network: TaggerNetwork, path: Path) -> None:
    ids = torch.randint(0, network.word.num_embeddings, (2, 64))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        network, (ids, torch.ones_like(ids)), str(path),
        input_names=["ids", "mask"], output_names=["tags", "links"],
        dynamic_axes=dict.fromkeys(("ids", "mask", "tags", "links"), axes),
        opset_version=17, dynamo=False,
    )  # fmt: skip
