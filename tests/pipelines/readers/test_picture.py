"""Pictures of pages: print gets a palette, photographs stay as they are."""

import io

from PIL import Image, ImageDraw

from pipelines.readers.pdf.picture import png


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_print_gets_a_palette_and_keeps_its_look() -> None:
    page = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(page).text((20, 20), "880 people", fill="black", font_size=40)
    shown = opened(png(page))
    assert (shown.format, shown.mode, shown.size) == ("PNG", "P", page.size)
    back = shown.convert("RGB")
    assert back.getpixel((0, 0)) == (255, 255, 255)
    darkest = min(back.convert("L").tobytes())
    assert darkest < 16


def test_photograph_is_left_as_it_is() -> None:
    photograph = Image.effect_noise((200, 200), 80).convert("L")
    many = Image.merge("RGB", (photograph, photograph.rotate(90), photograph.rotate(180)))
    shown = opened(png(many))
    assert shown.mode == "RGB"
    assert shown.tobytes() == many.tobytes()
