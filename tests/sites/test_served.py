"""A server builds again in the same process: nothing that a query showed before may remain."""

from __future__ import annotations

from pathlib import Path

from built_site import Site
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

QUERY = "```dataview\nTABLE n, up.n FROM #x\n```\n\n`= [[b]].n`\n"
NOTE = '---\nn: {n}\nup: "[[b]]"\n---\n#x\n'


def test_an_answer_follows_the_notes_it_was_made_from(site: Site) -> None:
    site.write({"index.md": QUERY, "a.md": '---\nn: 11\nup: "[[b]]"\n---\n#x\n', "b.md": "n:: 22\n"}).build()
    first = site.content("index.html")
    site.write(
        {"a.md": '---\nn: 33\nup: "[[b]]"\n---\n#x\n', "b.md": "n:: 44\n", "c.md": "---\nn: 55\n---\n#x\n"}
    ).build()
    second = site.content("index.html")

    assert "11" in first
    assert first.count("22") == 2
    assert not any(stale in second for stale in ("11", "22"))
    assert "33" in second
    assert second.count("44") == 2
    assert "55" in second


def test_the_modules_of_references_are_watched_with_what_they_import(site: Site) -> None:
    for path, text in {
        "mine.py": "import numpy\nimport helper\nimport json\n",
        "helper.py": "from parts.inner import deep\n",
        "parts/__init__.py": "",
        "parts/inner/__init__.py": "",
        "parts/inner/deep.py": "",
        "other.py": "",
    }.items():
        (site.root / path).parent.mkdir(parents=True, exist_ok=True)
        (site.root / path).write_text(text, encoding="utf-8")
    site.write({"index.md": "Text."}).build(
        plugins=[{"notewright": {"formulas": {"references": ["numpy", "mine", "none"]}}}]
    )
    config = load_config(str(site.root / "mkdocs.yml"))
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root=str(site.root / "site"))
    try:
        config.plugins.on_serve(server, config=config, builder=lambda: None)
        watched = {Path(path).relative_to(site.root).as_posix() for path in server._watched_paths}
    finally:
        server.server_close()

    assert watched == {"mine.py", "helper.py", "parts", "parts/inner"}
