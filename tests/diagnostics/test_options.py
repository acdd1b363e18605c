"""The options of the plugin, their defaults and the page of the handbook say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from notewright.build.settings import Settings
from notewright.site.options import Options

PAGE = Path(__file__).parents[2] / "notes" / "handbook" / "Options.md"


def defaults() -> Iterator[tuple[str, str, Any]]:
    """Group, name and default of each option."""
    for group in fields(Settings):
        chosen = getattr(Settings(), group.name)
        assert is_dataclass(chosen)
        for option in fields(chosen):
            yield group.name, option.name, getattr(chosen, option.name)


def read(text: str) -> Settings:
    options = Options()
    options.load_dict(yaml.safe_load(text) or {})
    errors, warnings = options.validate()
    assert not errors
    assert not warnings
    return options.settings()


def test_a_plugin_without_options_has_the_defaults_of_the_build() -> None:
    assert read("") == Settings()


def test_a_group_that_is_given_in_part_keeps_the_other_defaults() -> None:
    chosen = read("examples: {run: true}")

    assert chosen.examples.run
    assert chosen.examples.timeout == Settings().examples.timeout


@pytest.mark.parametrize("text", ["examples: {rum: true}", "exampels: {run: true}"])
def test_an_option_that_does_not_exist_is_told_and_changes_nothing(text: str) -> None:
    options = Options()
    options.load_dict(yaml.safe_load(text))
    errors, warnings = options.validate()

    assert not errors
    assert len(warnings) == 1
    assert options.settings() == Settings()


@pytest.mark.parametrize(("group", "name", "default"), list(defaults()))
def test_the_handbook_names_an_option_with_its_default(group: str, name: str, default: Any) -> None:
    shown = yaml.safe_dump(list(default) if isinstance(default, tuple) else default, default_flow_style=True)
    section = re.search(rf"^## {group}$(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    assert section is not None
    assert f"| `{name}` | `{shown.splitlines()[0]}` |" in section[1]


def test_the_handbook_names_no_other_option() -> None:
    named = re.findall(r"^\| `(\w+)` \| `", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(named) == sorted(name for _, name, _ in defaults())
