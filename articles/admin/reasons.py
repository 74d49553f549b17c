"""Why an item was not imported, in the language of who reads it.

The rooms that say so are pure, and say it in English; what is the same every time is translated
here. The rest, with names and numbers in it, is shown as it was said.
"""

from django.utils.translation import gettext, gettext_noop

REASONS = frozenset(
    {
        gettext_noop("empty"),
        gettext_noop("no article text"),
        gettext_noop("no known text encoding"),
        gettext_noop("a binary file, not text"),
        gettext_noop("an archive, not an article"),
        gettext_noop("one endless word, not an article"),
        gettext_noop("JSON, not an article"),
        gettext_noop("an encrypted document"),
        gettext_noop("a document too large when unpacked"),
        gettext_noop("a broken ZIP archive or document"),
        gettext_noop("a broken DOCX document"),
        gettext_noop("an encrypted PDF"),
        gettext_noop("a broken PDF"),
        gettext_noop("a PDF without text: its pages are images"),
        gettext_noop("a PDF whose fonts do not say which characters they show"),
        gettext_noop("a PDF that takes more memory or time than any article"),
        gettext_noop("the archive is damaged or cut off"),
        gettext_noop("the web archive is damaged"),
        gettext_noop("the web archive is cut off"),
        gettext_noop("the feed is cut off"),
        gettext_noop("the compressed data is damaged"),
        gettext_noop("cut off: the compressed data ends too early"),
        gettext_noop("the XML is broken"),
        gettext_noop("the XML declares entities, which are not expanded"),
        gettext_noop("the MIME structure is broken"),
        gettext_noop("no page in it"),
        gettext_noop("its page is too large"),
        gettext_noop("too many members"),
        gettext_noop("too large when unpacked"),
        gettext_noop("a header of the archive is too long"),
        gettext_noop("only a summary, and no address to fetch the article from"),
        gettext_noop("no text of an article, and no address to fetch it from"),
        gettext_noop("not an object"),
        gettext_noop("more cells than the table has columns"),
        gettext_noop("its size is not the one declared"),
        gettext_noop("damaged"),
        gettext_noop("broken JSON"),
        gettext_noop("cut off"),
        gettext_noop("its path is absolute"),
        gettext_noop("its path leads out of the archive"),
        gettext_noop("its name is too long"),
        gettext_noop("its name holds control characters"),
        gettext_noop("another member has the same name"),
        gettext_noop("a link, not a file"),
        gettext_noop("a device, not a file"),
        gettext_noop("there is nothing to import in it"),
        gettext_noop("neither bytes nor an address"),
        gettext_noop("the same bytes"),
        gettext_noop("the same text at the same address"),
        gettext_noop("the page broke off"),
        gettext_noop("the page is compressed wrongly"),
        gettext_noop("the address holds control characters"),
        gettext_noop("the address holds a user name; only public pages are fetched"),
        gettext_noop("only http and https addresses are fetched"),
        gettext_noop("the server announces two lengths"),
    }
)


def in_words(reason: str) -> str:
    return gettext(reason) if reason in REASONS else reason
