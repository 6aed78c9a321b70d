"""Edits of a finished PDF in places where nobody looks: an audit must tell each by what it does to a reader."""

from __future__ import annotations

import io

import pikepdf
from edits import draw, edit, first_page, instruction, raw, steps, tags, text_font
from forgeries import CLAIM, before_the_last_text, drawing
from pikepdf import Array, Dictionary, Name, String

SAID = "Output fell by half"


def note_on_page(pdf: pikepdf.Pdf, kind: Name, **keys: object) -> Dictionary:
    """An annotation of the first page."""
    note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=[60, 300, 360, 340], F=4)
    for key, value in keys.items():
        note[f"/{key}"] = value
    made = pdf.make_indirect(note)
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), made])
    return made


def link(pdf: pikepdf.Pdf) -> Dictionary:
    notes = (note for page in pdf.pages for note in page.obj.get("/Annots", []))
    return next(note for note in notes if note.Subtype == Name.Link)


def data_file(pdf: pikepdf.Pdf) -> Dictionary:
    """The description of an attached table."""
    pairs = pdf.Root.Names.EmbeddedFiles.Names
    return next(pairs[n + 1] for n in range(0, len(pairs), 2) if str(pairs[n]).endswith(".csv"))


def before_the_last_words(pdf: pikepdf.Pdf, name: str, *operands: object) -> None:
    """An instruction right before the last text of the first page."""
    before_the_last_text(pdf, instruction(name, *operands))


@edit("edited-page", "layer")
def a_layer_within_a_drawing(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Off")))
    several = Dictionary(Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOff)
    inner = drawing(pdf, b"/OC /Off BDC %s EMC" % CLAIM)
    inner.Resources.Properties = Dictionary(Off=several)
    pdf.pages[0].add_resource(inner, Name.XObject, Name("/Claim"))
    pdf.pages[0].contents_add(b"/Claim Do")


@edit("edited-annotations", SAID)
def a_veil_that_is_a_note(pdf):
    note_on_page(pdf, Name.Square, AP=Dictionary(N=drawing(pdf)))


@edit("edited-annotations", SAID)
def a_stamp_of_several_looks(pdf):
    looks = Dictionary(On=pdf.make_indirect(drawing(pdf)))
    note_on_page(pdf, Name.Stamp, AP=Dictionary(N=looks), AS=Name.On)


@edit("edited-annotations", SAID)
def a_comment_in_rich_text(pdf):
    note_on_page(pdf, Name.FreeText, RC=String(f"<body><p>{SAID}</p></body>"))


@edit("edited-form", SAID)
def a_button_with_words(pdf):
    field = note_on_page(
        pdf, Name.Widget, FT=Name.Btn, T=String("b"), Ff=65536, MK=Dictionary(CA=String(SAID))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@edit("edited-form", "999")
def a_field_that_is_filled_in(pdf):
    field = note_on_page(pdf, Name.Widget, FT=Name.Tx, T=String("figure"), V=String("999"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@edit("edited-attachments", "corrected.csv")
def a_file_behind_a_pin(pdf):
    data = pdf.make_stream(b"year,output\n2024,999\n")
    spec = Dictionary(Type=Name.Filespec, F=String("corrected.csv"), EF=Dictionary(F=data))
    note_on_page(pdf, Name.FileAttachment, FS=spec)


@edit("active-content", "model in space")
def a_model_in_space(pdf):
    note_on_page(pdf, Name("/3D"), Contents=String("model"))


@edit("edited-links", SAID)
def what_is_said_of_a_link(pdf):
    link(pdf).Contents = String(SAID)


@edit("edited-links", "elsewhere.example")
def a_link_with_a_second_address(pdf):
    link(pdf).PA = Dictionary(S=Name.URI, URI=String("https://elsewhere.example/"))


@edit("active-content", "link")
def a_link_that_prints(pdf):
    note = link(pdf)
    if "/Dest" in note:
        del note["/Dest"]
    note.A = Dictionary(S=Name.Named, N=Name.Print)


@edit("active-content", "bookmark")
def a_bookmark_that_goes_on_to_a_script(pdf):
    first = pdf.Root.Outlines.First
    later = Dictionary(S=Name.JavaScript, JS=String("1"))
    first.A = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=later)


@edit("edited-page", "read aloud in place")
def an_abbreviation_that_stands_for_other_words(pdf):
    words = Dictionary(E=String(SAID))
    found = steps(pdf)
    first = next(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    found.insert(first + 1, instruction("EMC"))
    found.insert(first, instruction("BDC", Name.Span, words))
    draw(pdf, found)


@edit("edited-tags", "properties")
def a_tag_with_properties_of_its_own(pdf):
    said = Dictionary(N=String("Checked"), V=String(SAID))
    tags(pdf, "/P")[0].A = Dictionary(O=Name.UserProperties, P=Array([said]))


@edit("edited-attachments", "tag")
def a_file_that_hangs_on_a_tag(pdf):
    data = pdf.make_stream(b"year,output\n2024,999\n")
    spec = Dictionary(Type=Name.Filespec, F=String("corrected.csv"), EF=Dictionary(F=data))
    tags(pdf, "/P")[0].AF = Array([pdf.make_indirect(spec)])


@edit("edited-tags", "mean")
def tags_of_another_vocabulary(pdf):
    space = Dictionary(NS=String("http://own.example"), RoleMapNS=Dictionary(P=Name.Artifact))
    pdf.Root.StructTreeRoot.Namespaces = Array([pdf.make_indirect(space)])


@edit("edited-file", "above")
def a_page_that_names_another_node_above_it(pdf):
    page = pdf.pages[0].obj
    page.Parent = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array([page]), Count=1, Note=String(SAID))
    )


@edit("edited-links", "page")
def a_link_that_names_another_page(pdf):
    link(pdf).P = pdf.make_indirect(Dictionary(Type=Name.Page, Note=String(SAID)))


@edit("edited-page", "invisible")
def a_sentence_that_only_cuts(pdf):
    before_the_last_words(pdf, "Tr", 7)


@edit("edited-page", "size")
def a_sentence_too_narrow_to_read(pdf):
    before_the_last_words(pdf, "Tz", 1)


@edit("edited-page", "size")
def a_sentence_too_small_to_read(pdf):
    name = next(one.operands[0] for one in steps(pdf) if str(one.operator) == "Tf")
    before_the_last_words(pdf, "Tf", name, 0.1)


@edit("edited-page", "place")
def a_sentence_beyond_the_page(pdf):
    before_the_last_words(pdf, "Td", 2000, 0)


@edit("edited-page", "place")
def a_sentence_raised_off_the_page(pdf):
    before_the_last_words(pdf, "Ts", 2000)


@edit("edited-page", "typeface")
def a_typeface_set_by_a_state(pdf):
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Symbol))
    state = Dictionary(Font=Array([font, 11]))
    pdf.pages[0].add_resource(state, Name.ExtGState, Name("/Other"))
    before_the_last_words(pdf, "gs", Name("/Other"))


@edit("edited-page", "printed over")
def colours_printed_over_one_another(pdf):
    state = Dictionary(OP=True, op=True, OPM=1)
    pdf.pages[0].add_resource(state, Name.ExtGState, Name("/Over"))
    before_the_last_words(pdf, "gs", Name("/Over"))


@edit("edited-page", "halftone")
def a_screen_of_dots(pdf):
    dots = Dictionary(
        Type=Name.Halftone, HalftoneType=1, Frequency=1, Angle=45, SpotFunction=Name.Round
    )
    pdf.pages[0].add_resource(Dictionary(HT=dots), Name.ExtGState, Name("/Dots"))
    before_the_last_words(pdf, "gs", Name("/Dots"))


@edit("edited-page", "another file")
def a_drawing_taken_from_another_file(pdf):
    where = Dictionary(F=String("https://elsewhere.example/a.pdf"), Page=0)
    pdf.pages[0].add_resource(drawing(pdf, b"n", Ref=where), Name.XObject, Name("/Far"))
    pdf.pages[0].contents_add(b"/Far Do")


@edit("edited-attachments", "name")
def a_file_shown_under_another_name(pdf):
    data_file(pdf).UF = String("corrected.csv")


@edit("edited-attachments", "other bytes")
def a_file_with_related_ones(pdf):
    other = pdf.make_stream(b"year,output\n2024,999\n")
    data_file(pdf).RF = Dictionary(F=Array([String("corrected.csv"), other]))


@edit("edited-attachments", "address")
def a_file_that_is_at_an_address(pdf):
    spec = data_file(pdf)
    spec.FS, spec.F = Name.URL, String("https://elsewhere.example/us.csv")


@edit("edited-metadata", "XML")
def words_between_the_metadata(pdf):
    stream = pdf.Root.Metadata
    text = bytes(stream.read_bytes())
    stream.write(text.replace(b"<rdf:RDF", b"<!-- Output fell by half --><rdf:RDF", 1))


@edit("edited-metadata", "page")
def metadata_of_a_page(pdf):
    pdf.pages[0].obj.Metadata = pdf.make_stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")


@edit("edited-form", "form")
def a_form_in_xml(pdf):
    form = pdf.make_stream(b"<xdp><script>1</script></xdp>")
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=form)


@edit("edited-labels", "p. 90%")
def pages_called_by_words(pdf):
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("p. 90%"))]))


@edit("edited-text-mapping", "letters")
def letters_set_downwards(pdf):
    text_font(pdf).Encoding = Name("/Identity-V")


@edit("edited-page-box", "turned")
def all_pages_turned_from_above(pdf):
    pdf.Root.Pages.Rotate = 90


@edit("edited-page-box", "shown")
def all_pages_cropped_from_above(pdf):
    pdf.Root.Pages.CropBox = Array([0, 0, 300, 300])


@edit("edited-file", "Legal")
def what_a_court_may_read(pdf):
    pdf.Root.Legal = Dictionary(Attestation=String(SAID))


@edit("edited-page", "measured")
def a_scale_for_measuring(pdf):
    measure = Dictionary(Type=Name.Measure, R=String("1 in = 9 t"))
    pdf.pages[0].obj.VP = Array([Dictionary(BBox=Array([0, 0, 595, 842]), Measure=measure)])


@edit("edited-links", "place")
def a_place_behind_another(pdf):
    pairs = pdf.Root.Names.Dests.Names
    pairs[1] = Dictionary(D=pairs[1], SD=Array([0, Name.Fit]))


@edit("edited-page", "drawn")
def a_shading_over_the_page(pdf):
    white = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([1]), N=1)
    shade = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Coords=Array([0, 0, 1, 1]),
        Function=white,
        Extend=Array([True, True]),
    )
    pdf.pages[0].add_resource(shade, Name.Shading, Name("/White"))
    pdf.pages[0].contents_add(b"q /White sh Q")


@raw("appended-revision", "saved again")
def a_revision_after_a_file_for_slow_lines(content):
    """Ordered for slow lines first, then changed by a revision with a table that is a stream."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    ordered = out.getvalue()
    number, drawn = first_page(ordered)
    with pikepdf.open(io.BytesIO(ordered)) as pdf:
        size, root, info = int(pdf.trailer.Size), pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
    before = int(ordered[: ordered.rindex(b"%%EOF")].split()[-1])
    body = drawn + b"\nq 0 0 300 300 re f Q"
    place = len(ordered)
    grown = ordered + b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(body),
        body,
    )
    table = len(grown)
    rows = b"".join(b"\1" + at.to_bytes(4, "big") + b"\0" for at in (place, table))
    keys = (
        b"/Type/XRef/Size %d/W[1 4 1]/Index[%d 1 %d 1]/Root %d 0 R/Info %d 0 R/Prev %d/Length %d"
        % (size + 1, number, size, root, info, before, len(rows))
    )
    grown += b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (size, keys, rows)
    return grown + b"startxref\n%d\n%%%%EOF\n" % table


@raw("appended-revision", "before its beginning")
def words_before_the_beginning(content):
    return b"% Output fell by half\n" + content


@edit("edited-page", "marks that bind")
def a_mark_with_two_numbers(pdf):
    """Some readers take the first of two equal keys of a mark, others the last."""
    page = pdf.pages[0]
    page.contents_coalesce()
    drawn = bytes(page.obj.Contents.read_bytes())
    assert b"/MCID" in drawn
    page.obj.Contents.write(drawn.replace(b"/MCID", b"/MCID 3 /MCID", 1))


@raw("edited-metadata", "XML")
def words_around_the_metadata(content):
    """What looks like the mark of where metadata begin, with words in it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        stream = pdf.Root.Metadata
        text = bytes(stream.read_bytes())
        stream.write(text.replace(b"<rdf:RDF", b"<?xpacket Output fell?><rdf:RDF", 1))
        out = io.BytesIO()
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


@edit("edited-page", "mask")
def a_picture_with_a_mask(pdf):
    mask = pdf.make_stream(b"\0", Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray)
    mask.Type, mask.Subtype = Name.XObject, Name.Image
    shown = pdf.make_stream(b"\0", Width=1, Height=1, BitsPerComponent=8, SMask=mask)
    shown.Type, shown.Subtype, shown.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    pdf.pages[0].add_resource(shown, Name.XObject, Name("/Masked"))
    pdf.pages[0].contents_add(b"q 300 0 0 90 60 600 cm /Masked Do Q")


@edit("edited-page", "Output fell by half")
def words_that_a_state_masks_with(pdf):
    """A mask that is words: what is drawn through it reads as they do."""
    group = drawing(pdf, Group=Dictionary(S=Name.Transparency))
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
    pdf.pages[0].add_resource(Dictionary(SMask=mask), Name.ExtGState, Name("/Words"))
    pdf.pages[0].contents_add(b"q /Words gs 0 g 0 0 595 842 re f Q")


@edit("edited-outline", "Output fell by half")
def a_bookmark_above_the_others(pdf):
    with pdf.open_outline() as outline:
        outer = pikepdf.OutlineItem(SAID, 0)
        outer.children.extend(outline.root)
        outline.root[:] = [outer]


@edit("edited-page", "Output fell by half")
def words_in_letters_of_a_drawing(pdf):
    """A letter of a typeface of Type 3 that draws a whole sentence."""
    letter = pdf.make_stream(b"500 0 d0 " + CLAIM)
    own = Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([1, 0, 0, 1, 0, 0]),
        CharProcs=Dictionary(a=letter),
        Encoding=Dictionary(Differences=Array([97, Name("/a")])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([500]),
        Resources=own,
    )
    pdf.pages[0].add_resource(font, Name.Font, Name("/Whole"))
    pdf.pages[0].contents_add(b"q BT /Whole 1 Tf 60 300 Td (a) Tj ET Q")
