"""The address that an author writes, as a file of the site."""

from __future__ import annotations

import posixpath
import re

# What leads elsewhere, what an address cannot hold, and what Windows takes in no file name.
_UNSAFE = re.compile(r'[:?#\\<>"|*\x00-\x1f\x7f]|//|(?:^|/)\.\.?(?:/|$)')
_UNSAFE_NAME = re.compile(r'[:?\\<>"|*\x00-\x1f\x7f]|//|(?:^|/)\.\.?(?:/|$)')
# Windows drops a dot or space at the end of a name, and has names that no file may bear.
_NOT_ON_WINDOWS = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:/|$)|[. ](?:/|$)", re.IGNORECASE)
# Most file systems take names of 255 bytes, and Windows paths of 260 characters.
_LONGEST, _LONGEST_PATH = 200, 1000


def permalink_file(written: object, directories: bool) -> str | None:
    """The file that a `permalink` names; None when it is no path on this site."""
    if isinstance(written, bool) or not isinstance(written, str | int):
        return None
    words = str(written).strip()
    if words == "/":
        return "index.html"
    if not words.strip("/") or _UNSAFE.search(words) or _is_long(words):
        return None
    return _file(words.strip("/"), directories)


def alias_file(alias: str, directories: bool) -> str | None:
    """The file at which an alias can stand; None when not every system could write it.

    An alias is a name and no address, so `C#` is one.
    """
    words = alias.strip("/")
    if not words or _UNSAFE_NAME.search(alias) or _NOT_ON_WINDOWS.search(words) or _is_long(words):
        return None
    return _file(words, directories)


def _file(words: str, directories: bool) -> str:
    if words.lower().endswith((".html", ".htm")):
        return words
    folder, name = posixpath.split(words)
    if name == "index":
        return posixpath.join(folder, "index.html")
    return f"{words}/index.html" if directories else f"{words}.html"


def _is_long(words: str) -> bool:
    return len(words) > _LONGEST_PATH or any(
        len(part.encode("utf-8", "replace")) > _LONGEST for part in words.split("/")
    )
