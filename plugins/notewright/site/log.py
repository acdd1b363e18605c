"""Diagnostics in the log of MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from notewright.text import Diagnostic, Severity

_LOG = get_plugin_logger("notewright")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.DEBUG}


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """One entry for each; those that are only good to know are for `mkdocs build --verbose`."""
    for diagnostic in diagnostics:
        _LOG.log(_LEVELS[diagnostic.severity], "%s", diagnostic)


def tells_warnings() -> bool:
    """Whether the author sees warnings; under `--quiet` they are not shown."""
    return _LOG.isEnabledFor(logging.WARNING)


def tell_in_quiet(diagnostics: Iterable[Diagnostic]) -> None:
    """Under `--quiet`, where warnings are not shown, say which of them end the build."""
    if not tells_warnings():
        for diagnostic in diagnostics:
            if diagnostic.severity is Severity.WARNING:
                _LOG.error("%s", diagnostic)


def failing(diagnostics: Iterable[Diagnostic]) -> str:
    """What a strict build fails with; empty when there is no error and no warning."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((found.count(Severity.ERROR), "error"), (found.count(Severity.WARNING), "warning"))
    return " and ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)
