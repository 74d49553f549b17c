"""Why a field reads as it does: which characters gave it, and what read them."""

from dataclasses import dataclass

from articles.spans import Span


@dataclass(frozen=True)
class Evidence:
    """One reason for one field, so that every value can be traced to the text.

    `field` is the attribution's field ("modality", "speaker.role_id"), `span` the characters that
    gave it, in code points of the article text, and `by` the rule or model that read them
    ("tagger", "lexicon organisations.toml: nato").
    """

    field: str
    span: Span
    by: str
