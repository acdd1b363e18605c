"""A note's fields as a script gets them: JSON, made once for all; the long parts of `file` follow when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from notewright.dataview.context import Row
from notewright.dataview.javascript.wire import to_wire

LAZY = ("inlinks", "outlinks", "lists", "tasks", "frontmatter")
"""The fields of `file` that a script gets when it looks at them."""


def page_text(path: str, page: Row) -> str:
    """The JSON of a page."""
    file = page.get("file")
    known = file if isinstance(file, Mapping) else {}
    form: dict[str, Any] = {
        "$": "page",
        "path": path,
        "fields": {key: to_wire(value) for key, value in page.items() if key not in {"file", "$"}},
        "file": {key: to_wire(value) for key, value in known.items() if key not in LAZY},
        "lazy": [key for key in LAZY if key in known],
    }
    return json.dumps(form)
