"""Every edit of a finished PDF is told, by its kind and in words; a file that nobody edited has nothing wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import counterfeits  # noqa: F401  (it adds to EDITS)
import forgeries  # noqa: F401  (it adds to EDITS)
import pikepdf
import pytest
from audits import audited, wrong_in
from edits import EDITS
from places import BRIEF, PROJECT, US, WORLD

import briefing
from briefing.app.audit.file_comparison import compared, named_like
from briefing.app.audit.file_model import FileModel
from briefing.app.audit.opened_pdf import OpenedPdf
from briefing.app.review.results import Result

DESIGNS = ("one-pager", "policy-brief", "in-focus")
OF_WHAT_IT_CARRIES = ("data_changed", "a_value_in_the_ledger", "a_formula_in_the_ledger")
"""Edits of what travels inside, for which the brief is made again."""
OF_THE_FILE = [name for name in EDITS if name not in OF_WHAT_IT_CARRIES]
EXAMPLES = ("us-rare-earths", "us-economy")
MOST_IMPORTANT = (
    "words_stamped",
    "a_box_over_a_sentence",
    "alt_texts_replaced",
    "links_to_another_host",
    "a_script_on_opening",
    "a_bar_drawn_longer",
    "glyphs_that_mean_other_letters",
    "another_reading_order",
    "an_object_that_is_there_twice",
)
OF_PAGES = dict.fromkeys(("a_page_removed", "pages_in_another_order"), "policy-brief")
"""Edits of files of several pages, with the design in which the small brief has some."""

TRIED = [
    (name, design)
    for number, name in enumerate(OF_THE_FILE)
    for design in DESIGNS
    if name in MOST_IMPORTANT or design == OF_PAGES.get(name, DESIGNS[number % len(DESIGNS)])
]
"""Each edit in one of the designs in turn, the most important ones in all."""


def made(folder: Path, design: str) -> Path:
    """A small brief of its own with a source that has an address, in a design."""
    for name, text in (
        ("config/project.yaml", PROJECT.replace("licence: CC0", "licence: CC0, doi: 10.1/book")),
        ("config/small.yaml", BRIEF.replace("one-pager", design)),
        ("data/us.csv", US),
        ("data/world.csv", WORLD),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return briefing.build_all(project=folder)[0].files["pdf"]


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> dict[str, Path]:
    """A small brief in each design."""
    return {one: made(tmp_path_factory.mktemp(one), one) for one in DESIGNS}


@pytest.fixture(scope="session")
def models(small) -> dict[str, FileModel]:
    """The same, read."""
    return {design: FileModel(OpenedPdf(path.read_bytes())) for design, path in small.items()}


def against(old: FileModel, content: bytes) -> list[Result]:
    return compared(old, named_like(old, FileModel(OpenedPdf(content))))


def told(results: list[Result], code: str, says: str) -> bool:
    return any(one.code == code and says in f"{one.what}: {one.detail}" for one in results)


@pytest.mark.parametrize(("name", "design"), TRIED)
def test_an_edit_of_the_file_is_told(models, design: str, name: str):
    tried = EDITS[name]
    results = against(models[design], tried.edit(models[design].opened.content))
    assert told(results, tried.code, tried.says), [str(one) for one in results]
    assert all(one.code for one in results)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("name", OF_WHAT_IT_CARRIES)
def test_an_edit_of_what_the_file_carries_is_told(models, design: str, name: str):
    results = against(models[design], EDITS[name].edit(models[design].opened.content))
    assert told(results, "edited-attachments", "was changed")


@pytest.mark.parametrize("name", OF_WHAT_IT_CARRIES)
def test_an_edit_of_what_the_file_carries_is_told_by_what_it_says(small, tmp_path, name: str):
    target = tmp_path / "edited.pdf"
    target.write_bytes(EDITS[name].edit(small["one-pager"].read_bytes()))
    assert told(audited(target).wrong, EDITS[name].code, EDITS[name].says)


@pytest.mark.parametrize("brief", EXAMPLES)
def test_many_edits_of_an_example_are_all_told(examples, brief: str):
    content = examples[brief].files["pdf"].read_bytes()
    edited = content
    for name in MOST_IMPORTANT:
        edited = EDITS[name].edit(edited)
    results = against(FileModel(OpenedPdf(content)), edited)
    for name in MOST_IMPORTANT:
        assert told(results, EDITS[name].code, EDITS[name].says), name


@pytest.mark.parametrize("design", DESIGNS)
def test_a_file_that_nobody_edited_is_the_same_to_the_byte(small, design: str):
    found = audited(small[design])
    assert found.wrong == []
    assert any("every byte of the file" in one.what for one in found.results)


def saved_again() -> Iterator[dict[str, object]]:
    streams = pikepdf.ObjectStreamMode
    yield {}
    yield {"object_stream_mode": streams.disable, "recompress_flate": True}
    yield {"object_stream_mode": streams.generate, "linearize": True}
    yield {"normalize_content": True, "qdf": True}


@pytest.mark.parametrize("how", saved_again(), ids=str)
@pytest.mark.parametrize("design", DESIGNS)
def test_a_file_that_was_only_saved_again_has_nothing_wrong(models, design: str, how):
    with pikepdf.open(io.BytesIO(models[design].opened.content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, **how)
    assert [str(one) for one in against(models[design], out.getvalue())] == []


def test_that_it_was_saved_again_is_said(small, tmp_path):
    with pikepdf.open(small["one-pager"]) as pdf:
        pdf.save(tmp_path / "again.pdf")
    found = audited(tmp_path / "again.pdf")
    assert found.wrong == []
    assert any("saved again after the build" in one.detail for one in found.results)


def test_what_stands_before_the_beginning_is_told(small, tmp_path):
    """Readers open such a file, so an audit does."""
    target = tmp_path / "edited.pdf"
    target.write_bytes(EDITS["words_before_the_beginning"].edit(small["one-pager"].read_bytes()))
    assert told(audited(target).wrong, "appended-revision", "before its beginning")


def test_where_it_was_edited_is_said(small, models, tmp_path):
    with pikepdf.open(small["policy-brief"]) as pdf:
        last = len(pdf.pages)
    assert last > 1
    with pikepdf.open(small["policy-brief"]) as pdf:
        pdf.pages[-1].contents_add(b"q 0 0 200 200 re f Q")
        pdf.save(tmp_path / "edited.pdf")
    (result,) = against(models["policy-brief"], (tmp_path / "edited.pdf").read_bytes())
    assert result.what == f"page {last}"


def test_two_edits_are_two_lines(models):
    content = models["in-focus"].opened.content
    twice = EDITS["a_bookmark_added"].edit(EDITS["words_stamped"].edit(content))
    codes = {one.code for one in against(models["in-focus"], twice)}
    assert {"edited-page", "edited-outline"} <= codes


def test_what_was_done_to_data_is_not_told_of_other_files(small, tmp_path):
    target = tmp_path / "edited.pdf"
    target.write_bytes(EDITS["words_stamped"].edit(small["one-pager"].read_bytes()))
    wrong = wrong_in(target)
    assert wrong
    assert not any(".csv" in one or "ledger" in one for one in wrong)


def picture(kind: str, data: bytes, **keys: object) -> bytes:
    """A file of one picture."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        shown = pdf.make_stream(data)
        shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        for key, value in keys.items():
            shown[f"/{key}"] = value
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary({kind: pdf.make_indirect(shown)})
        )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def told_of_pictures(one: bytes, other: bytes) -> bool:
    results = against(FileModel(OpenedPdf(one)), other)
    return told(results, "edited-page", "picture")


def test_a_photograph_that_is_unpacked_to_other_colours_is_told():
    """Its bytes are the same; how they are made colours of is not."""
    photo = {"Width": 1, "Height": 1, "Filter": pikepdf.Name.DCTDecode}
    plain = picture("/P", b"packed", **photo)
    turned = picture("/P", b"packed", **photo, DecodeParms=pikepdf.Dictionary(ColorTransform=0))
    assert told_of_pictures(plain, turned)
    assert not told_of_pictures(plain, picture("/P", b"packed", **photo))


@pytest.mark.parametrize(
    ("one", "other"),
    [(b"\x7f\x7f\x7f", b"\x9f\x9f\x9f"), (b"\xfe\xff\xd8\x00", b"\xfe\xff\xd8\x01")],
)
def test_a_palette_of_bytes_that_are_no_letters_is_told(one: bytes, other: bytes):
    def coloured(palette: bytes) -> bytes:
        name = pikepdf.Name
        space = pikepdf.Array([name.Indexed, name.DeviceRGB, 0, pikepdf.String(palette)])
        return picture("/P", b"\0", Width=1, Height=1, BitsPerComponent=8, ColorSpace=space)

    assert told_of_pictures(coloured(one), coloured(other))
    assert not told_of_pictures(coloured(one), coloured(one))
