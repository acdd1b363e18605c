"""Scripts see of a list item what queries see, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from notewright.build.pages import VaultPages
from notewright.dataview.javascript import Engine, Scripts
from notewright.vault import Vault

DEEP = "".join(f"{'  ' * level}- [ ] level {level}\n" for level in range(18))
NOTES = {"Rose.md": "# Garden\n\n- [ ] 𝐚 prune [due:: 2024-05-01]\n  - [x] up\n- item\n", "Deep.md": DEEP}
TASK = "const t = dv.page('Rose').file.tasks[0]; "


@pytest.fixture(scope="module")
def scripts() -> Iterator[Scripts]:
    engine = Engine()
    yield Scripts(VaultPages(Vault.of(NOTES)), datetime(2024, 5, 15, tzinfo=UTC), engine=engine)
    engine.close()


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (TASK + "JSON.stringify(t.position)",
         '{"start":{"line":2,"col":0,"offset":10},"end":{"line":2,"col":33,"offset":43}}'),
        (TASK + "[t.header.subpath, t.header === t.section, t.real]", "Garden, true, true"),
        (TASK + "[t.subtasks.length, t.subtasks === t.children, t.subtasks[0].position.start.line]", "1, true, 3"),
        (TASK + "['position', 'header', 'real', 'subtasks'].every(name => name in t)", "true"),
        (TASK + "Object.keys(t).includes('children') && !Object.keys(t).includes('subtasks')", "true"),
        (TASK + "t.subtasks = [1]; t.position = 2; [t.subtasks.length, t.position, t.children.length]", "1, 2, 1"),
        (TASK + "const c = dv.clone(t); c.position.start.line = 9; c.children.pop(); "
         "[c.subtasks.length, t.position.start.line, t.subtasks.length, c.header.subpath]", "0, 2, 1, Garden"),
        ("dv.page('Rose').file.lists.map(l => l.position.start.line + String(l.real))", "2true, 3true, 4false"),
        ("dv.page('Rose').file.tasks.subtasks.text", "up"),
        ("return (await dv.tryQuery('TASK FROM \"Rose\"')).values[0].position.end.line", "2"),
        ("return (await dv.tryQuery('LIST file.tasks FROM \"Rose\"')).values[0].value[0].header.subpath", "Garden"),
        ("String(dv.page('Rose').position)", "undefined"),
        ("const d = dv.page('Deep').file.tasks[0]; [JSON.stringify(d).length < 50000, dv.markdownTaskList([d]).length]",
         "true, 872"),
    ],
)  # fmt: skip
def test_an_item_has_all_its_names(scripts: Scripts, script: str, expected: str) -> None:
    shown = "".join(str(getattr(node, "text", node)) for node in scripts.run(script, "Rose.md", inline=True).nodes)

    assert shown == expected
