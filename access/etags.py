"""What tells one state of a row, or of a list, from another.

A row with a version has `"7-1f0c…"`: its version, for `If-Match`, and a hash of what is told of it,
for `If-None-Match`; for what is told also tells of others, such as who its source is, and these
change without it. All else has the hash alone, and weakly.
"""

import hashlib
import re

_VERSIONED = re.compile(r'"([0-9]{1,9})(?:-[0-9a-f]*)?"')


def etag_of(body: bytes, version: int | None = None) -> str:
    digest = hashlib.blake2b(body, digest_size=12).hexdigest()
    return f'W/"{digest}"' if version is None else f'"{version}-{digest}"'


def version_in(etag: str) -> int | None:
    """The version that an `If-Match` names, `"7"` or `"7-1f0c…"`; None where it names none."""
    found = _VERSIONED.fullmatch(etag.strip())
    return int(found[1]) if found else None
