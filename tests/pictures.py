"""Small pictures for tests."""

from __future__ import annotations

from io import BytesIO

from PIL import Image as Pillow

from tertialapp.model.images import Image, image_of


def encoded(picture: Pillow.Image, kind: str = "PNG", **how: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def drawn(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Pillow.Image:
    """A slope from dark to light, so that no two places of it are alike."""
    width, height = size
    slope = Pillow.linear_gradient("L").resize(size)
    turned = slope.transpose(Pillow.Transpose.ROTATE_90).resize((width, height))
    return Pillow.merge("RGB", (slope, turned, slope)).convert(mode)


def image(size: tuple[int, int] = (60, 40), kind: str = "PNG", mode: str = "RGB") -> Image:
    return image_of(encoded(drawn(mode, size), kind))


IMAGES = (image(), image((8, 9), mode="L"), image((30, 50), "JPEG"))
