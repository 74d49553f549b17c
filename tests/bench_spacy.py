"""The other side of `make bench`: spaCy's small English pipeline over the same texts.

Runs in an environment of its own (`requirements-bench.txt`): a JSON list of texts on standard
input, seconds of the second pass on standard output. The trained package en_core_web_sm is not on
PyPI; its components are built here as its configuration has them (a CNN of width 96 and depth 4
under tagger and parser, another under the entity recognizer, attribute ruler and rule lemmatizer
left out as they take next to no time), with weights that have learned nothing. The work for a text
is the same, whatever the weights are.
"""

import json
import resource
import sys
import time

import spacy
from spacy.training import Example

_EMBED = {
    "@architectures": "spacy.MultiHashEmbed.v2", "width": 96,
    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
    "rows": [5000, 1000, 2500, 2500, 50, 50], "include_static_vectors": False,
}  # fmt: skip
_ENCODE = {
    "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
    "maxout_pieces": 3,
}  # fmt: skip
_TOK2VEC = {"@architectures": "spacy.Tok2Vec.v2", "embed": _EMBED, "encode": _ENCODE}
_LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
_TAGS = [f"TAG{n}" for n in range(50)]  # as many labels as the trained package has
_DEPENDENCIES = [f"dep{n}" for n in range(45)]
_ENTITIES = [f"KIND{n}" for n in range(18)]


def pipeline() -> spacy.language.Language:
    """The components of en_core_web_sm, initialised and untrained."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _TOK2VEC})
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": _LISTENER}
    for label in _TAGS:
        pipe = nlp.get_pipe("tagger") if nlp.has_pipe("tagger") else nlp.add_pipe(
            "tagger", config={"model": tagger})  # fmt: skip
        pipe.add_label(label)
    parser = nlp.add_pipe("parser", config={"model": _transitions("parser", _LISTENER, 3)})
    for label in _DEPENDENCIES:
        parser.add_label(label)
    recognizer = nlp.add_pipe("ner", config={"model": _transitions("ner", _TOK2VEC, 3)})
    for label in _ENTITIES:
        recognizer.add_label(label)
    nlp.initialize(lambda: [_example(nlp)])
    return nlp


def _transitions(kind: str, tok2vec: dict, pieces: int) -> dict:  # type: ignore[type-arg]
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind,
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": pieces,
        "use_upper": True, "nO": None, "tok2vec": tok2vec,
    }  # fmt: skip


def _example(nlp: spacy.language.Language) -> Example:
    words = ["One", "sentence", "teaches", "the", "labels", "their", "number", "."]
    annotation = {
        "words": words, "tags": [_TAGS[n] for n in range(len(words))],
        "heads": [1, 2, 2, 4, 2, 6, 4, 2],
        "deps": [_DEPENDENCIES[0], _DEPENDENCIES[1], "ROOT", *_DEPENDENCIES[2:7]],
        "entities": ["U-KIND0", *["O"] * (len(words) - 1)],
    }  # fmt: skip
    return Example.from_dict(nlp.make_doc(" ".join(words)), annotation)


def main() -> None:
    """Measure."""
    texts = json.load(sys.stdin)
    nlp = pipeline()
    list(nlp.pipe(texts))
    before = time.perf_counter()
    list(nlp.pipe(texts))
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main()
