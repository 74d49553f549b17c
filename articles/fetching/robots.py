"""What a site's robots.txt (RFC 9309) lets us fetch."""

from dataclasses import dataclass
from functools import lru_cache

from protego import Protego

from articles.fetching.addresses import Address

AGENT = "According"  # the name that a robots.txt may speak to
LONGEST = 500 * 1024  # bytes; what comes after may be ignored, says RFC 9309
LONGEST_DELAY = 30.0  # seconds; who wants longer pauses than this has them cut


@lru_cache(maxsize=32)
def _rules(text: str) -> Protego:
    return Protego.parse(text)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; an empty text allows everything."""

    text: str = ""

    def allows(self, address: Address) -> bool:
        return _rules(self.text).can_fetch(str(address), AGENT)

    def delay(self) -> float:
        """Seconds between two requests, 0 where nothing is asked for."""
        rules = _rules(self.text)
        rate = rules.request_rate(AGENT)
        wanted = max(rules.crawl_delay(AGENT) or 0, rate.seconds / rate.requests if rate else 0)
        return min(max(wanted, 0.0), LONGEST_DELAY)
