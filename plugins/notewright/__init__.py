"""Notewright: a folder of Markdown notes, written as in Obsidian, becomes a linked, checked site."""

__version__ = "0.1.0"
