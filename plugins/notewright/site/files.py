"""The files of `docs_dir`, where links lead in circles: MkDocs goes round in them, and with two it comes to no end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, get_files, set_exclusions

from notewright.build.read import leads_back


def listed_files(config: MkDocsConfig) -> Files:
    """The files that MkDocs lists. Where it would not end, a link that leads back stands for what is in it."""
    found = list(_files(Path(config.docs_dir)))
    if not _is_endless(found):
        return get_files(config)
    paths = (path.relative_to(config.docs_dir).as_posix() for path in found)
    files = [File(path, config.docs_dir, config.site_dir, config.use_directory_urls) for path in paths]
    set_exclusions(files, config)
    return Files(files)


def check_circles(folder: Path) -> None:
    """See that MkDocs comes to an end.

    Raises:
        Abort: where it would not; the message names the links.
    """
    found = list(_files(folder))
    if _is_endless(found):
        circles = ", ".join(path.relative_to(folder).as_posix() for path in found if leads_back(path))
        raise Abort(
            f"These links lead back to folders that hold them: {circles}. MkDocs would follow each of them within the "
            "others without end; remove them."
        )


def _is_endless(files: list[Path]) -> bool:
    return sum(map(leads_back, files)) > 1


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, and its links that lead back, into which nobody goes."""
    for place, folders, names in os.walk(folder, followlinks=True):
        circles = [name for name in sorted(folders) if leads_back(Path(place, name))]
        folders[:] = sorted(set(folders) - set(circles))
        yield from (Path(place, name) for name in [*circles, *sorted(names)])
