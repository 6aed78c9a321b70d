"""The subject of one brief of many, as texts may name it: ``{% if this.kind == "metal" %}``."""

from __future__ import annotations

from typing import Self

from briefing.project.subject import Subject


class SubjectView(str):
    """The text of a subject, with its columns as attributes and keys."""

    __slots__ = ("_subject",)
    _subject: Subject

    def __new__(cls, subject: Subject) -> Self:
        """A view of a subject."""
        view = super().__new__(cls, subject.text)
        view._subject = subject
        return view

    def __getattribute__(self, name: str) -> object:
        """A column of the subject, else what every text has; columns hide nothing that is private."""
        if not name.startswith("_"):
            columns = str.__getattribute__(self, "_subject").columns
            if name in columns:
                return columns[name]
        return str.__getattribute__(self, name)
