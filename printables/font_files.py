"""Which files our letters come from: Source Sans Pro, which we bring, and for Arabic and Urdu a
font of the machine with a library that joins letters.

Decides where they are looked for and what is said where they are missing. Loads nothing else.
"""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class Face(StrEnum):
    """The cuts we print with. No italics (UKAAF)."""

    REGULAR = "SourceSansPro-Regular"
    BOLD = "SourceSansPro-Bold"


OWN_FOLDER = "HUB_FONTS"
"""Names a folder that is looked into first."""

# Noto Sans Arabic: upright and even like Source Sans, and its lines are as high. Naskh is smaller
# at the same size, and Nastaliq, which Urdu is written in by hand, needs lines twice as high.
_ARABIC = {Face.REGULAR: "NotoSansArabic-Regular.ttf", Face.BOLD: "NotoSansArabic-Bold.ttf"}
_FOLDERS = (
    "~/.local/share/fonts",
    "~/.fonts",
    "/usr/local/share/fonts",
    "/usr/share/fonts/truetype/noto",  # Debian, Ubuntu
    "/usr/share/fonts/noto",  # Arch, Alpine
    "/usr/share/fonts/google-noto",  # Fedora
    "~/Library/Fonts",
    "/Library/Fonts",
)
_LIBRARIES = ("bidi", "uharfbuzz")

HOW_TO_GET_ARABIC = (
    "To print Arabic and Urdu, install the extra “scripts” (pip install community-hub[scripts]) "
    "and the font Noto Sans Arabic (on Debian: apt install fonts-noto-core)."
)


def latin_file(face: Face) -> Path:
    """The file that we bring."""
    import font_source_sans_pro

    return Path(font_source_sans_pro.__file__).parent / "files" / f"{face.value}.ttf"


def arabic_file(face: Face) -> Path | None:
    """The font for Arabic and Urdu; None where it, its other cut or a library is missing."""
    folder = _arabic_folder(os.environ.get(OWN_FOLDER, "").strip())
    return folder / _ARABIC[face] if folder else None


@cache
def _arabic_folder(own: str) -> Path | None:
    if not all(find_spec(library) for library in _LIBRARIES):
        return None
    # Path.expanduser raises where nobody has a home; this leaves "~" alone.
    folders = (
        Path(os.path.expanduser(name))  # noqa: PTH111 # see above
        for name in (own, *_FOLDERS)
        if name
    )
    return next(
        (
            folder
            for folder in folders
            if all((folder / name).is_file() for name in _ARABIC.values())
        ),
        None,
    )
