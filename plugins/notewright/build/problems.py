"""What is wrong in a note, told on its page."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from notewright.build.draft import Draft
from notewright.text import Diagnostic, Severity

_CODE = re.compile("`([^`]+)`")


def with_code(message: str) -> str:
    """A message as HTML; what stands between its backticks is code."""
    return _CODE.sub(r"<code>\1</code>", html.escape(message))


def problem_box(found: Sequence[Diagnostic], draft: Draft) -> str:
    """A box that lists errors and warnings; empty when there are none."""
    shown = [problem for problem in found if problem.severity is not Severity.INFO]
    if not shown:
        return ""
    errors = sum(problem.severity is Severity.ERROR for problem in shown)
    kind = "danger" if errors else "warning"  # Material's names, which bring its colours and signs
    count = f"{len(shown)} problem{'s' if len(shown) > 1 else ''} in this note"
    lines = draft.note.visible
    items = "".join(
        f"<li><code>{problem.code}</code> line {lines.line(problem.line - 1) + 1}: {with_code(problem.message)}</li>"
        for problem in shown
    )
    opened = " open" if errors else ""
    return draft.stash.block(
        f'<details class="notewright-problems {kind}"{opened}><summary>{count}</summary><ul>{items}</ul></details>'
    )


def error_box(message: str, excerpt: str = "") -> str:
    """What stands in the place of something that could not be made."""
    place = f"<pre><code>{html.escape(excerpt)}</code></pre>" if excerpt else ""
    words = with_code(message)
    return f'<div class="notewright-error" role="note"><p>{words}</p>{place}</div>'
