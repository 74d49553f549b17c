"""The names of editors' acts, and their words.

An undo is named "undo:" and what it takes back, a redo "redo:" and what it does again.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Verb(NamedTuple):
    words: object  # lazy: in the language of whoever reads it
    undoable: bool = True


VERBS = {
    "": Verb(gettext_lazy("Changed")),
    # Claims
    "claim.accept": Verb(gettext_lazy("Claim accepted")),
    "claim.reject": Verb(gettext_lazy("Claim rejected")),
    "claim.reopen": Verb(gettext_lazy("Ruling on a claim taken off")),
    "claim.edit": Verb(gettext_lazy("Claim corrected")),
    "claim.create": Verb(gettext_lazy("Claim added")),
    "claim.split": Verb(gettext_lazy("Claim split")),
    "claim.merge": Verb(gettext_lazy("Claims merged")),
    "claim.review": Verb(gettext_lazy("Claim reviewed")),
    "claim.unreview": Verb(gettext_lazy("Mark of review taken off")),
    "claim.tag": Verb(gettext_lazy("Claim tagged")),
    "claim.untag": Verb(gettext_lazy("Tag taken off a claim")),
    "span.move": Verb(gettext_lazy("Span moved")),
    "quantity.edit": Verb(gettext_lazy("Quantity corrected")),
    "quantity.add": Verb(gettext_lazy("Quantity added")),
    "quantity.remove": Verb(gettext_lazy("Quantity removed")),
    "time.edit": Verb(gettext_lazy("Time corrected")),
    "time.add": Verb(gettext_lazy("Time added")),
    "time.remove": Verb(gettext_lazy("Time removed")),
    "values.reread": Verb(gettext_lazy("Values read again")),
    # Claims whose article's text has changed
    "anchoring.settle": Verb(gettext_lazy("Place in the new text confirmed")),
    "anchoring.refuse": Verb(gettext_lazy("Claim put back into the earlier text")),
    "anchoring.place": Verb(gettext_lazy("Claim placed in the new text")),
    # Notes
    "note.write": Verb(gettext_lazy("Note written")),
    "note.edit": Verb(gettext_lazy("Note changed")),
    "note.remove": Verb(gettext_lazy("Note removed")),
    "note.resolve": Verb(gettext_lazy("Note resolved")),
    "note.reopen": Verb(gettext_lazy("Note opened again")),
    # Links and comparisons
    "link.judge": Verb(gettext_lazy("Link judged")),
    "link.undo": Verb(gettext_lazy("Judgement of a link taken back")),
    "comparison.create": Verb(gettext_lazy("Comparison made")),
    "comparison.edit": Verb(gettext_lazy("Comparison changed")),
    "entry.add": Verb(gettext_lazy("Claim added to a comparison")),
    "entry.edit": Verb(gettext_lazy("Entry of a comparison changed")),
    "entry.remove": Verb(gettext_lazy("Claim taken out of a comparison")),
    "comparison.add": Verb(gettext_lazy("Claim added to a comparison")),  # as it was called
    "comparison.remove": Verb(gettext_lazy("Claim taken out of a comparison")),
    "comparison.submit": Verb(gettext_lazy("Review of a comparison asked for")),
    "comparison.withdraw": Verb(gettext_lazy("Comparison taken out of review")),
    "comparison.review": Verb(gettext_lazy("Comparison reviewed")),
    "rating.set": Verb(gettext_lazy("Claim rated")),
    "rating.remove": Verb(gettext_lazy("Rating of a claim taken off")),
    "release.publish": Verb(gettext_lazy("Release published"), undoable=False),
    # Articles
    "article.edit": Verb(gettext_lazy("Article corrected")),
    "article.assign": Verb(gettext_lazy("Article assigned")),
    "article.take": Verb(gettext_lazy("Article taken")),
    "article.state": Verb(gettext_lazy("State of an article set")),
    "article.lock": Verb(gettext_lazy("Article locked")),
    "article.unlock": Verb(gettext_lazy("Article unlocked")),
    "article.tag": Verb(gettext_lazy("Article tagged")),
    "article.untag": Verb(gettext_lazy("Tag taken off an article")),
    "article.extract": Verb(gettext_lazy("Extraction asked for"), undoable=False),
    "tag.put": Verb(gettext_lazy("Tagged")),
    "tag.take": Verb(gettext_lazy("Tag taken off")),
    "tag.rename": Verb(gettext_lazy("Tag renamed")),
    "reprint.judge": Verb(gettext_lazy("Reprint judged")),
    "reprint.undo": Verb(gettext_lazy("Judgement of a reprint taken back")),
    # Imports and feeds: what has come in by then is not taken back
    "import.begin": Verb(gettext_lazy("Import begun"), undoable=False),
    "import.stop": Verb(gettext_lazy("Import stopped"), undoable=False),
    "import.resume": Verb(gettext_lazy("Import resumed"), undoable=False),
    "import.retry": Verb(gettext_lazy("Failures of an import tried again"), undoable=False),
    "feed.subscribe": Verb(gettext_lazy("Feed subscribed to"), undoable=False),
    "feed.change": Verb(gettext_lazy("Feed changed"), undoable=False),
    "feed.pause": Verb(gettext_lazy("Feed paused"), undoable=False),
    "feed.resume": Verb(gettext_lazy("Feed resumed"), undoable=False),
    # Publishers and sources
    "publisher.create": Verb(gettext_lazy("Publisher added")),
    "publisher.edit": Verb(gettext_lazy("Publisher corrected")),
    "owner.create": Verb(gettext_lazy("Owner group added")),
    "owner.edit": Verb(gettext_lazy("Owner group corrected")),
    "source.create": Verb(gettext_lazy("Source added")),
    "source.edit": Verb(gettext_lazy("Source corrected")),
    "source.merge": Verb(gettext_lazy("Sources merged")),
    "source.part": Verb(gettext_lazy("Sources kept apart")),
    "source.split": Verb(gettext_lazy("Merge of sources taken back")),
    # Webhooks: what was sent is not taken back
    "webhook.create": Verb(gettext_lazy("Webhook made"), undoable=False),
    "webhook.change": Verb(gettext_lazy("Webhook changed"), undoable=False),
    "webhook.rotate": Verb(gettext_lazy("Secret of a webhook changed"), undoable=False),
    "webhook.delete": Verb(gettext_lazy("Webhook deleted"), undoable=False),
    # Anything
    "restore": Verb(gettext_lazy("Earlier state restored")),
}
# The usual ones, offered to whoever rejects a claim; they may say it in words of their own.
REASONS_TO_REJECT = (
    gettext_lazy("nothing is claimed"),
    gettext_lazy("nobody says this"),
    gettext_lazy("the source is wrong"),
    gettext_lazy("the wrong words are marked"),
    gettext_lazy("the same claim stands here already"),
)
UNDO, REDO = "undo:", "redo:"


def root(verb: str) -> str:
    """The verb without what says that it was taken back or done again.

    >>> root("undo:claim.accept")
    'claim.accept'
    """
    return verb.removeprefix(UNDO).removeprefix(REDO)


def is_undoable(verb: str) -> bool:
    return VERBS.get(root(verb), VERBS[""]).undoable


def verb_words(verb: str) -> str:
    """In the reader's language; an act without a name is a change."""
    words = str(VERBS.get(root(verb), VERBS[""]).words)
    if verb.startswith(UNDO):
        return _("Undone: %s") % words
    if verb.startswith(REDO):
        return _("Redone: %s") % words
    return words
