"""Pictures from outside: admitted as they are seen, or refused in one sentence that says what to do."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import pytest
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

from tertialapp.base.errors import BadInput
from tertialapp.exchange.pictures import MOST_READ, admitted
from tertialapp.model.images import LONGEST_SIDE, MOST_BYTES, Image, format_of, is_sound
from tests.pictures import drawn, encoded


def _shown(image: Image) -> Pillow.Image:
    assert is_sound(image)
    return Pillow.open(BytesIO(image.content))


def test_a_drawing_stays_as_it_is_and_a_photograph_stays_a_photograph() -> None:
    drawing = _shown(admitted(encoded(drawn())))
    assert (drawing.format, drawing.tobytes()) == ("PNG", drawn().tobytes())
    assert _shown(admitted(encoded(drawn(), "JPEG"))).format == "JPEG"
    assert admitted(encoded(drawn())) == admitted(encoded(drawn(), compress_level=0))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_every_depth_of_colour_is_taken(mode: str) -> None:
    picture = drawn(mode)
    shown = _shown(admitted(encoded(picture)))
    assert shown.mode == ("L" if mode in "1L" else "RGB")
    assert shown.convert("RGB").tobytes() == picture.convert("RGB").tobytes()


def test_sixteen_bits_become_eight() -> None:
    picture = Pillow.new("I;16", (256, 1))
    for at in range(256):
        picture.putpixel((at, 0), at * 257)
    assert [*_shown(admitted(encoded(picture))).tobytes()] == [*range(256)]


def test_what_is_transparent_becomes_white() -> None:
    layer = Pillow.new("RGBA", (2, 1), (200, 0, 0, 255))
    layer.putpixel((1, 0), (0, 0, 0, 0))
    for content in (encoded(layer), encoded(layer.quantize(3)), encoded(layer.convert("LA"))):
        shown = _shown(admitted(content)).convert("RGB")
        assert shown.getpixel((1, 0)) == (255, 255, 255)
        assert shown.getpixel((0, 0)) != (255, 255, 255)
    hole = encoded(Pillow.new("RGB", (2, 2), (9, 9, 9)), transparency=(9, 9, 9))
    assert _shown(admitted(hole)).getpixel((0, 0)) == (255, 255, 255)


def test_inks_become_light() -> None:
    ink = Pillow.new("CMYK", (20, 20), (0, 255, 255, 0))
    shown = _shown(admitted(encoded(ink, "JPEG"))).getpixel((9, 9))
    assert isinstance(shown, tuple)
    assert shown[0] > 200
    assert max(shown[1:3]) < 60


def test_a_picture_is_turned_as_it_was_held_and_keeps_no_notes() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Kamera av märket Hemlig"
    lain = encoded(drawn(size=(60, 40)), "JPEG", exif=exif, comment=b"Hemlig")
    image = admitted(lain)
    assert b"Hemlig" in lain
    assert (image.width, image.height) == (40, 60)
    assert b"Hemlig" not in image.content
    noted = PngImagePlugin.PngInfo()
    noted.add_text("Author", "Hemlig")
    assert b"Hemlig" not in admitted(encoded(drawn(), pnginfo=noted)).content


def test_colours_are_those_that_the_profile_means() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = admitted(encoded(drawn(), icc_profile=lab))
    assert b"iCCP" not in same.content
    assert (
        max(abs(a - b) for a, b in zip(_shown(same).tobytes(), drawn().tobytes(), strict=True)) < 3
    )
    broken = admitted(encoded(drawn(), icc_profile=b"none"))
    assert _shown(broken).tobytes() == drawn().tobytes()


def test_a_large_picture_is_made_no_larger_than_paper_shows() -> None:
    image = admitted(encoded(drawn(size=(5000, 1000)), "JPEG"))
    assert (image.width, image.height) == (LONGEST_SIDE, LONGEST_SIDE // 5)
    assert admitted(encoded(drawn(size=(1, 5000)))).width == 1


def test_noise_of_the_largest_size_has_room() -> None:
    noise = random.Random(1).randbytes(3 * LONGEST_SIDE**2)  # noqa: S311 - no secret
    image = admitted(encoded(Pillow.frombytes("RGB", (LONGEST_SIDE, LONGEST_SIDE), noise)))
    found = format_of(image.content)
    assert found is not None
    assert found.kind == "jpeg"
    assert len(image.content) <= MOST_BYTES


def _claiming(width: int, height: int) -> bytes:
    """A PNG that says it is larger than it is."""
    content = encoded(Pillow.new("L", (1, 1)))
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + content[24:29]
    return content[:12] + head + zlib.crc32(head).to_bytes(4) + content[33:]


def _moving() -> bytes:
    return encoded(drawn(), save_all=True, append_images=[drawn("L").convert("RGB")])


REFUSED = {
    "words": (b"inte en bild", "går inte att läsa"),
    "nothing": (b"", "går inte att läsa"),
    "other kind": (encoded(drawn(), "GIF"), "går inte att läsa"),
    "cut off": (encoded(drawn())[:-40], "går inte att läsa"),
    "cut off photograph": (encoded(drawn(), "JPEG")[:400], "går inte att läsa"),
    "many bytes": (bytes(MOST_READ + 1), "för stor"),
    "many pixels": (_claiming(10_000, 9_000), "för många bildpunkter"),
    "a bomb": (_claiming(2**31 - 1, 2**31 - 1), "för många bildpunkter"),
    "moving": (_moving(), "rörlig"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_such_picture_is_refused(case: str) -> None:
    content, message = REFUSED[case]
    with pytest.raises(BadInput, match=message) as refusal:
        admitted(content)
    assert "\n" not in str(refusal.value)


def test_damaged_files_are_taken_or_refused_and_nothing_else() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    sound = [encoded(drawn()), encoded(drawn("P")), encoded(drawn(), "JPEG"), _moving()]
    refused = 0
    for _ in range(400):
        content = bytearray(chance.choice(sound))
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            assert is_sound(admitted(bytes(content)))
        except BadInput:
            refused += 1
    assert 0 < refused < 400
