"""Page templates: read through the doors to their folders, compiled, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, TracebackType

import jinja2
from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path

from briefing.core import metered_environment
from briefing.core.kept_results import KeptResults
from briefing.core.problems import (
    Place,
    Problem,
    ProblemLog,
    Refusal,
    UnusableInput,
    suggest,
)
from briefing.core.resources import TEMPLATES
from briefing.core.seen_files import Snapshot
from briefing.core.workspace import Kind, NotAFile, NotRead, NotThere, Workspace
from briefing.writers.html import page_meter
from briefing.writers.html.page_meter import MeteredPage

PAGE = "brief.html.j2"
"""The template that makes a page of a design, in the design's folder."""
_SHIPPED = "shipped"
"""Folder name under which a template finds the shipped one that it overrides."""
_MOST_KEPT = 512


def page_environment(folders: Sequence[Workspace]) -> MeteredPage:
    """Environment for page templates, looked for in ``folders`` in order, the shipped one last.

    It is sandboxed, escapes what it prints, and is strict about names. A project's
    ``policy-brief/brief.html.j2`` takes the place of the shipped one, and may change single blocks
    of it: ``{% extends "shipped/policy-brief/brief.html.j2" %}``.
    """
    return MeteredPage(
        loader=_Doors(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )


def filled(name: str, folders: Sequence[Workspace], context: Mapping[str, object]) -> str:
    """A template with its values; raises :class:`UnusableInput` with the line where it is wrong."""
    try:
        return page_environment(folders).get_template(name).render(context)
    except (TemplateError, SecurityError, NotRead, TypeError, ValueError, LookupError) as error:
        problem = problem_of(error, name.partition("/")[0], folders)
        if problem is None:
            raise
        raise UnusableInput([problem]) from error


def designs_in(folders: Sequence[Workspace]) -> list[str]:
    """The names of the page designs, in order."""
    return sorted({name for one in folders for name in one.names() if one.has(f"{name}/{PAGE}")})


def check_syntax(environment: Environment, folders: Sequence[Workspace], log: ProblemLog) -> None:
    """Find what is wrong with each template, whether a page needs it or not."""
    for folder in folders:
        for name in templates_in(folder):
            place = Place(folder.shown(name))
            try:
                file = folder.read(name, Kind.TEMPLATE)
                _compiled(environment, name, file.path, file.content.decode())
            except NotRead as error:
                error.tell(place, log)
            except TemplateSyntaxError as error:
                message = f"template error: {error.message}"
                log.add(Place(place.file, error.lineno), message, code="broken-template")
            except (RecursionError, SyntaxError, MemoryError):
                message, advice = "the template is nested too deeply", "write it flatter"
                log.add(place, message, advice, code="broken-template")
            except UnicodeDecodeError:
                message, advice = "the template is not UTF-8 text", "save it as UTF-8"
                log.add(place, message, advice, code="not-utf8")


def _compiled(environment: Environment, name: str, path: str, text: str) -> None:
    """Compile a text, unless it was before, and keep it where the loader looks for it."""
    bucket = _COMPILED.get_bucket(environment, name, path, text)
    if bucket.code is None:
        bucket.code = environment.compile(text, name, path)
        _COMPILED.set_bucket(bucket)


def templates_in(folder: Workspace) -> list[str]:
    """The paths of all templates below a folder."""
    return [name for name in folder.files() if name.endswith(".j2")]


def unknown_design(design: str, folders: Sequence[Workspace]) -> Problem:
    """The problem that there is no such page design."""
    known = designs_in(folders)
    advice = suggest(design, known) or f"designs: {', '.join(known)}"
    return Problem(None, f"there is no page design '{design}'", advice, code="unknown-design")


def problem_of(error: Exception, design: str, folders: Sequence[Workspace]) -> Problem | None:
    """What went wrong while a page was made, with its line; ``None`` where no template did it."""
    if isinstance(error, TemplateNotFound) and error.name == f"{design}/{PAGE}":
        return unknown_design(design, folders)
    place = _place_in_template(error.__traceback__)
    if isinstance(error, Refusal):
        return Problem(place, str(error), error.advice, code=error.code)
    if isinstance(error, RecursionError):
        said = "template error: it is nested too deeply, or calls itself without end"
        return Problem(place, said, "write it flatter", code="broken-template")
    if isinstance(error, NotRead):
        return Problem(place or Place(error.path), error.message, error.advice, code=error.code)
    if isinstance(error, TemplateNotFound):
        known = {name for one in folders for name in templates_in(one)}
        message, advice = f"there is no template '{error.name}'", suggest(str(error), known)
        return Problem(place, message, advice, code="unknown-template")
    if isinstance(error, TemplateSyntaxError):
        place = Place(error.filename or error.name or "", error.lineno)
        return Problem(place, f"template error: {error.message}", code="broken-template")
    return Problem(place, f"template error: {error}", code="broken-template") if place else None


def _place_in_template(trace: TracebackType | None) -> Place | None:
    """The deepest line of a template in a traceback."""
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = Place(name, trace.tb_lineno)
        trace = trace.tb_next
    return found


class _Doors(BaseLoader):
    """Finds templates in folders, the first that has it; what a folder refuses is no template."""

    def __init__(self, folders: Sequence[Workspace]) -> None:
        self._folders = tuple(folders)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and what it is called in messages."""
        del environment
        for folder, name in self._places(template):
            if (file := _file(folder, name)) is not None:
                return file.content.decode(), file.path, lambda: True
        raise TemplateNotFound(template)

    def _places(self, template: str) -> Iterator[tuple[Workspace, str]]:
        parts = split_template_path(template)
        for folder in self._folders:
            yield folder, "/".join(parts)
        if parts[0] == _SHIPPED:
            yield self._folders[-1], "/".join(parts[1:])


def _file(folder: Workspace, name: str) -> Snapshot | None:
    try:
        return folder.read(name, Kind.TEMPLATE)
    except NotThere:
        return None
    except NotAFile:
        if folder.has_folder(name):
            return None
        raise


class _Compiled(BytecodeCache):
    """Keeps compiled templates by their name and text: the same text compiles to the same code.

    Those that are shipped are kept from process to process.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}
        self._shipped: set[str] = set()

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template, filled where it was compiled before."""
        if filename and filename.startswith(f"{TEMPLATES}{os.sep}"):
            self._shipped.add(self.get_cache_key(name, filename))
        return super().get_bucket(environment, name, filename, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a text that was compiled before."""
        place = (bucket.key, bucket.checksum)
        bucket.code = self._known.get(place)
        if bucket.code is None and bucket.key in self._shipped:
            bucket.code = _KEPT.get(place)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a text."""
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        place = (bucket.key, bucket.checksum)
        self._known[place] = bucket.code
        if bucket.code is not None and bucket.key in self._shipped:
            _KEPT.keep(place, bucket.code)


def _maker() -> str:
    """What decides beside a text what it compiles to: Jinja, and the sandbox as it stands in its files."""
    files = (Path(str(one.__file__)) for one in (page_meter, metered_environment))
    return " ".join([jinja2.__version__, *(str(one.stat().st_mtime_ns) for one in files)])


_COMPILED = _Compiled()
_KEPT: KeptResults[CodeType] = KeptResults("templates", _maker)
