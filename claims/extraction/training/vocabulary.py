"""The trimmed vocabulary: Chinese, English, symbols, and every piece the training texts use."""

import json
import unicodedata
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from claims.extraction.training.base import BaseModel

_SPECIAL = 4  # begin, pad, separator, unknown
_ASCII_PIECES = 30_000

# The base has pieces such as 他说, ”。 and 日报, in which spans begin and end: these stand alone.
_ALONE = (
    "▁?[他她它我][们們]?|▁?[说說]|▁?(?:报道|报导|報道|報導|表示|显示|顯示|认为|認為|相信|告诉|告訴"
    "|发布|發布|引述|消息|数据|數據)"
    r"|▁?[^\p{L}\p{N}\p{M}▁'’\-]"
)


def tokenizer_of(pieces: list[str], scores: list[float]) -> Tokenizer:
    """A Unigram tokenizer over `pieces`; NFKC as the base was trained with, offsets kept."""
    tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\p{Cc}\p{Z}]"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
            pre_tokenizers.Split(Regex(_ALONE), "isolated"),
        ]
    )
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def choose_pieces(base: BaseModel, texts: Iterable[str]) -> list[int]:
    """Ids of the pieces to keep, in the base model's order."""
    full = tokenizer_of(base.pieces, base.scores)
    used: set[int] = set()
    for text in texts:
        for encoding in full.encode_batch(text.split("\n"), add_special_tokens=False):
            used.update(encoding.ids)
    kinds = [_kind(piece) for piece in base.pieces]
    ascii_ids = [i for i, kind in enumerate(kinds) if kind == "ascii"][:_ASCII_PIECES]
    wanted = {i for i, kind in enumerate(kinds) if kind in ("han", "symbol")}
    letters = {
        i for i, kind in enumerate(kinds) if kind == "latin" and len(base.pieces[i].strip("▁")) == 1
    }
    return sorted(set(range(_SPECIAL)) | used | wanted | letters | set(ascii_ids))


def trimmed_tokenizer(base: BaseModel, keep: list[int]) -> Tokenizer:
    """The tokenizer whose id `n` is the base model's id `keep[n]`."""
    return tokenizer_of([base.pieces[i] for i in keep], [base.scores[i] for i in keep])


def compact_json(tokenizer: Tokenizer) -> str:
    """The tokenizer file without white space, with scores cut to four decimals."""
    content = json.loads(tokenizer.to_str())
    content["model"]["vocab"] = [[p, round(s, 4)] for p, s in content["model"]["vocab"]]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _kind(piece: str) -> str:
    characters = piece.replace("▁", "")
    if all(ord(c) < 0x80 for c in characters):
        return "ascii"
    kinds = {_character_kind(c) for c in characters}
    for kind in ("other", "han", "latin"):
        if kind in kinds:
            return kind
    return "symbol"


def _character_kind(character: str) -> str:
    code = ord(character)
    if 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF:
        return "han"
    if code < 0x250:
        return "latin"
    return "symbol" if unicodedata.category(character)[0] in "PSN" else "other"
