"""The options of the plugin in `mkdocs.yml`. What each means and its default stand in `build.settings`."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as kinds
from mkdocs.config.base import Config

from notewright.build import settings


class LinksOptions(Config):
    """`links`."""

    backlinks = kinds.Type(bool, default=settings.Links().backlinks)
    properties = kinds.Type(bool, default=settings.Links().properties)


class ExamplesOptions(Config):
    """`examples`."""

    run = kinds.Type(bool, default=settings.Examples().run)
    timeout = kinds.Type((int, float), default=settings.Examples().timeout)
    memory = kinds.Type(int, default=settings.Examples().memory)
    workers = kinds.Type(int, default=settings.Examples().workers)


class FormulasOptions(Config):
    """`formulas`."""

    references = kinds.ListOfItems(kinds.Type(str), default=list(settings.Formulas().references))


class CacheOptions(Config):
    """`cache`."""

    dir = kinds.Type(str, default=settings.Cache().dir)


class Options(Config):
    """Every group of options."""

    links = kinds.SubConfig(LinksOptions)
    examples = kinds.SubConfig(ExamplesOptions)
    formulas = kinds.SubConfig(FormulasOptions)
    cache = kinds.SubConfig(CacheOptions)

    def settings(self) -> settings.Settings:
        """The options as the build takes them."""
        return settings.Settings(
            links=settings.Links(**_values(self.links)),
            examples=settings.Examples(**_values(self.examples)),
            formulas=settings.Formulas(**_values(self.formulas)),
            cache=settings.Cache(**_values(self.cache)),
        )


def _values(options: Any) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in options.items()}
