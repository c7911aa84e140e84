"""SmartArt diagrams (ECMA-376 part 1, 21.4): the words of their points."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from pipelines.readers.openxml.package import Package, get

_DATA = "dm"


def texts(package: Package, part: str, frame: Element) -> Iterator[str]:
    """The words of each point of the diagrams in `frame`, an element of the part, in the file's order."""
    for identifiers in frame.iter("{*}relIds"):
        target = package.target(part, get(identifiers, _DATA))
        root = package.root(target) if target else None
        if root is not None:
            yield from words(root)


def words(root: Element) -> Iterator[str]:
    """The words of each point of a diagram's data."""
    for point in root.iter("{*}pt"):
        for line in point.iter("{*}p"):
            yield "".join(part.text or "" for part in line.iter("{*}t"))
