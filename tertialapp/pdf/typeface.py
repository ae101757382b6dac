"""Which typeface is set in. A report has one; it is in force while the report is laid out or painted.

Everything that is set is measured, deep within blocks that know no report. So the typeface is what the
work is done in, not an argument of every function, and what is measured is remembered under it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar

from msgspec import Struct

from tertialapp.base.paths import resource
from tertialapp.model.font_files import Cut, FontFile, own_cuts
from tertialapp.model.frame import TypefaceName
from tertialapp.model.report import Report
from tertialapp.pdf.steps import Steps
from tertialapp.pdf.styles import Face

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Typeface(Struct, frozen=True, eq=False):
    """A family in its four cuts. Each is only like itself."""

    name: str
    files: Mapping[Face, Path | bytes]

    def first(self, face: Face) -> Face:
        """The face that has a face's file: where two share one, it is embedded once."""
        return next(each for each in Face if self.files[each] is self.files[face])


def _shipped(name: str, *ends: str) -> Typeface:
    files = {
        face: resource("fonts", f"{name}-{end}.ttf") for face, end in zip(Face, ends, strict=True)
    }
    return Typeface(name, MappingProxyType(files))


TYPEFACES: Mapping[TypefaceName, Typeface] = MappingProxyType(
    {
        TypefaceName.SOURCE_SANS: _shipped("SourceSans3", *Face),
        TypefaceName.LIBERATION_SANS: _shipped(
            "LiberationSans", "Regular", "Italic", "Bold", "BoldItalic"
        ),
        TypefaceName.SOURCE_SERIF: _shipped("SourceSerifPro", *Face),
    }
)
"""The families that the program brings."""

_now: ContextVar[Typeface] = ContextVar("_now", default=TYPEFACES[TypefaceName.SOURCE_SANS])


_CUTS = {
    Face.REGULAR: Cut.REGULAR,
    Face.ITALIC: Cut.ITALIC,
    Face.SEMIBOLD: Cut.BOLD,
    Face.SEMIBOLD_ITALIC: Cut.BOLD_ITALIC,
}


def typeface_of(report: Report) -> Typeface:
    """The typeface of a report; the usual one while the files of the board's own are not all there."""
    name = report.setup.typeface
    if name is not TypefaceName.OWN:
        return TYPEFACES[name]
    return own_typeface(tuple(report.font_files.values()))


@lru_cache(maxsize=4)
def own_typeface(files: tuple[FontFile, ...]) -> Typeface:
    """The typeface in some files; the usual one where they are no whole one."""
    cuts = own_cuts({file.id: file for file in files})
    if not cuts:
        return TYPEFACES[TypefaceName.SOURCE_SANS]
    told = sha256(b"".join(sha256(cuts[cut]).digest() for cut in Cut)).hexdigest()
    return Typeface(told[:32], MappingProxyType({face: cuts[cut] for face, cut in _CUTS.items()}))


def typeface_now() -> Typeface:
    """The typeface that is set in."""
    return _now.get()


@contextmanager
def set_in(typeface: Typeface) -> Iterator[None]:
    """Set in a typeface meanwhile."""
    before = _now.set(typeface)
    try:
        yield
    finally:
        _now.reset(before)


def steps_in(typeface: Typeface, steps: Steps[_T]) -> Steps[_T]:
    """Take steps in a typeface; between them others may set in their own."""
    while True:
        before = _now.set(typeface)
        try:
            told = next(steps)
        except StopIteration as end:
            made: _T = end.value
            return made
        finally:
            _now.reset(before)
        yield told


def remembered_by_typeface(most: int | None) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """As ``lru_cache``, for what follows from the typeface too."""

    def remembering(make: Callable[_P, _T]) -> Callable[_P, _T]:
        @lru_cache(maxsize=most)
        def kept(_typeface: Typeface, *args: _P.args, **named: _P.kwargs) -> _T:
            return make(*args, **named)

        @wraps(make)
        def made(*args: _P.args, **named: _P.kwargs) -> _T:
            return kept(_now.get(), *args, **named)  # type: ignore[arg-type]  # all are hashable

        return made

    return remembering
