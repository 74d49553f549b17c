"""docs/permissions.md, printed from permissions.toml: `python -m tests.config.admin.document`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.config.admin.table import LOCKED_OUT, OUTSIDE, ROLES, Line, lines

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "permissions.md"
COLUMNS = {
    "anonymous": "signed out",
    "staff": "no role",
    "analyst": "analyst",
    "reviewer": "reviewer",
    "editor": "editor",
    LOCKED_OUT: "editor, locked out",
    "administrator": "administrator",
}
INTRODUCTION = """\
# Who may do what in the admin

Every page and every act, by role: **✓** may, **–** may not. Printed from
`tests/config/admin/permissions.toml`, which `tests/config/admin/test_roles.py` holds against the
running admin, role by role; a page that is not in it fails the tests. What may not be done is
refused by the server, and nothing is written.

- *Signed out* also stands for accounts that are not staff: both are sent to the sign-in page.
- *No role* is a member of staff in none of the groups that `roles.toml` describes.
- *Editor, locked out* is an editor while the article is locked to another editor.
- A page in the left column is asked for with GET, an act sent with POST, which always needs the
  token against forgery. `<…>` is a row; where an act is named by a field, the field stands behind.
"""


def document() -> str:
    found = [line for line in lines() if not _leads_on(line)]
    pages = [line for line in found if line.method == "GET" and line.gives != 405]
    acts = [line for line in found if line.method == "POST"]
    return "\n".join(
        [INTRODUCTION, "## Pages", "", *_rows(pages), "", "## Acts", "", *_rows(acts), ""]
    )


def _leads_on(line: Line) -> bool:
    """The short address of a row, which only leads to its page."""
    return line.method == "GET" and line.gives == 302 and line.at.count("/") == 3


def _rows(chosen: Iterable[Line]) -> Iterator[str]:
    yield " | ".join(["| ", *COLUMNS.values()]).replace("|   |", "| |") + " |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for line in sorted(chosen, key=lambda line: line.name):
        cells = ["✓" if _does(line, role) else "–" for role in COLUMNS]
        yield f"| `{_words(line)}` | {' | '.join(cells)} |"


def _does(line: Line, role: str) -> bool:
    assert role in ROLES
    if role in OUTSIDE:
        return line.instead.get(role) == 200
    return line.may(role)


def _words(line: Line) -> str:
    return line.name.partition(" ")[2].replace("{", "<").replace("}", ">")


if __name__ == "__main__":
    DOCUMENT.write_text(document())
