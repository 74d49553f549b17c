"""Debian's Chromium, driven by Playwright."""

import os
import shutil

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL = (
    f"no browser at {CHROMIUM}: install Debian's with "
    "`apt-get install chromium fonts-noto-cjk`, or name one in CHROMIUM"
)
