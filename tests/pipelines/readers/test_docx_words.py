"""What the paragraphs of a Word document say: fields, symbols, equations, revisions, boxes of text."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source
from tests.pipelines.readers.openxml import p, r, strict, word

_BOX = "<w:txbxContent>{}</w:txbxContent>"
_SHAPE = (
    "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing>"
)
_EITHER = (
    "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
_VML = "<w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict>"


def read(path: Path) -> Parsed:
    return sandbox.read(Source(path), limits=Limits())


def body(folder: Path, xml: str) -> list[str]:
    parsed = read(word(folder / "report", xml))
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


@pytest.mark.parametrize("kind", ["document", "template", "document.macroEnabled", "template.macroEnabledTemplate"])
def test_documents_and_templates_are_read(kind: str, tmp_path: Path) -> None:
    assert read(word(tmp_path / "report", p("Nine people died."), kind=kind)).text == "Nine people died."


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    assert read(strict(word(tmp_path / "report", p("Nine people died.")))).text == "Nine people died."


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ("<w:hyperlink>" + r("Nine") + "</w:hyperlink>" + r(" died."), "Nine died."),
        ('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>", "7"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + r("7"), "7"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + r("Nine") + "</w:sdtContent></w:sdt>", "Nine"),
        ("<w:moveFrom>" + r("gone") + "</w:moveFrom><w:moveTo>" + r("here") + "</w:moveTo>", "here"),
        ("<w:del>" + r("gone") + "</w:del><w:ins>" + r("here") + "</w:ins>", "here"),
        (r("a") + "<w:r><w:noBreakHyphen/></w:r>" + r("b") + "<w:r><w:softHyphen/></w:r>" + r("c"), "a-bc"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Arial" w:char="20AC"/></w:r>', "α€"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>done</w:t></w:r>', "•done"),
        ("<w:r><w:ruby><w:rt>" + r("x") + "</w:rt><w:rubyBase>" + r("base") + "</w:rubyBase></w:ruby></w:r>", "base"),
        ("<w:r><w:rPr><w:rtl/></w:rPr><w:t>قتل تسعة</w:t></w:r>", "قتل تسعة"),
    ],
)
def test_a_paragraph_says_what_is_shown(runs: str, words: str, tmp_path: Path) -> None:
    assert body(tmp_path, f"<w:p>{runs}</w:p>") == [words]


def test_an_equation_is_written_on_a_line(tmp_path: Path) -> None:
    one, two = "<m:r><m:t>a</m:t></m:r>", "<m:r><m:t>b</m:t></m:r>"
    fraction = f"<m:f><m:num>{one}</m:num><m:den>{two}</m:den></m:f>"
    power = f"<m:sSup><m:e>{one}</m:e><m:sup>{two}</m:sup></m:sSup>"
    bracketed = f"<m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e>{power}</m:e></m:d>"
    assert body(tmp_path, f"<w:p><m:oMath>{fraction}{bracketed}</m:oMath></w:p>") == ["a/b[a^b)"]


def test_text_said_twice_for_old_programs_is_read_once(tmp_path: Path) -> None:
    new, old = _SHAPE.format(_BOX.format(p("In a box."))), _VML.format(_BOX.format(p("In a box.")))
    assert body(tmp_path, p("Beside.", f"<w:r>{_EITHER.format(new, old)}</w:r>")) == ["Beside.", "In a box."]


def test_a_form_that_only_old_programs_show_is_read(tmp_path: Path) -> None:
    old = _VML.format(_BOX.format(p("In a box.")))
    assert body(tmp_path, p(f"<w:r>{_EITHER.format('', old)}</w:r>")) == ["In a box."]


def test_a_box_in_a_box_is_read_once(tmp_path: Path) -> None:
    inner = _SHAPE.format(_BOX.format(p("inner")))
    outer = _SHAPE.format(_BOX.format(p("outer", f"<w:r>{inner}</w:r>")))
    assert body(tmp_path, p(f"<w:r>{outer}</w:r>")) == ["outer", "inner"]


def test_letters_drawn_as_a_picture_are_read(tmp_path: Path) -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    assert body(tmp_path, p(art)) == ["DRAFT"]


def test_hidden_words_are_read_and_marked(tmp_path: Path) -> None:
    parsed = read(word(tmp_path / "report", p("Nine", r(" secretly", "<w:vanish/>"))))
    assert parsed.text == "Nine secretly"
    assert [warning.code for warning in parsed.warnings] == ["hidden_text"]


@pytest.mark.parametrize(
    ("xml", "pages"),
    [
        (
            p("one", '<w:r><w:br w:type="page"/></w:r>') + p("<w:r><w:lastRenderedPageBreak/></w:r>", "two"),
            ["one", "two"],
        ),
        (p("one") + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" + r("two") + "</w:p>", ["one", "two"]),
        ("<w:p><w:pPr><w:sectPr/></w:pPr>" + r("one") + "</w:p>" + p("two"), ["one", "two"]),
        (p("one") + p("st", "<w:r><w:lastRenderedPageBreak/></w:r>", "art") + p("end"), ["one\n\nstart", "end"]),
    ],
)
def test_pages_begin_where_word_drew_them(xml: str, pages: list[str], tmp_path: Path) -> None:
    parsed = read(word(tmp_path / "report", xml))
    assert [parsed.text[page.start : page.end] for page in parsed.pages] == pages
