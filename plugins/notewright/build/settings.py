"""What a site's author may set; every default is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Links:
    """Links between notes, and what each page says of its note."""

    backlinks: bool = True
    """Show below each note which notes link to it, with the citing sentences."""
    properties: bool = True
    """Show the properties of each note below its title."""
    aliases: bool = False
    """Let links call a note by one of its aliases, which Obsidian does not."""
    mentions: bool = False
    """Show below each note which notes name it without a link."""
    redirects: bool = True
    """Lead from a note's aliases, and from its own path if it has a `permalink`, to its page."""


@dataclass(frozen=True, slots=True)
class Dataview:
    """Queries. Options from `render_null_as` on are the app's: None asks the vault's own settings of Dataview."""

    count_links: bool = False
    """Count the links in the results of queries as links of the note."""
    page_size: int = 50
    """Rows that a page of a long table has; 0 divides no table."""
    js: bool = False
    """Run the scripts of notes; no settings of the vault switch them on."""
    render_null_as: str | None = None
    default_date_format: str | None = None
    default_date_time_format: str | None = None
    table_id_column_name: str | None = None
    show_result_count: bool | None = None
    warn_on_empty_result: bool | None = None
    max_recursive_render_depth: int | None = None
    inline_query_prefix: str | None = None
    inline_js_query_prefix: str | None = None
    inline_queries_in_codeblocks: bool | None = None
    enable_inline_dataview: bool | None = None
    pretty_render_inline_fields: bool | None = None
    dataview_js_keyword: str | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """Code cells. A vault whose author did not ask for it executes nothing."""

    run: bool = False
    """Run the cells; without it their code is shown and nothing runs."""
    timeout: float = 30.0
    """Seconds a cell may take."""
    memory: int = 2048
    """Megabytes (of 2**20 bytes) the cells of a note may hold, where the system can limit that."""
    workers: int = 0
    """Notes whose cells run at once; 0 is one for each processor."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """Formulas that are compared with functions."""

    references: tuple[str, ...] = ("lossref",)
    """Modules whose functions a `verify:` comment may name."""
    sources: tuple[str, ...] | None = None
    """Modules whose source the site shows to those who follow a badge; None are all of `references`."""
    require: tuple[str, ...] = ()
    """Tags of notes in which every display formula has a `verify:` comment, if only one that opts out."""
    manifest: str = ""
    """A file that keeps, from build to build, which formulas were verified; from the folder of the configuration."""
    macros: Mapping[str, str] = field(default_factory=dict)
    """LaTeX commands that every formula may use, each with what it stands for; `#1` is its first argument."""


@dataclass(frozen=True, slots=True)
class Publish:
    """What readers may see."""

    default: str = "public"
    """Notes that do not say are `public`, or `private`."""
    exclude: tuple[str, ...] = ()
    """Patterns of notes and other files that are private."""
    private_names: bool = False
    """Show what a link to something private names, where it has no text of its own."""
    html: str = "safe"
    """`safe`: what HTML in a note may run programs is taken away. `trusted`: it stays as it is written."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """How the text of notes is read."""

    strict_line_breaks: bool | None = None
    """Whether a line end within a paragraph is a space; None asks the vault's own `.obsidian/app.json`."""


@dataclass(frozen=True, slots=True)
class Cache:
    """What need not be derived twice."""

    dir: str = ".cache/notewright"
    """The folder, from the folder of the configuration; empty keeps nothing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All groups of options."""

    links: Links = field(default_factory=Links)
    dataview: Dataview = field(default_factory=Dataview)
    examples: Examples = field(default_factory=Examples)
    formulas: Formulas = field(default_factory=Formulas)
    publish: Publish = field(default_factory=Publish)
    markdown: Markdown = field(default_factory=Markdown)
    cache: Cache = field(default_factory=Cache)
