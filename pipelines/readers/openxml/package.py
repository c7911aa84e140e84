"""Office Open XML packages (ECMA-376 part 2): their parts, and which part leads to which.

More forgiving than the office libraries: the strict and the transitional namespaces read alike, names of parts are
compared without case, and a relation that leads nowhere leads nowhere.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from pipelines.errors import DamagedFile
from pipelines.layout.draft import Draft
from pipelines.readers import packages
from pipelines.readers.properties import parser

MAIN = "officeDocument"
"""The kind of the relation from the package to its main part."""
_CORE = "core-properties"


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from a part: `kind` is the last word of its type, `target` a part's name, or an address if `external`."""

    identifier: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """An open package; `names` gives the entry of each part by its name in lower case."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]

    def read(self, part: str) -> bytes:
        """The part's bytes; none if it is missing or broken."""
        entry = self.names.get(_key(part))
        try:
            return self.archive.read(entry) if entry else b""
        except (*packages.BROKEN, RuntimeError):
            return b""

    def root(self, part: str) -> Element | None:
        """The part's XML, what can be saved of it if it is broken; None if nothing can."""
        return parsed(self.read(part))

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Where the part leads to, in the file's order; where the package does if no part is named."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        return () if root is None else tuple(_relation(element, folder) for element in root.iter("{*}Relationship"))

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of a kind to which the part leads, each once."""
        found = (each.target for each in self.relations(part) if each.kind == kind and not each.external)
        yield from dict.fromkeys(found)

    def roots(self, part: str, kind: str) -> Iterator[Element]:
        """The XML of the parts of a kind to which the part leads."""
        for target in self.related(part, kind):
            root = self.root(target)
            if root is not None:
                yield root

    def target(self, part: str, identifier: str) -> str | None:
        """The part behind a relation of the part; None if there is none inside the package."""
        found = (each for each in self.relations(part) if each.identifier == identifier and not each.external)
        return next((each.target for each in found), None)

    def main(self, default: str) -> str:
        """The main part's name; `default` if the package does not say."""
        return next(self.related("", MAIN), default)

    def core(self) -> str:
        """The name of the part with title, author and days."""
        return next(self.related("", _CORE), "docProps/core.xml")


def package_of(archive: zipfile.ZipFile) -> Package:
    """The archive as a package."""
    return Package(archive, {_key(name): name for name in archive.namelist()})


def parsed(xml: bytes) -> Element | None:
    """The root of the XML, what can be saved of it if it is broken; None if nothing can."""
    for recover in (False, True):
        try:
            return etree.fromstring(xml, parser(recover=recover))
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None


def saved(draft: Draft, xml: bytes) -> Element:
    """The root of a document's main part; if it is broken, what can be saved of it, with a warning.

    Raises `DamagedFile` if nothing with words can.
    """
    try:
        return etree.fromstring(xml, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        root = parsed(xml)
        if root is None or not "".join(map(str, root.itertext())).strip():
            raise DamagedFile("The document is broken or cut short.", advice="Open and save it again.") from error
        draft.warn("document_damaged", f"The document is broken; what could be saved of it is read: {error}")
        return root


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").lower()


def _relation(element: Element, folder: str) -> Relation:
    target, external = element.get("Target", ""), element.get("TargetMode", "").lower() == "external"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).removeprefix("/")
    return Relation(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def get(element: Element | None, name: str) -> str:
    """The attribute of that local name; empty if there is none."""
    pairs = element.attrib.items() if element is not None else ()
    return next((str(value) for key, value in pairs if str(key).rsplit("}", 1)[-1] == name), "")


def number(element: Element | None, name: str, *, default: int = 1, most: int = 16_384) -> int:
    """The attribute as a whole number from 0 to `most`; `default` if it is none."""
    value = get(element, name)
    return min(int(value), most) if value.isascii() and value.isdigit() else default


def is_on(element: Element | None) -> bool:
    """Whether a switch (`<w:vanish/>`, `<w:b w:val="0"/>`) is there and not off."""
    return element is not None and get(element, "val") not in ("0", "false", "off", "none")
