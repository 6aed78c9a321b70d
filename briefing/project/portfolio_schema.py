"""``for_each:`` of a brief's file: over what it is made again and again, and what differs."""

from __future__ import annotations

from pydantic import ConfigDict, Field, model_validator

from briefing.core.problems import Refusal
from briefing.project.declared import Declared, PathField, TextField

SUBJECTS = "subjects"
"""The name under which a brief sees the metrics of all briefs of its portfolio: ``subjects.output``."""
WAYS = ("list", "table", "files", "members of")
"""The keys of which one says what the subjects are."""


class SkipConfig(Declared):
    """Subjects that get no brief, with the reason that is told."""

    subjects: list[TextField] = []
    """By their texts or the names of their files."""
    where: dict[TextField, TextField | list[TextField]] = {}
    """By columns and the text (or one of the texts) that they have."""
    when: str = ""
    """By a rule over the figures of the brief: ``production < 100``."""
    without: str = ""
    """Those for which a metric or a measure (``us.exports``) has no value in the period."""
    because: str
    """Why."""

    @model_validator(mode="after")
    def _one_way(self) -> SkipConfig:
        given = (self.subjects, self.where, self.when, self.without)
        if sum(map(bool, given)) != 1:
            raise Refusal(
                "say who is skipped by one of 'subjects', 'where', 'when' and 'without'",
                code="unclear-subjects",
            )
        return self


class ForEach(Declared):
    """Subjects, for each of which a brief is made; ``{{ this }}`` stands for them everywhere."""

    model_config = ConfigDict(populate_by_name=False)

    items: list[TextField | dict[TextField, TextField]] = Field(default=[], alias="list")
    """Texts, or blocks whose first key is the subject and whose keys are its columns."""
    table: PathField | None = None
    """A CSV of the project, a row a subject; its first column is ``{{ this }}``, each a column of it."""
    files: PathField | None = None
    """A pattern of files, ``data/salient/*.csv``: ``{{ this }}`` is what ``*`` stands for,
    ``{{ this.path }}`` the file."""
    members_of: TextField | None = Field(default=None, alias="members of")
    """A measure, ``trade.exports``: its members."""
    where: TextField | dict[TextField, TextField | list[TextField]] = {}
    """Which of them: columns with the text that they have, or for members a rule over ``value``, their
    figure in the period of the brief: ``value > 1000``."""
    subject: TextField = ""
    """The column that ``{{ this }}`` is, where it is not the first."""
    name: TextField = "{{ this | slug }}"
    """What the names of the files begin with."""
    skip: list[SkipConfig] = []
    """Who gets no brief, and why."""
    overrides: dict[TextField, dict[TextField, object]] = {}
    """Keys of the brief that differ, by subject; ``null`` takes a key away."""
    at_most: int | None = Field(default=None, ge=1, alias="at most")
    """Only the first so many, while one is writing."""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, raw: object) -> object:
        """A list alone, or a path alone."""
        if isinstance(raw, list):
            return {"list": raw}
        if isinstance(raw, str):
            return {"files" if "*" in raw else "table": raw}
        return raw

    @model_validator(mode="after")
    def _one_way(self) -> ForEach:
        given = (self.items, self.table, self.files, self.members_of)
        found = sum(one is not None for one in given[1:]) + ("items" in self.model_fields_set)
        if found != 1:
            raise Refusal(
                f"'for_each' wants one of {', '.join(map(repr, WAYS))}", code="unclear-subjects"
            )
        if isinstance(self.where, str) and self.members_of is None:
            raise Refusal(
                "a rule chooses among members of a data set; of a table, give columns: {kind: metal}",
                code="unclear-subjects",
            )
        return self
