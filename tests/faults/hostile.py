"""Files made to hurt those who read them: bombs, circles, floods and lies."""

import io
import zipfile
import zlib
from collections.abc import Callable


def pdf(objects: list[bytes]) -> bytes:
    """A PDF with the objects, numbered from 1, of which the first is the catalogue."""
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n" % (len(packed), entries) + packed + b"\nendstream"


CATALOGUE, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> %s >> >>"
)


def one_page(content: bytes, extra: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    return pdf([CATALOGUE, PAGES, PAGE % extra, stream(content), FONT, *more])


def text_bomb() -> bytes:
    line = b"BT /F 9 Tf 10 400 Td (52 people were killed on the road.) Tj ET\n"
    return one_page(line * 400_000)


def unpacking_bomb() -> bytes:
    return one_page(b" " * 400_000_000)


def nested_forms() -> bytes:
    """Thirty forms, each of which draws the next ten times."""
    first = 6
    forms = [
        stream(
            b"/X Do " * 10,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % (first + place + 1),
        )
        for place in range(30)
    ]
    last = stream(b"BT (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return one_page(b"/X Do", b"/XObject << /X 6 0 R >>", (*forms, last))


def form_in_itself() -> bytes:
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    return one_page(b"/X Do", b"/XObject << /X 6 0 R >>", (form,))


def pages_in_a_circle() -> bytes:
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"])


def a_claim_of_many_pages() -> bytes:
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>", PAGE % b"", stream(b""), FONT])


def twenty_thousand_pages() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 20_003))
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count 20000 >>" % kids, *[page] * 20_000])


def a_drawing_of_many_lines() -> bytes:
    lines = b"".join(b"%d %d m %d %d l S\n" % (x % 590, x % 790, (x * 7) % 590, x % 790) for x in range(200_000))
    return one_page(lines)


def font_without_map() -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
    inner += b"/CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>"
    return pdf([CATALOGUE, PAGES, PAGE % b"", stream(b"BT /F 12 Tf 50 50 Td <000100020003> Tj ET"), font, FONT, inner])


def huge_page() -> bytes:
    box = PAGE.replace(b"[0 0 600 800]", b"[0 0 2000000000 2000000000]") % b""
    return pdf([CATALOGUE, PAGES, box, stream(b"BT /F 12 Tf 50 50 Td (A) Tj ET"), FONT])


def text_far_off_the_page() -> bytes:
    line = b"BT /F 9 Tf %d %d Td (52 people were killed on the road.) Tj ET\n"
    return one_page(b"".join(line % (x, y) for y in range(0, 790, 20) for x in (9, 1_000_000)))


def text_of_no_height() -> bytes:
    line = b"BT /F 9 Tf 1 0 0 0.00001 9 %d Tm (52 people were killed.) Tj ET\n"
    return one_page(b"".join(line % y for y in range(0, 790, 20)))


def bookmarks_in_a_circle() -> bytes:
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    first = b"<< /Title (A) /Parent 6 0 R /Next 8 0 R /First 8 0 R >>"
    second = b"<< /Title (B) /Parent 7 0 R /Next 7 0 R /First 7 0 R >>"
    page = stream(b"BT /F 9 Tf 9 400 Td (52 people were killed.) Tj ET")
    outlines = b"<< /Type /Outlines /First 7 0 R /Last 8 0 R >>"
    return pdf([catalogue, PAGES, PAGE % b"", page, FONT, outlines, first, second])


def packed(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def zip_bomb() -> bytes:
    return packed({"zeros.txt": bytes(100_000_000)})


def zip_of_many_entries() -> bytes:
    return packed({f"{number}.txt": b"" for number in range(30_000)})


def xml_entities() -> bytes:
    """A Word document whose text is an entity of entities of entities."""
    levels = "".join(f'<!ENTITY a{place} "{f"&a{place - 1};" * 10}">' for place in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "killed">{levels}]>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return document_with(
        f"{text}<w:document {space}><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )


def many_paragraphs() -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraphs = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 2_000_000
    return document_with(f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>")


def document_with(xml: str) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": xml}
    return packed({name: part.encode() for name, part in parts.items()})


def nested_tags() -> bytes:
    return b"<!DOCTYPE html>" + b"<div>" * 200_000 + b"52 killed"


def unclosed_paragraphs() -> bytes:
    return b"<!DOCTYPE html>" + b"<p><font>52 killed" * 200_000


def mail_to_many() -> bytes:
    addresses = ", ".join(f"n{number}@example.org" for number in range(200_000))
    return f"From: a@example.org\nTo: {addresses}\nSubject: x\n\nbody".encode()


def mail_in_mail() -> bytes:
    head = "From: a@example.org\nSubject: x\nContent-Type: message/rfc822\n\n"
    return (head * 1_000 + "From: a@example.org\nSubject: x\n\nbody").encode()


def parts_in_parts() -> bytes:
    heads = [f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(1_000)]
    return ("From: a@example.org\nSubject: x\n" + "".join(heads) + "\nbody").encode()


def long_line() -> bytes:
    return b"killed " * 600_000


def control_characters() -> bytes:
    return b"52 people\x0c\x1b[31m killed\x0c" * 1_500


HOSTILE: tuple[Callable[[], bytes], ...] = (
    text_bomb,
    unpacking_bomb,
    nested_forms,
    form_in_itself,
    pages_in_a_circle,
    a_claim_of_many_pages,
    twenty_thousand_pages,
    a_drawing_of_many_lines,
    font_without_map,
    huge_page,
    text_far_off_the_page,
    text_of_no_height,
    bookmarks_in_a_circle,
    zip_bomb,
    zip_of_many_entries,
    xml_entities,
    many_paragraphs,
    nested_tags,
    unclosed_paragraphs,
    mail_to_many,
    mail_in_mail,
    parts_in_parts,
    long_line,
    control_characters,
)
