"""The parts of a Word document, one after the other: the body, running heads, notes, and what other files lend it."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from pipelines.layout import plain
from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Attachment
from pipelines.readers import text
from pipelines.readers.docx.body import Body
from pipelines.readers.docx.styles import Styles
from pipelines.readers.html.reader import add_words
from pipelines.readers.openxml.choices import choose
from pipelines.readers.openxml.package import Package, is_on
from pipelines.readers.openxml.words import text_of
from pipelines.record import BlockKind

_DELETED = ("{*}del", "{*}moveFrom")
_EDGES = {BlockKind.HEADER: "header", BlockKind.FOOTER: "footer"}
_HTML, _PLAIN = (".htm", ".html", ".xhtml"), (".txt",)


@dataclass(frozen=True, slots=True)
class Parts:
    """Adds parts of a package to a draft."""

    draft: Draft
    package: Package
    styles: Styles
    limits: Limits

    def add(self, part: str, root: Element | None, kind: BlockKind | None = None) -> None:
        """Adds all that the part, whose XML is `root`, shows, as `kind` if one is given."""
        if root is None:
            return
        _prepare(root)
        self._warn_of_hidden(root)
        body = Body(self.draft, self.package, part, self.styles, self._add_chunk, kind)
        for element in [root] if kind in _EDGES else root.iterchildren("*"):
            body.add(element)

    def add_edges(self, main: str, kind: BlockKind) -> None:
        """Adds the running heads of all sections, or their feet, each once however often it returns."""
        seen = set[str]()
        for part in self.package.related(main, _EDGES[kind]):
            root = self.package.root(part)
            words = "" if root is None else text_of(root)
            if words not in seen or not words:
                self.add(part, root, kind)
            seen.add(words)

    def _add_chunk(self, part: str) -> None:
        """Adds a file that stands in the place of paragraphs (`w:altChunk`): its words where they are easily had."""
        data, name = self.package.read(part), part.rsplit("/", 1)[-1]
        if name.lower().endswith(_HTML):
            add_words(self.draft, data, self.limits)
        elif name.lower().endswith(_PLAIN):
            words = text.decode(data)[0]
            for page in plain.pages(words):
                for block in plain.blocks(words, page):
                    self.draft.block(block.kind, words[block.start : block.end])
        elif data:
            self.draft.attachments.append(Attachment(name, data))

    def _warn_of_hidden(self, root: Element) -> None:
        hidden = (switch for switch in root.iter("{*}vanish") if is_on(switch))
        if any(text_of(run) for switch in hidden if (run := _run_of(switch)) is not None):
            self.draft.warn("hidden_text", "Some words are hidden in the document; they are read like the others.")


def _run_of(switch: Element) -> Element | None:
    """The run of text that a setting is for; None for the settings of paragraphs and styles."""
    settings = switch.getparent()
    run = settings.getparent() if settings is not None else None
    return run if run is not None and str(run.tag).endswith("}r") else None


def _prepare(root: Element) -> None:
    """Takes out what is deleted, moved away or said twice."""
    choose(root)
    for element in list(root.iter(*_DELETED)):
        parent = element.getparent()
        if parent is not None and len(element):
            parent.remove(element)
