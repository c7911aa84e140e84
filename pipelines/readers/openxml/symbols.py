"""Characters that are numbers in a symbol font, as Word and others write them."""

_SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""Adobe's Symbol encoding, from 0x20 to 0x7E and from 0xA0 to 0xFE."""
_LOW, _HIGH, _PRIVATE = 0x20, 0xA0, 0xF000
_SURROGATES = range(0xD800, 0xE000)
_LAST = 0x10FFFF
_BULLET = "•"


def character(font: str, code: int) -> str:
    """The character with the code in the font: exact for Symbol, a bullet for the pictures of other symbol fonts."""
    plain = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if font.lower() == "symbol":
        return _at(_SYMBOL_LOW, plain - _LOW) or _at(_SYMBOL_HIGH, plain - _HIGH) or _BULLET
    if plain != code or code > _LAST or code in _SURROGATES:
        return _BULLET
    return chr(code)


def _at(table: str, place: int) -> str:
    return table[place] if 0 <= place < len(table) else ""
