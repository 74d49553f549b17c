"""How a delivery is signed, so that its receiver knows who sent it, and when.

PURE: the receiver's side, `verify`, is what docs/webhooks.md gives to others.
"""

import hashlib
import hmac
from collections.abc import Iterable

TOLERANCE = 300  # seconds that sender and receiver may differ


def signature(secrets: Iterable[str], body: bytes, at: int) -> str:
    """The header: the time in seconds since 1970, and one signature a secret.

    >>> signature(["whsec_a"], b"{}", 1638521000)[:24]
    't=1638521000,v1=75fe9b5a'
    """
    signed = [f"v1={_hexadecimal(secret, body, at)}" for secret in secrets]
    return ",".join([f"t={at}", *signed])


def verify(secret: str, header: str, body: bytes, *, now: float) -> bool:
    """Whether the body was signed with this secret, and just now: an old one may be a replay by
    somebody who listened."""
    parts = [part.partition("=")[::2] for part in header.split(",")]
    at = next((value for name, value in parts if name == "t"), "")
    if not (at.isascii() and at.isdecimal() and len(at) < 16) or abs(now - int(at)) > TOLERANCE:
        return False
    right = _hexadecimal(secret, body, int(at)).encode()
    given = [value.encode() for name, value in parts if name == "v1"]
    return any(hmac.compare_digest(one, right) for one in given)


def _hexadecimal(secret: str, body: bytes, at: int) -> str:
    return hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
