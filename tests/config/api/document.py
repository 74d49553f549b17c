"""docs/api-permissions.md, printed from permissions.toml: `python -m tests.config.api.document`."""

from pathlib import Path

from tests.config.api.endpoints import ROLES, endpoints

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "api-permissions.md"
INTRODUCTION = """\
# Who may ask what of the API

Every endpoint and method, by role: **✓** may, **–** may not. A token needs the scope in the second
column besides, and never gives more than its owner's role; a session of the browser covers every
scope. Printed from `tests/config/api/permissions.toml`, which `tests/config/api/test_roles.py`
holds against the running API, role by role and scope by scope; an endpoint that is not in it fails
the tests.

- *Nobody* has neither token nor session, and is answered 401; whoever else may not, 403.
- *No role* is an account in none of the groups that `roles.toml` describes.
- Where `PUBLIC_API` is on, nobody needs a token to read releases, and the comparisons that have
  been released, without their rows as they stand now.
- Some acts ask for more than the role: who submitted a comparison may not review it. What is asked
  of each item of a bulk request is asked as if it came alone.
"""
COLUMNS = {
    "anonymous": "nobody",
    "user": "no role",
    "analyst": "analyst",
    "reviewer": "reviewer",
    "editor": "editor",
    "administrator": "administrator",
}


def document() -> str:
    rows = [
        " | ".join(
            [
                f"| `{line.method} {line.path}`",
                "–" if line.who == "anonymous" else f"`{line.scope}`",
                *("✓" if line.may(role) else "–" for role in ROLES),
            ]
        )
        + " |"
        for line in sorted(endpoints(), key=lambda line: (line.path, line.method))
    ]
    head = f"| under `/api/v1/` | scope | {' | '.join(COLUMNS[role] for role in ROLES)} |"
    return "\n".join([INTRODUCTION, head, "|---" * (len(ROLES) + 2) + "|", *rows, ""])


if __name__ == "__main__":
    DOCUMENT.write_text(document())
