"""Words, and their parts before and after a place."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tertialapp.model.markdown import Run
from tertialapp.pdf import styles
from tertialapp.pdf.fonts import MAY_BREAK
from tertialapp.pdf.words import begun, rest, words_of

_RUNS = st.lists(
    st.builds(Run, st.text(f"aå-{MAY_BREAK}", max_size=5), bold=st.booleans()), max_size=4
)


@given(_RUNS)
@example([Run(f"ab{MAY_BREAK}"), Run(f"c-d{MAY_BREAK}ef", bold=True)])
def test_what_is_left_of_a_word_is_all_from_the_place_on(runs: list[Run]) -> None:
    """So that places that are counted from there are the same, in whichever run a sign stands."""
    for word in (word for line in words_of(runs, styles.BODY) for word in line):
        for at in range(1, len(word.text)):
            after = rest(word, at, styles.BODY.size)
            assert (after.text if after else "").rstrip(MAY_BREAK) == word.text[at:].rstrip(
                MAY_BREAK
            )
            if word.text[:at].strip(MAY_BREAK):
                before = begun(word, at, styles.BODY.size, hyphen=False)
                assert before.text.rstrip(MAY_BREAK) == word.text[:at].rstrip(MAY_BREAK)
