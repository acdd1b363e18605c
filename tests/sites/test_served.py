"""A server builds again in the same process: nothing that a query showed before may remain."""

from __future__ import annotations

from built_site import Site

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
