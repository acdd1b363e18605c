"""What an author can set in the app that changes answers or pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from notewright.values.to_text import DATE_PATTERN, DATE_TIME_PATTERN, NULL_TEXT, TextForm
from notewright.vault.inline_query import NO_PREFIXES, InlinePrefixes


@dataclass(frozen=True)
class Preferences:
    """The settings of the Dataview plugin under their own names; the defaults are the app's."""

    render_null_as: str = NULL_TEXT
    """How null is written, in texts that a query makes too."""
    default_date_format: str = DATE_PATTERN
    default_date_time_format: str = DATE_TIME_PATTERN
    table_id_column_name: str = "File"
    """The header of the id column, unless the rows are groups."""
    show_result_count: bool = True
    """Whether the first header of a table, and the headings of tasks, say how many rows there are."""
    warn_on_empty_result: bool = True
    """Whether a query without results says so."""
    max_recursive_render_depth: int = 4
    """How deep lists and objects in one another are shown."""
    inline_query_prefix: str = "="
    inline_js_query_prefix: str = "$="
    inline_queries_in_codeblocks: bool = True
    """Whether a whole block of code that begins with the prefix is a query."""
    enable_inline_dataview: bool = True
    """Whether code spans are queries at all."""
    pretty_render_inline_fields: bool = True
    """Whether `[key:: value]` is shown as a box."""
    dataview_js_keyword: str = "dataviewjs"
    """The language of code blocks that are scripts."""

    @cached_property
    def form(self) -> TextForm:
        """How values are written as text."""
        return TextForm(self.render_null_as, self.default_date_format, self.default_date_time_format)

    @cached_property
    def prefixes(self) -> InlinePrefixes:
        """What code spans begin with that are queries."""
        if not self.enable_inline_dataview:
            return NO_PREFIXES
        return InlinePrefixes(self.inline_query_prefix, self.inline_js_query_prefix)


APP = Preferences()
"""Those of an author who has set nothing."""
