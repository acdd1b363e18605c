"""The options of the plugin in `mkdocs.yml`. What each means and its default stand in `build.settings`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from mkdocs.config import config_options as kinds
from mkdocs.config.base import Config, ValidationError

from notewright.build import settings
from notewright.build.exclusion import refusal


class Number(kinds.Type):  # type: ignore[type-arg]  # its parameter is new in MkDocs 1.6
    """A number that is not below `least`."""

    def __init__(self, kind: type | tuple[type, ...], *, default: float | None = None, least: float) -> None:
        super().__init__(kind, default=default)
        self.least = least

    def run_validation(self, value: object) -> Any:
        """The number; MkDocs names the option beside the message."""
        number = super().run_validation(value)
        if isinstance(number, bool) or not self.least <= number < float("inf"):
            raise ValidationError(f"must be a number of at least {self.least}, not {value!r}")
        return number


class LinksOptions(Config):
    """`links`."""

    backlinks = kinds.Type(bool, default=settings.Links().backlinks)
    properties = kinds.Type(bool, default=settings.Links().properties)
    aliases = kinds.Type(bool, default=settings.Links().aliases)
    mentions = kinds.Type(bool, default=settings.Links().mentions)
    redirects = kinds.Type(bool, default=settings.Links().redirects)


class DataviewOptions(Config):
    """`dataview`."""

    count_links = kinds.Type(bool, default=settings.Dataview().count_links)
    page_size = Number(int, default=settings.Dataview().page_size, least=0)
    js = kinds.Type(bool, default=settings.Dataview().js)
    render_null_as = kinds.Optional(kinds.Type(str))
    default_date_format = kinds.Optional(kinds.Type(str))
    default_date_time_format = kinds.Optional(kinds.Type(str))
    table_id_column_name = kinds.Optional(kinds.Type(str))
    show_result_count = kinds.Optional(kinds.Type(bool))
    warn_on_empty_result = kinds.Optional(kinds.Type(bool))
    max_recursive_render_depth = kinds.Optional(Number(int, least=0))
    inline_query_prefix = kinds.Optional(kinds.Type(str))
    inline_js_query_prefix = kinds.Optional(kinds.Type(str))
    inline_queries_in_codeblocks = kinds.Optional(kinds.Type(bool))
    enable_inline_dataview = kinds.Optional(kinds.Type(bool))
    pretty_render_inline_fields = kinds.Optional(kinds.Type(bool))
    dataview_js_keyword = kinds.Optional(kinds.Type(str))


class ExamplesOptions(Config):
    """`examples`."""

    run = kinds.Type(bool, default=settings.Examples().run)
    timeout = Number((int, float), default=settings.Examples().timeout, least=0.1)
    memory = Number(int, default=settings.Examples().memory, least=64)
    workers = Number(int, default=settings.Examples().workers, least=0)


class FormulasOptions(Config):
    """`formulas`."""

    references = kinds.ListOfItems(kinds.Type(str), default=list(settings.Formulas().references))
    sources = kinds.Optional(kinds.ListOfItems(kinds.Type(str)))
    require = kinds.ListOfItems(kinds.Type(str), default=list(settings.Formulas().require))
    manifest = kinds.Type(str, default=settings.Formulas().manifest)
    macros = kinds.DictOfItems(kinds.Type(str), default=dict(settings.Formulas().macros))


class Pattern(kinds.Type):  # type: ignore[type-arg]  # its parameter is new in MkDocs 1.6
    """A pattern of paths."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> Any:
        """The pattern, if it can match anything."""
        pattern = super().run_validation(value)
        if reason := refusal(pattern):
            raise ValidationError(reason)
        return pattern


class PublishOptions(Config):
    """`publish`."""

    default = kinds.Choice(("public", "private"), default=settings.Publish().default)
    exclude = kinds.ListOfItems(Pattern(), default=list(settings.Publish().exclude))
    private_names = kinds.Type(bool, default=settings.Publish().private_names)
    html = kinds.Choice(("safe", "trusted"), default=settings.Publish().html)


class MarkdownOptions(Config):
    """`markdown`."""

    strict_line_breaks = kinds.Optional(kinds.Type(bool))


class CacheOptions(Config):
    """`cache`."""

    dir = kinds.Type(str, default=settings.Cache().dir)


class Options(Config):
    """Every group of options."""

    links = kinds.SubConfig(LinksOptions)
    dataview = kinds.SubConfig(DataviewOptions)
    examples = kinds.SubConfig(ExamplesOptions)
    formulas = kinds.SubConfig(FormulasOptions)
    publish = kinds.SubConfig(PublishOptions)
    markdown = kinds.SubConfig(MarkdownOptions)
    cache = kinds.SubConfig(CacheOptions)

    def settings(self) -> settings.Settings:
        """The options as the build takes them."""
        return settings.Settings(
            links=settings.Links(**_values(settings.Links, self.links)),
            dataview=settings.Dataview(**_values(settings.Dataview, self.dataview)),
            examples=settings.Examples(**_values(settings.Examples, self.examples)),
            formulas=settings.Formulas(**_values(settings.Formulas, self.formulas)),
            publish=settings.Publish(**_values(settings.Publish, self.publish)),
            markdown=settings.Markdown(**_values(settings.Markdown, self.markdown)),
            cache=settings.Cache(**_values(settings.Cache, self.cache)),
        )


def _values(group: type, options: Any) -> dict[str, Any]:
    """The options that the group has; of any other MkDocs has told the author already."""
    values = {field.name: options[field.name] for field in fields(group)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
