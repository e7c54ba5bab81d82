"""The key of the embedded store: made once, kept in a file of its own in another folder, never
overwritten, and written down by people as 24 recovery words (BIP 39's English list).
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from hub.errors import BadInput, NoStorage, NotFound

KEY_BYTES = 32

_NUMBERING = re.compile(r"(?<!\S)\d+(?:[.):]+|(?!\S))")
"""The numbers on the sheet, which people may well type too: "7 ", "7. ", "7)"."""


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def words_for(key: bytes) -> tuple[str, ...]:
    """The 24 recovery words of a key; the last one holds a checksum."""
    from mnemonic import Mnemonic

    return tuple(Mnemonic("english").to_mnemonic(key).split())


def key_from(words: str) -> bytes:
    """The key that recovery words stand for. Raises BadInput, naming the word that is wrong."""
    from mnemonic import Mnemonic

    book = Mnemonic("english")
    typed = _NUMBERING.sub(" ", words.lower().replace(",", " ")).split()
    for place, word in enumerate(typed, start=1):
        if word not in book.wordlist:
            raise BadInput(
                f"Word {place}, {word!r}, is not a recovery word.",
                hint="Check its spelling on your sheet.",
            )
    if len(typed) != 24:
        raise BadInput(f"There are {len(typed)} words; a key has 24.", hint="Type them all.")
    text = " ".join(typed)
    if not book.check(text):
        raise BadInput(
            "These 24 words don't fit together.",
            hint="One is wrong or two have changed places. Check them against your sheet.",
        )
    return bytes(book.to_entropy(text))


def write_key(path: Path, key: bytes) -> None:
    """Write a key file (0600, in a 0700 folder). Refuses to overwrite one."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:  # also a file of that name, which is no key of ours
        raise _unwritten(path, error) from None
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadInput(
            f"There is a key in {path} already.", hint="It was left as it is. Move it away first."
        ) from None
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)  # half a key would block a whole one for good
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> NoStorage:
    return NoStorage(
        f"The key can't be written to {path}: {error.strerror}.",
        hint="Choose another folder with HUB_KEYS.",
    )


def read_key(path: Path) -> bytes:
    """The key in a key file. Raises NotFound or BadInput in words."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NotFound(
            f"The key of this hub is not in {path.parent}.",
            hint="Put the key file back, or bring the hub back from a backup with the recovery "
            "words: hub restore BACKUP",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise NotFound(f"The key in {path} can't be read.") from None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadInput(
            f"{path} doesn't hold a key.",
            hint="Put the right file back, or use your recovery words.",
        )
    return key
