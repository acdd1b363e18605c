"""The folder that an export is written to: nothing in it that an export did not write is touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from notewright.build.export.catalogue import CATALOGUE


class ExportError(Exception):
    """The folder cannot take the export; the message says what to do."""


def write_folder(out: Path, vault: Path, contents: Mapping[str, bytes | Path]) -> None:
    """Make the folder hold these contents. What an earlier export wrote there and this one does not is removed.

    The catalogue, by which an export knows its own files, is written before the others: if the writing ends half-way,
    it can be done again.
    """
    earlier = _earlier(out, vault)
    _refuse_strangers(out, contents, earlier)
    _remove(out, set(earlier) - set(contents))
    for path in sorted(contents, key=lambda path: (path != CATALOGUE, path)):
        _write(out / path, contents[path])


def check_folder(out: Path, vault: Path) -> None:
    """Refuse a folder that cannot take an export, before all the work is done."""
    _earlier(out, vault)


def _earlier(out: Path, vault: Path) -> Iterable[str]:
    """The files that an earlier export wrote."""
    here, notes = out.resolve(), vault.resolve()
    if here.is_relative_to(notes) or notes.is_relative_to(here):
        raise ExportError(f"{out} holds the notes, or is among them; export to a folder beside them")
    if not out.exists():
        return ()
    if not out.is_dir():
        raise ExportError(f"{out} is no folder; export to a new one")
    if not any(out.iterdir()):
        return ()
    try:
        return _files_of(json.loads((out / CATALOGUE).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        message = f"{out} has files in it, and they are no earlier export; empty it, or export to a new folder"
        raise ExportError(message) from None


def _files_of(catalogue: object) -> Iterable[str]:
    """The files that a catalogue lists, as far as they are paths inside its folder."""
    if not isinstance(catalogue, dict) or "notewright" not in catalogue or not isinstance(catalogue["files"], list):
        raise ValueError
    names = [name for name in catalogue["files"] if isinstance(name, str)]
    return [name for name in names if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts]


def _refuse_strangers(out: Path, contents: Iterable[str], earlier: Iterable[str]) -> None:
    """Never write over a file that is not from an export."""
    known = {*earlier, CATALOGUE}
    for path in contents:
        if path not in known and (out / path).exists():
            raise ExportError(f"{out / path} is in the way, and no export wrote it; move it elsewhere")


def _remove(out: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty without them."""
    for path in paths:
        (out / path).unlink(missing_ok=True)
        for folder in (out / path).parents:
            if folder == out or not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def _write(file: Path, content: bytes | Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, file)
    else:
        file.write_bytes(content)
