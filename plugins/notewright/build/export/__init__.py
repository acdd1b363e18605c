"""A vault as plain Markdown: files that any generator builds to the same links, and `vault.json`.

The tokens of a note are written by the handlers of pages, but for those in `handlers/`; what pages keep aside as HTML
becomes Markdown again (`pieces`). `contents` says which files there are, `folder` writes them.
"""
