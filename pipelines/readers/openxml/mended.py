"""Packages set right for libraries that take nothing amiss: the strict form, and relations that lead nowhere."""

import re
import zipfile
from io import BytesIO

from lxml import etree

from pipelines.readers.openxml.package import Package, parsed

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
"""The strict namespaces are the transitional ones without their year (ECMA-376 part 1, annex A, and part 4)."""
_MACROS = re.compile(rb"application/vnd\.ms-powerpoint\.\w+\.macroEnabled\.main\+xml")
_PLAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
"""Shows and templates with macros are presentations too, whatever they are called."""
_TYPES, _LINKS, _XML = "[content_types].xml", ".rels", (".xml", ".rels", ".vml")
_TYPES_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_UNKNOWN = "application/octet-stream"


def is_strict(package: Package) -> bool:
    """Whether the package is in the strict form, as its first relations say."""
    return bool(_STRICT.search(package.read("_rels/.rels")))


def mended(package: Package) -> BytesIO:
    """The package in the transitional form, every part with a type and every relation with a part."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        for name, entry in package.names.items():
            data = package.read(entry)
            if name.endswith(_XML):
                data = _STRICT.sub(_TRANSITIONAL, data)
            if name == _TYPES:
                data = _with_all_types(_MACROS.sub(_PLAIN, data), package)
            elif name.endswith(_LINKS):
                data = _without_dangling(data, entry, package)
            made.writestr(entry.replace("\\", "/").removeprefix("/"), data)
    whole.seek(0)
    return whole


def _with_all_types(xml: bytes, package: Package) -> bytes:
    root = parsed(xml)
    if root is None:
        return xml
    known = {element.get("Extension", "").lower() for element in root.iter("{*}Default")}
    for extension in sorted({name.rpartition(".")[2] for name in package.names} - known):
        etree.SubElement(root, f"{_TYPES_SPACE}Default", Extension=extension, ContentType=_UNKNOWN)
    return bytes(etree.tostring(root))


def _without_dangling(xml: bytes, entry: str, package: Package) -> bytes:
    """The relations without those to missing parts; `entry` is `folder/_rels/part.rels`."""
    root = parsed(xml)
    if root is None:
        return xml
    part = entry.replace("_rels/", "").removesuffix(_LINKS)
    gone = {
        each.identifier
        for each in package.relations(part)
        if not each.external and each.target.lower() not in package.names
    }
    for element in list(root.iter("{*}Relationship")):
        if element.get("Id") in gone:
            root.remove(element)
    return bytes(etree.tostring(root))
