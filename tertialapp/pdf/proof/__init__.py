"""The proof of a PDF: what was checked in the file itself, and what of the report is to be looked at.

Nothing stands here that was not looked up: ``reading`` reads the finished file back, ``contrast`` and
``texts`` go through what it was made from.
"""

from tertialapp.pdf.proof.prove import prove
from tertialapp.pdf.proof.values import Check, Look, Proof, proof_text

__all__ = ["Check", "Look", "Proof", "proof_text", "prove"]
