"""What reviewers wrote beside a slide, in both forms that PowerPoint has had."""

from collections.abc import Iterator

from pptx.oxml import parse_xml
from pptx.slide import Slide

_COMMENTS = "/comments"


def texts(slide: Slide) -> Iterator[str]:
    """The words of each comment and reply, in the file's order."""
    for relation in slide.part.rels.values():
        if relation.reltype.endswith(_COMMENTS) and not relation.is_external:
            yield from _of_part(relation.target_part.blob)


def _of_part(xml: bytes) -> Iterator[str]:
    root = parse_xml(xml)
    for element in root.iter("{*}text", "{*}txBody"):
        if element.tag.endswith("}text"):
            yield element.text or ""
        else:
            yield "\n".join("".join(line.itertext("{*}t")) for line in element.iter("{*}p"))
