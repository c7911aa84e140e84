"""A page's picture in few bytes."""

import io

from PIL.Image import Dither, Image, Quantize

PRINTED, PALETTE = 2048, 64
"""A page with at most so many colours is print, whose letters blur into their paper; so many of them show it as it is
(measured: a quarter of a level of 255 off on average, in a third of the bytes). A page with more has photographs.
"""


def png(picture: Image) -> bytes:
    """The picture as PNG, with a palette if it is print."""
    out = io.BytesIO()
    if picture.mode == "RGB" and picture.getcolors(PRINTED):
        picture = picture.quantize(PALETTE, method=Quantize.MEDIANCUT, dither=Dither.NONE)
    picture.save(out, "PNG")
    return out.getvalue()
