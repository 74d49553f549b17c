"""The desk's keys, and what its scripts say: they are told their words by the page."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.services.verbs import REASONS_TO_REJECT


class Key(NamedTuple):
    shown: str
    does: object  # in the reader's language


KEYS = [
    Key("j  k", gettext_lazy("next and previous claim")),
    Key("a", gettext_lazy("accept the claim and go on to the next")),
    Key("r", gettext_lazy("reject the claim, with a reason")),
    Key("v", gettext_lazy("mark the claim as reviewed, as a second person")),
    Key("e", gettext_lazy("edit the claim: its words and its values")),
    Key("n", gettext_lazy("a new claim: mark its words in the text")),
    Key("c", gettext_lazy("write a note on the claim, or on the words marked in the text")),
    Key("#", gettext_lazy("tags of the claim")),
    Key("m", gettext_lazy("merge another claim into this one")),
    Key("l", gettext_lazy("links of the claim")),
    Key("g", gettext_lazy("put the claim into a comparison")),
    Key("u  Ctrl+Z", gettext_lazy("undo")),
    Key("Shift+U", gettext_lazy("redo")),
    Key("Ctrl+Enter", gettext_lazy("while editing: save and go on to the next")),
    Key("Esc", gettext_lazy("leave what was opened; what was typed is kept")),
    Key("/", gettext_lazy("search articles, claims, sources and notes")),
    Key("?", gettext_lazy("these keys")),
]
CARET_KEYS = [
    Key("← →", gettext_lazy("by character; with Ctrl by word")),
    Key("↑ ↓", gettext_lazy("by line; with Ctrl by paragraph")),
    Key("Home  End", gettext_lazy("to the ends of the paragraph")),
    Key("Shift+…", gettext_lazy("marks what is passed over")),
    Key("s  u  t", gettext_lazy("what is marked is the source, the cue, the content")),
    Key("c", gettext_lazy("write a note on what is marked")),
    Key("Enter", gettext_lazy("save")),
]
REASONS = REASONS_TO_REJECT


def words() -> dict[str, str]:
    """By the names that the scripts under static/desk/page/ call them by."""
    return {
        "source": _("source"),
        "cue": _("cue"),
        "content": _("content"),
        "quantities": _("quantity"),
        "times": _("time"),
        "noClaims": _("No claim to show."),
        "first": _("That is the first claim."),
        "last": _("That is the last claim."),
        "accepted": _("Accepted."),
        "rejected": _("Rejected."),
        "reopened": _("Put back as extracted."),
        "reviewed": _("Marked as reviewed."),
        "unreviewed": _("The mark of review is taken off."),
        "noted": _("The note is kept."),
        "tagged": _("The tags are kept."),
        "merged": _("Merged."),
        "mergeStale": _("%(by)s has changed one of the two meanwhile. Look again, then merge."),
        "nothingToMerge": _("There is no other claim to merge."),
        "isHere": _("%(who)s is here"),
        "isHereToo": _("%(who)s is in this claim too."),
        "found": _("%(count)s found"),
        "nothingFound": _("Nothing found."),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "saved": _("Saved."),
        "created": _("The claim is made."),
        "refused": _("The service refused: %(reason)s"),
        "broken": _("Not saved: the service cannot be reached. What you typed is kept."),
        "signedOut": _("Not saved: you are signed out. Sign in in another tab and try again."),
        "kept": _("What you typed before is back; it is not saved yet."),
        "left": _("Left. What you typed is kept until you come back to it."),
        "dropped": _("Your changes are dropped."),
        "nothing": _("Nothing has changed."),
        "noSelection": _("Mark some words in the text first."),
        "handleStart": _("Start of %(part)s: %(quote)s"),
        "handleEnd": _("End of %(part)s: %(quote)s"),
        "marked": _("%(part)s: %(quote)s"),
        "markedWords": _("Marked: %(quote)s"),
        "removeSpan": _("Remove %(part)s: %(quote)s"),
        "remove": _("Remove"),
        "back": _("Keep it as it was"),
        "removeLater": _("goes when you save"),
        "rereadLater": _("read again when you save"),
        "addLater": _("read when you save"),
        "move": _("Move the ends of %(part)s: %(quote)s"),
        "byHand": _("by hand"),
        "read": _("read from the text"),
        "noParent": _("nobody: the article itself"),
        "noSource": _("no source"),
        "unknownSource": _("No such source is known: choose one of those offered."),
        "newSource": _("new source"),
        "editing": _("Editing: %(headline)s"),
        "caret": _(
            "In the text. Arrow keys move, with Shift they mark words; s, u and t make them the "
            "source, the cue and the content; Enter saves, Escape leaves."
        ),
        "conflict": _("%(by)s saved this claim first. Nothing of yours is saved yet."),
        "theirsStands": _("theirs stands, yours is not saved."),
        "somebody": _("Somebody else"),
        "empty": "–",
        "shown": _("%(count)s of %(all)s shown"),
    }
