"""Reads `mkdocs.yml` for the command line, through the classes that MkDocs itself uses."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from notewright.build.dialect import Dialect
from notewright.build.settings import Settings
from notewright.site.attachments import named_files
from notewright.site.dialect import dialect_of
from notewright.site.files import listed_files
from notewright.site.options import Options
from notewright.site.plugin import NotewrightPlugin, vault_files


class ConfigurationError(Exception):
    """The configuration cannot be used; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a configuration says of the notes."""

    folder: Path
    files: Mapping[str, Path]
    settings: Settings
    directories: bool
    dialect: Dialect
    kept: frozenset[str]
    site: Path
    """Where the site is written to."""
    warnings: tuple[str, ...]


def read_configuration(file: Path) -> Configuration:
    """The configuration in a file. A site without our plugin is read with its defaults."""
    heard = _Heard()
    log = logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        config = load_config(str(file))
    except (MkDocsException, OSError) as error:
        raise ConfigurationError(f"{file} is not a configuration that MkDocs accepts: {error}") from None
    except SystemExit:
        raise ConfigurationError(
            "\n".join([f"{file} is not a configuration that MkDocs accepts", *heard.told])
        ) from None
    finally:
        log.removeHandler(heard)
    plugin = config.plugins.get("notewright")
    options = plugin.config if isinstance(plugin, NotewrightPlugin) else _defaults()
    files = vault_files(listed_files(config), config)
    return Configuration(
        Path(config.docs_dir),
        files,
        options.settings(),
        config.use_directory_urls,
        dialect_of(config),
        named_files(files, config),
        Path(config.site_dir),
        tuple(heard.told),
    )


class _Heard(logging.Handler):
    """Keeps what MkDocs says of a configuration."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.told.append(record.getMessage())


def _defaults() -> Options:
    options = Options()
    options.load_dict({})
    options.validate()
    return options
