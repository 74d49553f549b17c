from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may cost. Sizes in bytes, times in seconds."""

    body: int = 20 * 2**20  # after decompression
    headers: int = 64 * 2**10
    ratio: int = 100  # how many times larger than what was sent a body may be …
    ratio_from: int = 2**20  # … once it is larger than this
    redirects: int = 5
    total: float = 60  # from the first name looked up to the last byte, redirects included
    connect: float = 10
    silence: float = 20  # without a byte
