"""The navigation that `mkdocs.yml` gives, without what readers may not see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


def public_nav(nav: Any, private: Collection[str]) -> Any:
    """The entries but for those of private files, and for sections that held no others. None stays None."""
    if isinstance(nav, list):
        return [kept for entry in nav if (kept := public_nav(entry, private)) not in ("", [], {})]
    if isinstance(nav, dict):
        return {title: kept for title, entry in nav.items() if (kept := public_nav(entry, private)) not in ("", [], {})}
    return "" if isinstance(nav, str) and nav.removeprefix("./") in private else nav
