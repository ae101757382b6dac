"""Pictures as a report holds them: known by their first bytes, whoever made them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tertialapp.model.images import LONGEST_SIDE, MOST_BYTES, format_of, image_of, is_sound
from tests.pictures import IMAGES, drawn, encoded


def test_png_and_jpeg_tell_their_size_and_colours() -> None:
    assert format_of(encoded(drawn(size=(60, 40)))) == ("png", 60, 40, 3)
    assert format_of(encoded(drawn("L", (9, 7)))) == ("png", 9, 7, 1)
    assert format_of(encoded(drawn(size=(60, 40)), "JPEG")) == ("jpeg", 60, 40, 3)
    assert format_of(encoded(drawn("L"), "JPEG", progressive=True)) == ("jpeg", 60, 40, 1)


def test_what_a_pdf_can_not_take_as_it_is_is_no_picture_of_ours() -> None:
    for mode in ("RGBA", "P", "LA", "1", "I;16"):
        content = drawn("L" if mode == "I;16" else "RGB").convert(mode)
        assert format_of(encoded(content)) is None, mode
    assert format_of(encoded(drawn("CMYK"), "JPEG")) is None
    assert format_of(encoded(drawn(size=(LONGEST_SIDE + 1, 1)))) is None
    assert format_of(encoded(drawn()) + bytes(MOST_BYTES)) is None
    assert format_of(encoded(drawn(), "GIF")) is None


def test_the_key_follows_from_the_content() -> None:
    assert image_of(IMAGES[0].content) == IMAGES[0]
    assert len({image.id for image in IMAGES}) == len(IMAGES)
    assert all(map(is_sound, IMAGES))
    first, other = IMAGES[:2]
    changed: dict[str, Any]
    for changed in ({"id": "x Do Q"}, {"id": other.id}, {"width": 1}, {"content": other.content}):
        assert not is_sound(replace(first, **changed))


@given(st.binary(max_size=60), st.integers(0, 60))
def test_any_bytes_can_be_asked_for_their_format(junk: bytes, at: int) -> None:
    for whole in IMAGES:
        found = format_of(whole.content[:at] + junk)
        assert found is None or 0 < max(found.width, found.height) <= LONGEST_SIDE
        assert format_of(whole.content[:at]) in (None, format_of(whole.content))
    assert format_of(junk) is None
