"""Opens a project: the files are read into a vault, its cells run and its formulas are verified."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from notewright.build.address import addresses
from notewright.build.app_settings import read_preferences
from notewright.build.dialect import PLAIN, Dialect, breaks_lines
from notewright.build.ledger import Place, open_ledger
from notewright.build.manifest import Entry
from notewright.build.project import Project
from notewright.build.prove import importable_from, prove
from notewright.build.read import read_vault
from notewright.build.reference_source import shown_definitions
from notewright.build.run_cells import run_cells
from notewright.build.settings import Settings
from notewright.cache import Store

_COMPARED = ("verified", "refuted")


def open_project(
    files: Mapping[str, Path],
    root: Path,
    folder: Path,
    settings: Settings,
    now: datetime,
    *,
    directories: bool = True,
    dialect: Dialect = PLAIN,
    kept: Collection[str] = (),
    earlier: Sequence[Entry] = (),
    is_draft: bool = False,
) -> Project:
    """Read the files of the vault in `folder`, run its cells and verify its formulas.

    `root` is the folder of the configuration: modules beside it can be imported, and the cache lies below it. `kept`
    are the files that the configuration names, `earlier` the formulas with which the site was published.
    """
    app = read_preferences(folder, settings.dataview)
    contents = read_vault(files, folder, settings.publish, app.preferences.prefixes)
    contents = replace(contents, vault=replace(contents.vault, follows_aliases=settings.links.aliases))
    store = Store(root / settings.cache.dir if settings.cache.dir else None)
    runs = run_cells(contents.vault, root, folder, settings.examples, store)
    proof = prove(contents.vault, root, settings.formulas, store)
    with importable_from(root):
        functions = {one.verdict.reference for one in proof.formulas if one.verdict.state in _COMPARED}
        definitions = shown_definitions(functions, settings.formulas, folder, contents.vault.files)
    place = Place.of(store, root, folder, settings.formulas.manifest)
    ledger = open_ledger(place, contents.vault, contents.hidden, proof, earlier)
    places = addresses(contents.vault, directories=directories)
    breaks = breaks_lines(settings.markdown.strict_line_breaks, folder)
    return Project(
        contents,
        settings,
        places,
        runs,
        proof,
        now,
        dialect,
        breaks,
        app.preferences,
        app.diagnostics,
        frozenset(kept),
        ledger,
        definitions,
        is_draft,
    )
