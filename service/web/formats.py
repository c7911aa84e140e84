"""Media types in the short words that people use for them."""

_NAMES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "message/rfc822": "E-mail",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "text/plain": "Text",
    "text/csv": "CSV",
}


def format_of(media_type: str | None) -> str:
    """`PDF` for `application/pdf`; the type itself where there is no shorter word, empty for none."""
    return _NAMES.get(media_type or "", media_type or "")


def size_of(count: int) -> str:
    """Bytes in the largest unit that leaves a number above one: `2.4 MB`."""
    size, units = float(count), ["B", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:  # noqa: PLR2004 - decimal units
        size, units = size / 1000, units[1:]
    return f"{size:.0f} {units[0]}" if units[0] in {"B", "kB"} else f"{size:.1f} {units[0]}"
