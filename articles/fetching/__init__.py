"""Pages from the open web, and messages to it, and only there.

Whoever may import, or asks to be told of changes, may name any address, and so may every page that
redirects. This room knows the network and nothing else: no Django, no database, no settings.
"""

from articles.fetching.addresses import Address, is_allowed, is_public, parse_address
from articles.fetching.failure import Busy, Circling, FetchFailed, Unreachable
from articles.fetching.getting import Answer, Visitor, get
from articles.fetching.limits import Limits
from articles.fetching.posting import Reply, post
from articles.fetching.robots import AGENT, Robots
from articles.fetching.robots import LONGEST as LONGEST_ROBOTS

__all__ = [
    "AGENT",
    "LONGEST_ROBOTS",
    "Address",
    "Answer",
    "Busy",
    "Circling",
    "FetchFailed",
    "Limits",
    "Reply",
    "Robots",
    "Unreachable",
    "Visitor",
    "get",
    "is_allowed",
    "is_public",
    "parse_address",
    "post",
]
