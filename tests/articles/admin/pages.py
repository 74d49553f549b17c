"""Articles to hand in; invented."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PAGE = """---
title: "Figures differ on the border"
date: "2021-12-04"
publisher: "Harbour Courier"
---

# Figures differ on the border

Ukraine’s defence minister Oleksii Reznikov told parliament on Friday that Russia had massed
94,300 troops near the border. He said that an attack was most likely in January.
""".encode()


def page(number: int) -> bytes:
    """Another article: other title, other figure."""
    text = PAGE.decode().replace("Figures differ", f"Figures differ again, part {number}")
    return text.replace("94,300", f"94,{number:03d}").encode()


def file(name: str, data: bytes = PAGE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
