"""Names of files and members of archives, which anybody may have chosen."""


def printable(name: str) -> str:
    r"""The name with what cannot be seen, or turns the direction of what can, written out.

    >>> printable("cod\u202elmth.exe")
    'cod\\u202elmth.exe'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
