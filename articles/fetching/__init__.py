"""Pages from the open web, and only from there.

Whoever may import may name any address, and so may every page that redirects. This room knows the
network and nothing else: no Django, no database, no settings.
"""

from articles.fetching.addresses import Address, is_public, parse_address
from articles.fetching.failure import Busy, FetchFailed
from articles.fetching.getting import Answer, Visitor, get
from articles.fetching.limits import Limits
from articles.fetching.robots import Robots

__all__ = [
    "Address",
    "Answer",
    "Busy",
    "FetchFailed",
    "Limits",
    "Robots",
    "Visitor",
    "get",
    "is_public",
    "parse_address",
]
