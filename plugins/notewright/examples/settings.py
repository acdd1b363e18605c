"""What a site's author may set about running cells; the defaults are written here and nowhere else."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

# A fork of a process that holds Apple's frameworks may crash, so macOS spawns, as Python itself does there.
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"


@dataclass(frozen=True, slots=True)
class Settings:
    """How cells run. Nothing here changes what a cell that succeeds puts out, but the folders do."""

    root: Path
    """The project: files and modules below it are dependencies of the cells that use them."""
    vault: Path | None = None
    """The folder that the paths of notes start from; a cell runs in its note's folder. `None` is the root."""
    timeout: float = 30.0
    """Seconds a cell may take; a cell's own `timeout` comes first."""
    memory: int = 2 * 1024**3
    """Bytes the cells of a note may hold, where the system can limit that."""
    workers: int | None = None
    """Notes that run at once; `None` is one for each processor."""
    output_limit: int = 1_000_000
    """Bytes one cell may print."""
    python_path: tuple[Path, ...] = ()
    """Folders to import from, before the root, which always is one."""
    spawn: bool = not CAN_FORK
    """Start a fresh Python for each note instead of forking a warm one: slower, with the same results."""

    @property
    def folder(self) -> Path:
        """The folder that the paths of notes start from."""
        return self.vault if self.vault is not None else self.root
