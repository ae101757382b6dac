"""From a finished PDF to its proof."""

from __future__ import annotations

from tertialapp.pdf.build import Built
from tertialapp.pdf.proof.file_checks import file_checks
from tertialapp.pdf.proof.reading import Reading, read_back
from tertialapp.pdf.proof.texts import looks
from tertialapp.pdf.proof.values import Look, Proof, Rule
from tertialapp.pdf.standard import STANDARDS
from tertialapp.pdf.typeface import set_in

_JUDGED = (
    Look("Står sakerna i den ordning de ska läsas?", Rule(wcag="1.3.2")),
    Look("Säger rubrikerna vad som står under dem?", Rule(wcag="2.4.6")),
    Look("Är orden begripliga för den som inte kan ämnet?", Rule(laws=("språklagen 11 §",))),
    Look("Går texten att förstå utan färg och form, som ”den röda raden”?", Rule(wcag="1.3.3")),
    Look(
        "Finns det text på andra språk? Hela filen läses upp som svenska.",
        Rule("7.2", wcag="3.1.2"),
    ),
)
_ALTERNATIVES = Look("Säger alternativtexterna det som bilderna visar?", Rule("7.3", wcag="1.1.1"))


def prove(built: Built, standard: str) -> Proof:
    """The proof of a PDF that was made to keep one of STANDARDS."""
    reading, promised = read_back(built.pdf), STANDARDS[standard]
    with set_in(built.layout.typeface):
        return Proof(
            promised,
            tuple(file_checks(reading, built.layout, built.missing, promised)),
            tuple(looks(built.layout.blocks)),
            _judged(reading),
        )


def _judged(reading: Reading) -> tuple[Look, ...]:
    has_pictures = any(reading.every("Figure"))
    return (*_JUDGED, _ALTERNATIVES) if has_pictures else _JUDGED
