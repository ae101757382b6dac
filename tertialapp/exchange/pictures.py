"""Pictures from outside, admitted: decoded within limits and written anew, with nothing but what is seen.

A picture is turned upright, its transparent parts become white, its colours become grey or sRGB, and
what a camera or program has noted in it is gone.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from tertialapp.base.errors import BadInput
from tertialapp.model.images import LONGEST_SIDE, MOST_BYTES, Image, image_of

MOST_READ = 30_000_000
"""Bytes of a picture that is taken in."""
_MOST_PIXELS = 50_000_000
_LARGE_PNG = 1_500_000
"""Bytes: a PNG that is larger is a photograph, which JPEG holds in a tenth."""
_QUALITIES = (90, 75, 50)
"""The first that gives no more bytes than a report holds; the last does for noise of the largest size."""

_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError)
"""What Pillow raises for files that are not what they say."""


def admitted(content: bytes) -> Image:
    """The picture in a PNG or JPEG file. Raises BadInput with one Swedish sentence."""
    if len(content) > MOST_READ:
        raise BadInput(
            f"Bilden är för stor ({len(content) // 1_000_000} MB; högst {MOST_READ // 1_000_000} MB). "
            "Spara den i mindre storlek och försök igen."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow, about what is refused or left out here
            picture = _opened(content)
            return image_of(_written(_as_seen(picture), photo=picture.format != "PNG"))
    except _UNREADABLE as error:
        raise BadInput(
            "Bilden går inte att läsa. Spara om den som PNG eller JPEG och försök igen."
        ) from error


def _opened(content: bytes) -> Pillow.Image:
    """The picture, of which only the head has been read."""
    try:
        picture = Pillow.open(BytesIO(content), formats=("PNG", "JPEG"))
    except Pillow.DecompressionBombError:
        raise _too_many_pixels() from None
    if picture.width * picture.height > _MOST_PIXELS:
        raise _too_many_pixels()
    if picture.format == "PNG" and getattr(picture, "is_animated", False):
        raise BadInput("Bilden är rörlig. Spara en stillbild av den som PNG och försök igen.")
    return picture


def _too_many_pixels() -> BadInput:
    return BadInput(
        f"Bilden har för många bildpunkter (högst {_MOST_PIXELS // 1_000_000} miljoner). "
        "Spara den i mindre storlek och försök igen."
    )


def _as_seen(picture: Pillow.Image) -> Pillow.Image:
    """The picture upright, opaque, in grey or sRGB, no larger than paper shows."""
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    seen = _eight_bits(ImageOps.exif_transpose(picture))
    seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = _opaque(_in_srgb(seen, picture.info.get("icc_profile")))
    return seen if seen.mode == "L" else seen.convert("RGB")


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """The picture with eight bits a component, and as many colours as it likes."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture.convert({"1": "L", "P": "RGB"}.get(picture.mode, picture.mode))


def _in_srgb(picture: Pillow.Image, profile: bytes | None) -> Pillow.Image:
    """The picture with the colours that its profile means; one that means none is left aside."""
    if not profile or picture.mode == "L":
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        meant = ImageCms.profileToProfile(
            picture, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (OSError, ImageCms.PyCMSError):
        return picture
    return meant or picture


def _opaque(picture: Pillow.Image) -> Pillow.Image:
    """The picture on white paper."""
    if picture.mode != "RGBA":
        return picture
    return Pillow.alpha_composite(Pillow.new("RGBA", picture.size, "white"), picture)


def _written(picture: Pillow.Image, *, photo: bool) -> bytes:
    """A photograph as JPEG, else PNG as long as that is not too large."""
    bare = Pillow.frombytes(picture.mode, picture.size, picture.tobytes())
    if not photo:
        content = _encoded(bare, "PNG")
        if len(content) <= _LARGE_PNG:
            return content
    contents = (_encoded(bare, "JPEG", quality=quality, optimize=True) for quality in _QUALITIES)
    return next(content for content in contents if len(content) <= MOST_BYTES)


def _encoded(picture: Pillow.Image, kind: str, **how: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()
