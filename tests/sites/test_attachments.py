"""Only the files that a site needs are on it."""

from __future__ import annotations

from built_site import Site

USED = [
    "embedded.png",
    "folder/linked.docx",
    "markdown.png",
    "html.png",
    "from page.png",
    "poster.png",
    "small.png",
    "cover.png",
    "property.pdf",
    "embedded in an embed.png",
    "queried.png",
    "logo.svg",
    "extra/theme.css",
    "in-css.png",
    "named-in-a-template.png",
    "named-in-an-option.json",
    "app.js",
    "robots.txt",
    "clip.html",
]
UNUSED = ["unused.png", "folder/unused.docx", "only in a comment.png", "only in code.png", "data.json"]
TEXTS = {
    "extra/theme.css": "body { background: url('../in-css.png') }",
    "a.md": """---
cover: cover.png
paper: "[[property.pdf]]"
---
![[embedded.png]] [[linked.docx]] ![x](markdown.png) <img src="html.png"> <img src="../from%20page.png">

<video poster="../poster.png"></video> <img srcset="../small.png 1x">

![[b]]

%%![[only in a comment.png]]%% `![[only in code.png]]`

```dataview
TABLE WITHOUT ID embed(link("queried.png")) WHERE file.name = "a"
```
""",
    "b.md": "![[embedded in an embed.png]]",
}


def test_only_files_that_pages_need_are_copied(site: Site) -> None:
    site.write(dict.fromkeys([*USED, *UNUSED], "x") | TEXTS)
    (site.root / "overrides").mkdir()
    (site.root / "overrides" / "main.html").write_text(
        "{% extends 'base.html' %}{% block footer %}<img src=\"{{ 'named-in-a-template.png'|url }}\">{% endblock %}"
    )
    theme = {"name": "material", "custom_dir": "overrides", "logo": "logo.svg"}
    site.build(theme=theme, extra_css=["extra/theme.css"], extra={"data": "named-in-an-option.json"}, strict=True)
    files = site.files()

    assert [path for path in USED if path not in files] == []
    assert [path for path in UNUSED if path in files] == []


def test_what_another_plugin_refers_to_is_copied(site: Site) -> None:
    (site.root / "hook.py").write_text(
        "def on_page_content(html, page, config, files):\n    return html + '<img src=\"../hooked.png\">'\n"
    )
    site.write({"a.md": "Text.\n", "hooked.png": "x", "unused.png": "x"}).build(hooks=["hook.py"])

    assert "hooked.png" in site.files()
    assert "unused.png" not in site.files()


def test_files_that_another_plugin_makes_stay(site: Site) -> None:
    (site.root / "hook.py").write_text(
        "from mkdocs.structure.files import File\n\n\n"
        "def on_files(files, config):\n    files.append(File.generated(config, 'made.bin', content='x'))\n"
        "    return files\n"
    )
    site.write({"a.md": "Text.\n", "unused.bin": "x"}).build(hooks=["hook.py"])

    assert "made.bin" in site.files()
    assert "unused.bin" not in site.files()
