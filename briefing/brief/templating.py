"""Jinja's one home: the two kinds of environment, both sandboxed and strict about names.

Page templates make HTML and are autoescaped; users' prose becomes typed text, so what escapes it
is the tree that it turns into.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

SHIPPED = "shipped"
"""Folder name under which a template finds the shipped one that it overrides."""


def page_environment(folders: Sequence[Path]) -> SandboxedEnvironment:
    """Environment for page templates, looked for in ``folders`` in order, the shipped one last.

    A project's ``policy-brief/brief.html.j2`` takes the place of the shipped one, and may change
    single blocks of it: ``{% extends "shipped/policy-brief/brief.html.j2" %}``.
    """
    shipped = PrefixLoader({SHIPPED: FileSystemLoader(folders[-1])})
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(list(folders)), shipped]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def prose_environment() -> SandboxedEnvironment:
    """Environment for users' texts: what it yields is text, escaped by whoever writes HTML."""
    return ImmutableSandboxedEnvironment(
        autoescape=False,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
