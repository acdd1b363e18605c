"""What scripts put out is in an export, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Export

SCRIPT = """```dataviewjs
dv.header(2, "Notes");
dv.table(["Note"], dv.pages('"x"').map(page => [page.file.link]));
dv.paragraph("1. one\\n2. two [[A]]");
dv.span("**line**");
dv.list([1, 2]);
```

Of `$= dv.pages('"x"').length` notes.
"""
WRITTEN = """## Notes

| Note (1) |
| --- |
| [A](x/A.md) |

1.  one
2.  two [A](x/A.md)

**line**

-   1
-   2

Of 1 notes.
"""


def test_the_output_of_scripts_is_markdown(exported: Export) -> None:
    files = exported({"note.md": SCRIPT, "x/A.md": "A"}, js=True)

    assert files["note.md"].endswith(WRITTEN)


def test_a_script_that_does_not_run_leaves_a_word(exported: Export) -> None:
    files = exported({"note.md": SCRIPT, "x/A.md": "A"})

    assert "disabled" in files["note.md"]
    assert "dv.table" not in files["note.md"]
