"""Lets the tests find the vault of canaries beside them, and the texts that the tests of vaults draw."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent

sys.path[:0] = [str(HERE), str(HERE.parent / "vault")]
