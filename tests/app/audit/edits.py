"""Edits of a finished PDF, as somebody might make them: each takes the file's bytes and gives other ones."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Edit = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True)
class Tried:
    """An edit, the code under which an audit must tell it, and words that its line must have."""

    edit: Callable[[bytes], bytes]
    code: str
    says: str = ""


EDITS: dict[str, Tried] = {}


def edit(code: str, says: str = ""):
    """An edit by pikepdf, in the table under its function's name."""

    def keep(change: Edit) -> Edit:
        def made(content: bytes) -> bytes:
            with pikepdf.open(io.BytesIO(content)) as pdf:
                change(pdf)
                out = io.BytesIO()
                pdf.save(out)
            return out.getvalue()

        EDITS[change.__name__] = Tried(made, code, says)
        return change

    return keep


def raw(code: str, says: str = ""):
    """An edit of the bytes themselves."""

    def keep(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        EDITS[change.__name__] = Tried(change, code, says)
        return change

    return keep


def stamp(pdf: pikepdf.Pdf, words: bytes, number: int = 0, at: str = "100 100") -> None:
    page = pdf.pages[number]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.add_resource(font, Name.Font, Name("/Stamp"))
    page.contents_add(b"q BT /Stamp 11 Tf 1 0 0 1 %s Tm (%s) Tj ET Q" % (at.encode(), words))


def attached(pdf: pikepdf.Pdf, ending: str) -> pikepdf.Object:
    (name,) = [one for one in pdf.attachments if one.endswith(ending)]
    return pdf.attachments[name].get_file().obj


def steps(pdf: pikepdf.Pdf, number: int = 0) -> list:
    return list(pikepdf.parse_content_stream(pdf.pages[number]))


def draw(pdf: pikepdf.Pdf, found: list, number: int = 0) -> None:
    pdf.pages[number].Contents = pdf.make_stream(pikepdf.unparse_content_stream(found))


def instruction(operator: str, *operands: object) -> pikepdf.ContentStreamInstruction:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def tags(pdf: pikepdf.Pdf, kind: str) -> list[Dictionary]:
    """All tags of a kind, in reading order."""
    waiting, found = [pdf.Root.StructTreeRoot.K], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += reversed(list(one))
        elif isinstance(one, Dictionary) and "/S" in one:
            found += [one] if kind == one.S else []
            waiting += [one.K] if "/K" in one else []
    return found


def text_font(pdf: pikepdf.Pdf, number: int = 0) -> Dictionary:
    """The typeface that most texts of a page are set in."""
    used = [str(one.operands[0]) for one in steps(pdf, number) if str(one.operator) == "Tf"]
    return pdf.pages[number].Resources.Font[max(set(used), key=used.count)]


# The first 27 are those that somebody found an audit to miss.


@edit("edited-page", "Mining is safe everywhere")
def words_stamped(pdf):
    stamp(pdf, b"Mining is safe everywhere")


@edit("edited-page", "nine out of ten")
def number_words_stamped(pdf):
    stamp(pdf, b"nine out of ten agree")


@edit("edited-page", "page 90 percent")
def a_figure_as_a_page_number(pdf):
    stamp(pdf, b"page 90 percent")


@edit("edited-page", "450")
def a_figure_of_the_brief_again(pdf):
    stamp(pdf, b"Exports: 450 t")


@edit("edited-page", "1,234")
def a_new_figure(pdf):
    stamp(pdf, b"up to 1,234")


@edit("edited-page", "90%")
def a_new_share(pdf):
    stamp(pdf, b"90%")


@edit("edited-page", "“1”")
def the_page_number_as_a_figure(pdf):
    stamp(pdf, b"1")


@edit("edited-page", "drawn over")
def a_box_over_a_sentence(pdf):
    pdf.pages[0].contents_add(b"q 1 1 1 rg 0 300 595 300 re f Q")
    stamp(pdf, b"Output collapsed", at="80 500")


@edit("edited-tags", "cannot see a figure")
def alt_texts_replaced(pdf):
    for one in tags(pdf, "/Figure"):
        one.Alt = String("Output fell by 99%")


@edit("edited-metadata", "title")
def title_and_author_replaced(pdf):
    with pdf.open_metadata() as found:
        found["dc:title"] = "Output collapsed"
        found["dc:creator"] = ["Somebody else"]


@edit("edited-outline", "Output collapsed")
def a_bookmark_added(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Output collapsed", 0))


@edit("edited-annotations", "Output fell by half")
def a_comment_on_the_page(pdf):
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.FreeText,
        Rect=[100, 100, 300, 140],
        Contents=String("Output fell by half"),
        DA=String("/Helv 12 Tf"),
    )
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(note)])


@edit("edited-links", "elsewhere.example")
def links_to_another_host(pdf):
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            if note.Subtype == Name.Link:
                if "/Dest" in note:
                    del note["/Dest"]
                note.A = Dictionary(S=Name.URI, URI=String("https://elsewhere.example/"))


@edit("edited-attachments", "corrected.csv")
def one_more_attachment(pdf):
    pdf.attachments["corrected.csv"] = pikepdf.AttachedFileSpec(pdf, b"year,output\n2024,999\n")


@edit("active-content", "script")
def a_script_on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('hello')"))


@edit("edited-pages", "was added")
def a_page_added(pdf):
    pdf.add_blank_page()
    stamp(pdf, b"More of it", number=-1)


@edit("edited-pages", "was added")
def a_page_that_is_there_twice(pdf):
    pages = pdf.Root.Pages
    pages.Kids = Array([*pages.Kids, pages.Kids[0]])


@edit("edited-pages", "was removed")
def a_page_removed(pdf):
    del pdf.pages[-1]


@edit("edited-pages", "in another place")
def pages_in_another_order(pdf):
    pdf.pages.reverse()


@edit("edited-page-box", "shown")
def half_a_page_cropped(pdf):
    left, low, right, high = [float(one) for one in pdf.pages[0].MediaBox]
    pdf.pages[0].obj.CropBox = Array([left, (low + high) / 2, right, high])


@edit("not-the-file", "csv")
def data_changed(pdf):
    name = next(one for one in pdf.attachments if one.endswith(".csv"))
    stream = pdf.attachments[name].get_file().obj
    stream.write(re.sub(rb"4(\d)", rb"7\1", bytes(stream.read_bytes())))


@edit("other-ledger", "attached")
def a_value_in_the_ledger(pdf):
    stream = attached(pdf, ".facts.json")
    ledger = json.loads(bytes(stream.read_bytes()))
    ledger["facts"][0]["value"] = "7"
    stream.write(json.dumps(ledger).encode())


@edit("other-ledger", "attached")
def a_formula_in_the_ledger(pdf):
    stream = attached(pdf, ".facts.json")
    ledger = json.loads(bytes(stream.read_bytes()))
    derived = [one for one in ledger["facts"] if one["origin"]["kind"] == "derivation"]
    derived[0]["origin"]["formula"] += " * 1"
    stream.write(json.dumps(ledger).encode())


@edit("edited-page", "\u00be")
def vulgar_fractions(pdf):
    stamp(pdf, b"\xbe of all mines")


@edit("edited-page", "shape")
def a_bar_drawn_longer(pdf):
    """The longest filled shape of a drawing, or of a page, is made half as long again."""
    for page in pdf.pages:
        page.contents_coalesce()
        for stream in [*page.obj.Resources.get("/XObject", {}).values(), page.obj.Contents]:
            found = list(pikepdf.parse_content_stream(stream))
            boxes = [
                n
                for n, one in enumerate(found)
                if str(one.operator) == "re" and float(one.operands[2]) > 20
            ]
            if boxes:
                x, y, wide, high = found[boxes[-1]].operands
                found[boxes[-1]] = instruction("re", x, y, float(wide) * 1.5, high)
                stream.write(pikepdf.unparse_content_stream(found))
                return
    raise AssertionError("nothing is drawn")


@edit("edited-text-mapping", "other text than is shown")
def glyphs_that_mean_other_letters(pdf):
    mapping = text_font(pdf).ToUnicode
    table = bytes(mapping.read_bytes())
    assert b"0061" in table.lower()
    mapping.write(table.replace(b"0061", b"0065"))


@edit("edited-tags", "read")
def another_reading_order(pdf):
    one = next(one for one in tags(pdf, "/Document"))
    one.K = Array([*list(one.K)[1:], one.K[0]])
    for part in tags(pdf, "/Sect") or tags(pdf, "/Part"):
        if isinstance(part.K, Array) and len(part.K) > 1:
            part.K = Array(list(part.K)[::-1])


# Further ones.


@edit("edited-layers", "layers")
def a_layer_over_the_page(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Correction")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(ON=[group], Order=[group]))
    pdf.pages[0].add_resource(group, Name.Properties, Name("/Layer"))
    pdf.pages[0].contents_add(b"/OC /Layer BDC q 1 1 1 rg 0 600 595 100 re f Q EMC")


@edit("edited-page", "layer")
def a_sentence_on_a_hidden_layer(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Off")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))
    pdf.pages[0].add_resource(group, Name.Properties, Name("/Off"))
    found = steps(pdf)
    last = max(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    found.insert(last + 1, instruction("EMC"))
    found.insert(last, instruction("BDC", Name.OC, Name("/Off")))
    draw(pdf, found)


@edit("edited-page", "drawn")
def a_veil_of_white(pdf):
    state = Dictionary(Type=Name.ExtGState, ca=0.95, CA=0.95)
    pdf.pages[0].add_resource(state, Name.ExtGState, Name("/Veil"))
    pdf.pages[0].contents_add(b"q /Veil gs 1 1 1 rg 0 0 595 842 re f Q")


@edit("edited-page", "transparent")
def everything_made_transparent(pdf):
    for page in pdf.pages:
        for state in page.obj.Resources.get("/ExtGState", {}).values():
            state.ca = 0


@edit("edited-form", "field")
def a_field_over_a_figure(pdf):
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("figure"),
        V=String("999"),
        Rect=[100, 100, 200, 120],
        F=4,
    )
    field = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=[field], NeedAppearances=True)
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), field])


@edit("active-content", "film")
def a_film_on_the_page(pdf):
    film = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Movie,
        Rect=[100, 100, 300, 300],
        Movie=Dictionary(F=String("x.avi")),
    )
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(film)])


@edit("edited-tags", "read aloud in place")
def another_text_read_aloud(pdf):
    tags(pdf, "/P")[0].ActualText = String("Output fell by half")


@edit("edited-page", "read aloud in place")
def another_text_read_aloud_in_the_content(pdf):
    found = steps(pdf)
    first = next(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    words = Dictionary(ActualText=String("Output fell by half"))
    found.insert(first + 1, instruction("EMC"))
    found.insert(first, instruction("BDC", Name.Span, words))
    draw(pdf, found)


@edit("edited-text-mapping", "letters were changed")
def a_typeface_above_the_pages(pdf):
    """The pages lose their resources and take others from the tree above them."""
    shared = pdf.pages[0].obj.Resources
    top = pdf.Root.Pages
    own = Dictionary(dict(shared.items()))
    own.Font = Dictionary(
        {
            key: pdf.make_indirect(
                Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Symbol)
            )
            for key in dict(shared.Font)
        }
    )
    top.Resources = pdf.make_indirect(own)
    del pdf.pages[0].obj["/Resources"]


@edit("edited-links", "the place")
def a_destination_moved(pdf):
    tree = pdf.Root.Names.Dests
    pairs = tree.Names
    other = next(n for n in range(3, len(pairs), 2) if pairs[n] != pairs[1])
    pairs[1] = pairs[other]


@edit("edited-labels", "from page 1")
def pages_numbered_otherwise(pdf):
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.r, St=7)])


@edit("active-content", "script")
def a_script_by_name(pdf):
    action = Dictionary(S=Name.JavaScript, JS=String("1"))
    pdf.Root.Names.JavaScript = Dictionary(Names=[String("start"), action])


@edit("active-content", "page")
def a_script_of_a_page(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("1")))


@edit("active-content", "link")
def a_link_that_starts_a_program(pdf):
    note = next(
        note
        for page in pdf.pages
        for note in page.obj.get("/Annots", [])
        if note.Subtype == "/Link"
    )
    if "/Dest" in note:
        del note["/Dest"]
    note.A = Dictionary(S=Name.Launch, F=String("calc.exe"))


@edit("edited-page", "invisible")
def a_sentence_made_invisible(pdf):
    found = steps(pdf)
    last = max(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    found.insert(last, instruction("Tr", 3))
    draw(pdf, found)


@edit("edited-page", "colours")
def a_sentence_in_white(pdf):
    found = steps(pdf)
    last = max(n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"})
    found.insert(last, instruction("rg", 1, 1, 1))
    draw(pdf, found)


@edit("edited-page", "replaced by")
def two_texts_exchanged(pdf):
    found = steps(pdf)
    shown = [n for n, one in enumerate(found) if str(one.operator) in {"Tj", "TJ"}]
    one, other = shown[0], shown[-1]
    assert found[one].operands != found[other].operands
    first, last = found[one].operands, found[other].operands
    found[one] = instruction(str(found[one].operator), *last)
    found[other] = instruction(str(found[other].operator), *first)
    draw(pdf, found)


@edit("edited-text-mapping", "letters")
def letters_drawn_otherwise(pdf):
    below = text_font(pdf).DescendantFonts[0]
    below.W = Array([0, Array([900] * 300)])


@edit("edited-page-box", "turned")
def a_page_turned(pdf):
    pdf.pages[0].obj.Rotate = 180


@edit("edited-tags", "mean")
def tags_that_mean_another_thing(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Table": Name.Artifact})


@edit("edited-tags", "language")
def another_language(pdf):
    pdf.Root.Lang = String("fr")


@edit("edited-outline", "elsewhere")
def a_bookmark_that_leads_elsewhere(pdf):
    first = pdf.Root.Outlines.First
    first.Dest = Array([pdf.pages[0].obj, Name.XYZ, 0, 10, 0])


@edit("edited-metadata", "keywords")
def keywords_in_the_old_metadata(pdf):
    pdf.docinfo["/Keywords"] = String("scandal")


@edit("edited-attachments", "described")
def an_attachment_described_otherwise(pdf):
    name = next(one for one in pdf.attachments if one.endswith(".csv"))
    pdf.attachments[name].obj.Desc = String("Wrong data")


@edit("edited-page", "picture")
def a_picture_over_the_page(pdf):
    picture = pdf.make_stream(
        b"\xff" * 3,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    pdf.pages[0].add_resource(picture, Name.XObject, Name("/White"))
    pdf.pages[0].contents_add(b"q 400 0 0 100 50 600 cm /White Do Q")


@edit("edited-page", "/Thumb")
def a_small_picture_of_another_page(pdf):
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        b"\xff" * 3,
        Width=1,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )


@edit("edited-attachments", "(again)")
def a_second_file_of_the_same_name(pdf):
    """Before the first one, so that some programs hand out this."""
    names = pdf.Root.Names.EmbeddedFiles.Names
    name = names[0]
    stream = pdf.make_stream(b"year,output\n2024,999\n", Type=Name.EmbeddedFile)
    other = Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=stream))
    pdf.Root.Names.EmbeddedFiles.Names = Array([name, pdf.make_indirect(other), *names])


@edit("edited-file", "built otherwise")
def names_that_are_looked_up_elsewhere(pdf):
    """The tree says that it holds other names than it does."""
    pdf.Root.Names.Dests.Limits = Array([String("a"), String("b")])


@edit("edited-page", "picture")
def a_picture_in_the_content(pdf):
    pdf.pages[0].contents_add(b"q 300 0 0 90 60 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q")


def end(content: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", content)[-1])


def appended(content: bytes, objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A revision after the end of the file, with a table of its own."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root, info, size = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0], len(pdf.objects) + 1
    out, places = content, {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n" + b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items())
    )
    out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d%s>>\n" % (
        max(size - 1, *objects) + 1,
        root,
        info,
        end(content),
        trailer,
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def first_page(content: bytes) -> tuple[int, bytes]:
    """The number of what draws the first page, and what that is."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        contents = pdf.pages[0].obj.Contents
        return contents.objgen[0], bytes(contents.read_bytes())


def stream(data: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)


@raw("appended-revision", "appended")
def a_revision_that_changes_a_page(content):
    number, drawn = first_page(content)
    return appended(content, {number: stream(drawn + b"\nq 0 0 0 rg 0 0 300 300 re f Q")})


@raw("appended-revision", "appended")
def a_revision_that_changes_nothing(content):
    number, drawn = first_page(content)
    return appended(content, {number: stream(drawn)})


@raw("appended-revision", "appended")
def bytes_after_the_end(content):
    return content + b"\n% Output fell by half\n"


@raw("doubled-object", "twice")
def an_object_that_is_there_twice(content):
    """A second object of the same number before the one that the table names: some readers take it."""
    number, drawn = first_page(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = out.getvalue()
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
    body = b"%d 0 obj\n%s\nendobj\n" % (number, stream(drawn + b" q 0 0 500 500 re f Q"))
    start = end(plain)
    return (
        plain[:start]
        + body
        + plain[start:].replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(body)))
    )


@raw("hybrid-file", "two tables")
def two_tables_of_objects(content):
    """A table for old readers, and for new ones a stream of other places beside it."""
    number, drawn = first_page(content)
    other = stream(drawn + b"\nq 0 0 0 rg 0 0 300 300 re f Q")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        size = len(pdf.objects) + 3
    body = content + b"%d 0 obj\n%s\nendobj\n" % (number, other)
    place = len(content)
    table = len(body)
    entries = b"\x01" + place.to_bytes(4, "big") + b"\x00"
    body += (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Index[%d 1]/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        % (
            size,
            size + 1,
            number,
            len(entries),
            entries,
        )
    )
    return appended(body, {size + 1: b"null"}, b"/XRefStm %d" % table)


def saved_again(content: bytes) -> bytes:
    """As some program would save it: most objects stand within streams of objects."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def inserted(content: bytes, body: bytes) -> bytes:
    """Bytes right before the table of objects, which is found where it now stands."""
    start = end(content)
    moved = b"startxref\n%d" % (start + len(body))
    return content[:start] + body + content[start:].replace(b"startxref\n%d" % start, moved)


@raw("doubled-object", "twice")
def an_object_that_is_there_packed_and_by_itself(content):
    again = saved_again(content)
    with pikepdf.open(io.BytesIO(again)) as pdf:
        number = pdf.Root.objgen[0]
    return inserted(again, b"%d 0 obj\n<</Type/Catalog>>\nendobj\n" % number)


@raw("hidden-objects", "leads to")
def an_object_that_no_table_has(content):
    return inserted(saved_again(content), b"99999 0 obj\n<</S(Output fell)>>\nendobj\n")


@raw("hybrid-file", "two tables")
def a_table_that_is_named_nowhere(content):
    table = b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1>>\n"
    return inserted(saved_again(content), table)


@raw("hidden-objects", "leads to")
def objects_that_nothing_shows(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spare = len(pdf.objects) + 5
    return appended(content, {spare: b"<</Secret(Output fell by half)>>"})


@raw("edited-file", "Resources of the tree of pages")
def resources_above_pages_that_have_their_own(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        top = pdf.Root.Pages.objgen[0]
        kids = b" ".join(b"%d 0 R" % one.objgen[0] for one in pdf.Root.Pages.Kids)
        count = len(pdf.pages)
    body = b"<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<<>>>>>>" % (count, kids)
    return appended(content, {top: body})


@raw("edited-file", "encryption")
def a_file_under_lock(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    return out.getvalue()
