"""Further edits of a finished PDF, by somebody who knows the format: what readers show, print, copy or read aloud
is another thing, while most of the file is as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
from edits import draw, edit, instruction, raw, steps, tags, text_font
from pikepdf import Array, Dictionary, Name, Stream, String

HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
CLAIM = b"q 1 1 1 rg 0 0 300 40 re f 0 g BT /F 12 Tf 9 9 Td (Output fell by half) Tj ET Q"


def drawing(pdf: pikepdf.Pdf, content: bytes = CLAIM, **keys: object) -> Stream:
    """A drawing of its own with a claim in it."""
    made = pdf.make_stream(content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, 300, 40])
    made.Resources = Dictionary(Font=Dictionary(F=Dictionary(HELVETICA)))
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def before_the_last_text(pdf: pikepdf.Pdf, *added: pikepdf.ContentStreamInstruction) -> None:
    found = steps(pdf)
    last = max(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    found[last:last] = added
    draw(pdf, found)


def figure(pdf: pikepdf.Pdf) -> Stream | None:
    """A drawing or picture that a page shows."""
    for page in pdf.pages:
        for one in page.obj.Resources.get("/XObject", {}).values():
            return one
    return None


@edit("edited-page", "a mask")
def a_soft_mask_over_a_sentence(pdf):
    group = drawing(pdf, b"0 g 0 0 595 842 re f", Group=Dictionary(S=Name.Transparency))
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    pdf.pages[0].add_resource(Dictionary(SMask=mask), Name.ExtGState, Name("/Gone"))
    before_the_last_text(pdf, instruction("gs", Name("/Gone")))


@edit("edited-page", "Output fell by half")
def words_in_a_drawing(pdf):
    pdf.pages[0].add_resource(drawing(pdf), Name.XObject, Name("/Claim"))
    pdf.pages[0].contents_add(b"q 1 0 0 1 60 300 cm /Claim Do Q")


@edit("edited-page", "Output fell by half")
def words_in_a_drawing_within_a_drawing(pdf):
    inner = pdf.make_indirect(drawing(pdf))
    outer = drawing(pdf, b"/Inner Do", Resources=Dictionary(XObject=Dictionary(Inner=inner)))
    pdf.pages[0].add_resource(outer, Name.XObject, Name("/Outer"))
    pdf.pages[0].contents_add(b"q 1 0 0 1 60 300 cm /Outer Do Q")


@edit("edited-page", "Output fell by half")
def words_in_a_pattern(pdf):
    tile = pdf.make_stream(CLAIM)
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 300, 40]), 300, 40
    tile.Resources = Dictionary(Font=Dictionary(F=Dictionary(HELVETICA)))
    pdf.pages[0].add_resource(tile, Name.Pattern, Name("/Tile"))
    pdf.pages[0].contents_add(b"q /Pattern cs /Tile scn 60 300 300 40 re f Q")


@edit("edited-page", "was added")
def letters_that_are_drawings(pdf):
    """A typeface of Type 3: each letter is a drawing, and its table says other words."""
    letter = pdf.make_stream(b"500 0 d0 0 0 500 500 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=letter),
        Encoding=Dictionary(Differences=Array([97, Name("/a")])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([500]),
    )
    pdf.pages[0].add_resource(font, Name.Font, Name("/Own"))
    pdf.pages[0].contents_add(b"q BT /Own 12 Tf 60 300 Td (aaaa) Tj ET Q")


@edit("edited-page", "mixed")
def colours_turned_by_a_blend(pdf):
    pdf.pages[0].add_resource(Dictionary(BM=Name.Difference), Name.ExtGState, Name("/Blend"))
    pdf.pages[0].contents_add(b"q /Blend gs 1 1 1 rg 0 0 595 842 re f Q")


@edit("edited-page", "mixed (/Group)")
def a_page_that_is_one_group(pdf):
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, K=True, CS=Name.DeviceGray)


@edit("edited-layers", "layer")
def a_figure_that_is_not_printed(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Screen")))
    usage = Dictionary(Event=Name.Print, OCGs=[group], Category=[Name.Print])
    group.Usage = Dictionary(Print=Dictionary(PrintState=Name.OFF))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(AS=[usage]))
    shown = figure(pdf)
    if shown is None:
        pdf.pages[0].add_resource(drawing(pdf, OC=group), Name.XObject, Name("/Claim"))
        pdf.pages[0].contents_add(b"/Claim Do")
    else:
        shown.OC = group


@edit("edited-page-box", "scale")
def a_page_of_another_scale(pdf):
    pdf.pages[0].obj.UserUnit = 2


@edit("edited-page", "picture")
def another_picture_for_printing(pdf):
    picture = pdf.make_stream(b"\0" * 4)
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 2, 2, 8
    picture.ColorSpace = Name.DeviceGray
    shown = figure(pdf)
    if shown is None:
        pdf.pages[0].add_resource(picture, Name.XObject, Name("/Picture"))
        pdf.pages[0].contents_add(b"/Picture Do")
    else:
        shown.Alternates = Array([Dictionary(Image=picture, DefaultForPrinting=True)])


@edit("edited-metadata", "XML")
def another_title_in_xml_alone(pdf):
    stream = pdf.Root.Metadata
    text = bytes(stream.read_bytes())
    stream.write(text.replace(b"</rdf:li>", b" (corrected)</rdf:li>", 1))


@edit("edited-metadata", "conformance")
def a_form_of_archive_that_it_has_not(pdf):
    stream = pdf.Root.Metadata
    text = bytes(stream.read_bytes())
    assert b"conformance" in text
    changed = text.replace(b"<pdfaid:conformance>", b"<pdfaid:conformance>x")
    stream.write(changed.replace(b'conformance="', b'conformance="x'))


@edit("edited-attachments", "other bytes")
def a_file_that_some_readers_take_for_another(pdf):
    """A file specification may name two files; most readers take the second."""
    name = next(one for one in pdf.attachments if one.endswith(".csv"))
    pairs = pdf.Root.Names.EmbeddedFiles.Names
    spec = next(pairs[n + 1] for n in range(0, len(pairs), 2) if str(pairs[n]) == name)
    other = pdf.make_stream(b"year,output\n2024,999\n")
    other.Type = Name.EmbeddedFile
    spec.EF.UF = other


@edit("edited-attachments", "described")
def data_that_are_called_a_draft(pdf):
    pairs = pdf.Root.Names.EmbeddedFiles.Names
    spec = next(pairs[n + 1] for n in range(0, len(pairs), 2) if str(pairs[n]).endswith(".csv"))
    spec.AFRelationship = Name.Alternative


@edit("edited-attachments", "hangs on the page")
def a_file_that_hangs_on_a_page(pdf):
    data = pdf.make_stream(b"year,output\n2024,999\n")
    spec = Dictionary(Type=Name.Filespec, F=String("corrected.csv"), EF=Dictionary(F=data))
    pdf.pages[0].obj.AF = Array([pdf.make_indirect(spec)])


@edit("edited-attachments", "how attached files are shown")
def a_portfolio_that_opens_with_another_file(pdf):
    pdf.Root.Collection = Dictionary(View=Name.D, D=String("corrected.csv"))


@edit("edited-tags", "mean")
def paragraphs_that_are_artifacts(pdf):
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    roles["/P"] = Name.Artifact
    pdf.Root.StructTreeRoot.RoleMap = roles


@edit("edited-tags", "class")
def tags_with_classes(pdf):
    pdf.Root.StructTreeRoot.ClassMap = Dictionary(Own=Dictionary(O=Name.Layout))


@edit("edited-tags", "leads")
def marks_that_lead_to_other_tags(pdf):
    """The tags are as they were; where the marks of a page lead is not."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    listed = next(n for n in range(1, len(nums), 2) if isinstance(nums[n], Array))
    nums[listed] = Array(list(nums[listed])[::-1])


@edit("edited-tags", "figure")
def a_text_for_a_glyph(pdf):
    figures = tags(pdf, "/Figure") or tags(pdf, "/Span") or tags(pdf, "/P")
    figures[0].Alt = String("Output fell by half")


@edit("edited-page", "read aloud in place")
def a_glyph_that_is_read_as_another(pdf):
    """Not the sentence, one glyph alone has another text."""
    found = steps(pdf)
    first = next(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    words = Dictionary(ActualText=String("not "), Lang=String("en"))
    found.insert(first, instruction("EMC"))
    found.insert(first, instruction("Tj", String(b"\0\3")))
    found.insert(first, instruction("BDC", Name.Span, words))
    draw(pdf, found)


@edit("edited-page", "marks that bind")
def a_sentence_that_is_not_read_aloud(pdf):
    found = steps(pdf)
    marks = [n for n, one in enumerate(found) if str(one.operator) == "BDC"]
    found[marks[0]] = instruction("BMC", Name.Artifact)
    draw(pdf, found)


@edit("edited-text-mapping", "other text than is shown")
def letters_without_a_text(pdf):
    del text_font(pdf)["/ToUnicode"]


@edit("edited-text-mapping", "letters")
def glyphs_in_another_order(pdf):
    below = text_font(pdf).DescendantFonts[0]
    below.CIDToGIDMap = pdf.make_stream(bytes(range(256)) * 4)


@edit("edited-file", "articles")
def articles_that_lead_through_the_pages(pdf):
    thread = pdf.make_indirect(Dictionary(I=Dictionary(Title=String("Output fell by half"))))
    bead = pdf.make_indirect(Dictionary(T=thread, P=pdf.pages[-1].obj, R=Array([0, 0, 100, 100])))
    bead.N = bead.V = bead
    thread.F = bead
    pdf.Root.Threads = Array([thread])
    pdf.pages[-1].obj.B = Array([bead])


@edit("edited-links", "the place")
def places_of_an_old_kind(pdf):
    pdf.Root.Dests = Dictionary(annex=Array([pdf.pages[0].obj, Name.Fit]))


@edit("edited-file", "viewers")
def one_page_alone_is_printed(pdf):
    pdf.Root.ViewerPreferences.PrintPageRange = Array([0, 0])
    pdf.Root.ViewerPreferences.Direction = Name.R2L


@edit("edited-file", "colours mean")
def colours_of_another_profile(pdf):
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(bytes(profile.read_bytes())[:-4] + b"\0\0\0\0")


@edit("edited-page", "colours mean")
def colours_of_a_page_turned(pdf):
    turned = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([0, 0, 0]), N=1
    )
    space = Array([Name.Separation, Name.Black, Name.DeviceRGB, turned])
    pdf.pages[0].add_resource(space, Name.ColorSpace, Name("/DefaultGray"))


@edit("edited-page", "colours are turned")
def colours_by_a_transfer_function(pdf):
    turned = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)
    pdf.pages[0].add_resource(Dictionary(TR=turned), Name.ExtGState, Name("/Turn"))
    before_the_last_text(pdf, instruction("gs", Name("/Turn")))


@edit("edited-page", "cut")
def a_sentence_cut_away(pdf):
    """A path that cuts off what is drawn from here on."""
    found = [("re", 0, 0, 1, 1), ("W",), ("n",)]
    before_the_last_text(
        pdf,
        instruction("ET"),
        *(instruction(name, *numbers) for name, *numbers in found),
        instruction("BT"),
    )


@edit("edited-file", "permissions")
def rights_that_nobody_gave(pdf):
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        Contents=String(b"0" * 9),
        Name=String("House"),
    )
    pdf.Root.Perms = Dictionary(UR3=signature)


@edit("edited-file", "proofs of signatures")
def a_store_of_proofs_without_a_signature(pdf):
    pdf.Root.DSS = Dictionary(Certs=Array([pdf.make_stream(b"0" * 9)]))


@edit("edited-links", "draws something on the page")
def a_link_that_draws_words(pdf):
    note = next(
        note
        for page in pdf.pages
        for note in page.obj.get("/Annots", [])
        if note.Subtype == "/Link"
    )
    note.AP = Dictionary(N=drawing(pdf))


@edit("edited-layers", "layer")
def a_link_that_is_shown_at_times(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Off")))
    note = next(
        note
        for page in pdf.pages
        for note in page.obj.get("/Annots", [])
        if note.Subtype == "/Link"
    )
    note.OC = group


@edit("edited-file", "another file")
def a_page_that_is_drawn_from_another_file(pdf):
    """What draws the page is in the file and, for those who look there, in another one."""
    pdf.pages[0].contents_coalesce()
    pdf.pages[0].obj.Contents.F = String("https://elsewhere.example/page")


@edit("edited-file", "PieceInfo")
def data_of_some_program(pdf):
    pdf.Root.PieceInfo = Dictionary(Own=Dictionary(Private=String("Output fell by half")))


@edit("edited-page", "by itself")
def pages_that_turn_by_themselves(pdf):
    pdf.pages[0].obj.Dur = 1
    pdf.pages[0].obj.Trans = Dictionary(S=Name.Dissolve)


@edit("edited-pages", "page")
def a_page_in_waiting(pdf):
    """A page that a script or a form may put in place."""
    page = Dictionary(
        Type=Name.Template, MediaBox=Array([0, 0, 595, 842]), Contents=pdf.make_stream(CLAIM)
    )
    pdf.Root.Names.Templates = Dictionary(Names=Array([String("spare"), pdf.make_indirect(page)]))


@edit("edited-outline", "folded")
def bookmarks_folded(pdf):
    outlines = pdf.Root.Outlines
    node = outlines.First
    while node is not None and "/Count" not in node:
        node = node.get("/Next")
    (node if node is not None else outlines).Count = -1


@edit("edited-outline", "another look")
def a_bookmark_in_red(pdf):
    pdf.Root.Outlines.First.C = Array([1, 0, 0])
    pdf.Root.Outlines.First.F = 2


@edit("edited-tags", "what a tag says")
def a_tag_that_names_another_above_it(pdf):
    tags(pdf, "/P")[0].P = pdf.Root.StructTreeRoot


@edit("edited-tags", "what a tag says")
def a_table_head_of_another_name(pdf):
    head = next(one for kind in ("/TH", "/P") for one in tags(pdf, kind))
    head.ID = String("another")


@edit("edited-page", "/Contents")
def a_note_on_what_draws_a_page(pdf):
    pdf.pages[0].contents_coalesce()
    pdf.pages[0].obj.Contents.Private = String("Output fell by half")


@edit("edited-page", "removed")
def what_draws_a_page_made_unreadable(pdf):
    pdf.pages[0].contents_coalesce()
    packed = bytes(pdf.pages[0].obj.Contents.read_raw_bytes())
    pdf.pages[0].obj.Contents = pdf.make_stream(packed)


@raw("doubled-object", "duplicated key")
def a_key_that_is_there_twice(content):
    """Some readers take the first of two equal keys, others the last."""
    return again(content, lambda found: found + b" /Contents 3 0 R")


@raw("doubled-object", "duplicated key")
def a_key_that_is_there_in_two_spellings(content):
    return again(content, lambda found: found + b" /C#6fntents 3 0 R")


def again(content: bytes, changed: Callable[[bytes], bytes]) -> bytes:
    """The first page written anew with a change of an entry, in a file without packed objects."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = out.getvalue()
    found = next(one for one in re.finditer(rb"/Contents \d+ 0 R", plain))
    edited = plain[: found.start()] + changed(found[0]) + plain[found.end() :]
    added = len(edited) - len(plain)
    table = edited.rindex(b"\nxref\n") + 1
    body, rest = edited[:table], edited[table:]
    moved = re.sub(
        rb"(?m)^(\d{10})( \d{5} n)",
        lambda one: (
            b"%010d%s" % (int(one[1]) + (added if int(one[1]) > found.start() else 0), one[2])
        ),
        rest,
    )
    return body + re.sub(
        rb"startxref\n(\d+)", lambda one: b"startxref\n%d" % (int(one[1]) + added), moved
    )
