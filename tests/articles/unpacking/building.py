"""Containers built in code, good and hostile ones."""

import io
import tarfile
import zipfile

from articles.unpacking import Member, UnreadableContainer, unpack

ARTICLE = (
    "<h1>A bridge opens</h1><p>The mayor said on Monday that the new bridge across the strait "
    "would open next week, after two years of work and at a cost of 80 million dollars.</p>"
)
HANS = "乌克兰国防部长说，边境附近的俄军有十万人，这个数字比上个月多。他不认为战争会在今年发生。"
HANT = "烏克蘭國防部長說，邊境附近的俄軍有十萬人，這個數字比上個月多。他不認為戰爭會在今年發生。"


def zip_of(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tar_of(files: dict[str, bytes], mode: str = "w", format: int = tarfile.PAX_FORMAT) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode, format=format) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def tar_with(*headers: tarfile.TarInfo) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for info in headers:
            archive.addfile(info, io.BytesIO(bytes(info.size)))
    return buffer.getvalue()


def header(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def unpacked(data: bytes, **how: object) -> tuple[list[Member], str]:
    """All members, and the reason why it ended early, "" if it did not."""
    members: list[Member] = []
    try:
        for member in unpack(data, **how):
            members.append(member)
    except UnreadableContainer as error:
        return members, error.reason
    return members, ""


def outcomes(data: bytes, **how: object) -> dict[str, str]:
    """Of each member its reason, or "read" or "fetch"; under "!" why it ended early."""
    members, reason = unpacked(data, **how)
    found = {m.name: m.reason or ("read" if m.data is not None else "fetch") for m in members}
    return found | ({"!": reason} if reason else {})
