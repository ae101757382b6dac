"""Text format: what is written is read back, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertialapp.model.markdown import (
    LINK_SCHEMES,
    Block,
    BulletList,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    all_runs,
    normalize,
    picture_keys,
    with_runs,
)
from tertialapp.model.markdown_read import parse, plain
from tertialapp.model.markdown_write import paragraphs, serialize
from tertialapp.model.text import clean

_TEXT = st.text(
    st.sampled_from("aåö 1.-#*_[]()&\\+!<>`~:;\"'\n\t—–é漢😀") | st.characters(), max_size=30
)
_LINKS = st.sampled_from(
    [
        *(None, None, None, "https://x.se/a_b?c=1&d=2", "varde:ind/1", "file:///x"),
        "https://x.se/?a&copy;b",
    ]
)
_RUNS = st.lists(st.builds(Run, _TEXT, st.booleans(), st.booleans(), _LINKS), max_size=5).map(tuple)
_ITEMS = st.recursive(
    st.builds(ListItem, _RUNS),
    lambda inner: st.builds(
        ListItem,
        _RUNS,
        st.lists(
            st.builds(BulletList, st.lists(inner, max_size=3).map(tuple), st.booleans()), max_size=3
        ).map(tuple),
    ),
    max_leaves=6,
)
_WORDS = (
    st.builds(Paragraph, _RUNS)
    | st.builds(Heading, st.sampled_from([1, 2]), _RUNS)
    | st.builds(BulletList, st.lists(_ITEMS, max_size=4).map(tuple), st.booleans())
)
_PICTURES = st.builds(Picture, st.sampled_from(["a1", "k_-9"]), _TEXT, _TEXT)
WORD_BLOCKS: st.SearchStrategy[tuple[Block, ...]] = st.lists(_WORDS, max_size=5).map(tuple)
BLOCKS: st.SearchStrategy[tuple[Block, ...]] = st.lists(_WORDS | _PICTURES, max_size=5).map(tuple)


@given(BLOCKS)
def test_what_is_written_is_read_back(blocks: tuple[Block, ...]) -> None:
    normal = normalize(blocks)
    assert parse(serialize(blocks)) == normal
    assert normalize(normal) == normal


@given(st.text())
def test_any_text_can_be_read_and_settles(text: str) -> None:
    blocks = parse(text)
    assert parse(serialize(blocks)) == blocks


ANY_MARKS = st.sampled_from(
    [
        *'aå 1.-#*_[]()&\\+!<>`~:"\n\t=',
        "](http://a.se)",
        "[x](varde:a)",
        "![a](bild:k)",
        "\n- ",
        "**",
    ]
)


@given(st.lists(ANY_MARKS, max_size=20).map("".join))
def test_any_marks_can_be_read_and_settle(text: str) -> None:
    blocks = parse(text)
    assert parse(serialize(blocks)) == blocks


@given(
    st.lists(st.sampled_from(["a", "å", "5", " ", "\n", *"<>`~:()=|$^"]), max_size=20).map("".join)
)
def test_signs_that_only_other_markdown_knows_are_characters(text: str) -> None:
    lines = ["".join(line.split()) for line in plain(f"x{text}").split("\n")]
    assert "".join(lines) == "".join(f"x{text}".split())


def test_what_other_markdown_would_make_of_a_text_stays_words() -> None:
    for text, words in {
        "> 5 % fler än **väntat**": "> 5 % fler än väntat",
        "Skriv `kod` och <b>fett</b>": "Skriv `kod` och <b>fett</b>",
        "~~~\nborta\n~~~": "~~~ borta ~~~",
        "[not]: https://a.se": "[not]: https://a.se",
        "<https://a.se>": "<https://a.se>",
        "Rubrik\n---": "Rubrik ---",
        "Rubrik\n===": "Rubrik ===",
        "***": "***",
        "a | b\n--|--": "a | b --|--",
        "    fyra blanka": "fyra blanka",
        "\\<b> & &lt;b&gt;": "<b> & <b>",
        "[a](ftp://x.se) [b](file:///c)": "[a](ftp://x.se) [b](file:///c)",
        '[a](ftp://x.se "b")': '[a](ftp://x.se "b")',
        "[a](https://x&lt;y.se)": "[a](https://x<y.se)",
        "se ![a `b`](bild:k) här": "se ![a `b`](bild:k) här",
        "![a\n`b`](bild:k)": "![a `b`](bild:k)",
        "- a\n\n  ***": "a ***",
        "#\u00a0a\n===": "#\u00a0a ===",
        "    &notit; &#12ab; &#229; &aring;": "&notit; &#12ab; å å",
    }.items():
        assert plain(text) == words, text


def test_a_link_may_stand_after_an_exclamation_mark_and_hold_brackets() -> None:
    assert parse("Läs![mer](https://a.se)") == (
        Paragraph((Run("Läs!"), Run("mer", link="https://a.se"))),
    )
    assert parse("[[](0)](https://a.se)") == (Paragraph((Run("[](0)", link="https://a.se"),)),)
    assert parse("[a](https://a.se/~b)") == (Paragraph((Run("a", link="https://a.se/~b"),)),)


def test_lists_beside_each_other_keep_points_that_are_stars() -> None:
    for stars in ("*", "**", "***", "* *"):
        first, second = (BulletList((ListItem((Run(words),)),)) for words in ("a", stars))
        blocks = (first, second, Paragraph((Run("b"),)))
        assert parse(serialize(blocks)) == blocks, stars


def test_line_ends_of_any_machine_are_line_ends() -> None:
    lines = ["# a", "", "![b](bild:k)", "", "- c", "- d", "", "    e"]
    for end in ("\r\n", "\r", "\u2028"):
        assert parse(end.join(lines)) == parse("\n".join(lines)), repr(end)


@given(
    _TEXT
    | st.lists(ANY_MARKS | st.sampled_from("\0\r\u2028\ud800\u0301"), max_size=20).map("".join)
)
def test_a_text_means_what_it_means_when_it_is_stored(text: str) -> None:
    assert parse(text) == parse(clean(text))


def test_lists_may_be_as_deep_as_anyone_writes_them() -> None:
    (bullets,) = parse("\n".join("  " * depth + f"- {depth}" for depth in range(2000)))
    words = [run.text for runs in all_runs([bullets]) for run in runs]
    assert [*map(int, words)] == [*range(2000)]
    assert parse("- " * 5000 + "a") == (BulletList((ListItem((Run("a"),)),)),)


@given(st.lists(_TEXT, max_size=4))
def test_plain_paragraphs_keep_their_characters(texts: list[str]) -> None:
    words = [line for text in texts for line in [plain(paragraphs([text]))] if line]
    assert plain(paragraphs(texts)).split("\n") == (words or [""])


def test_ordinary_text_is_written_without_escapes() -> None:
    for text in ["1-5 år, 35-47 procent", "Å & Ö AB", "a_b_c", "- i början", "2024. Ett år"]:
        (block,) = parse(paragraphs([text]))
        assert block == Paragraph((Run(text),))
    assert paragraphs(["Å & Ö, 50 % (a_b)"]) == "Å & Ö, 50 % (a_b)"


def test_no_break_spaces_between_styles_are_kept() -> None:
    blocks = (Paragraph((Run("50\u00a0"), Run("kr", bold=True), Run("\u00a0m2"))),)
    assert serialize(blocks) == "50\u00a0**kr**\u00a0m2"
    assert parse(serialize(blocks)) == blocks


def test_links_with_entities_and_controls_can_be_written() -> None:
    (block,) = normalize([Paragraph((Run("a", link="https://x.se/?a&copy;b&#1;c"),))])
    assert parse(serialize([block])) == (block,)
    for link in ("https://x.se/\x00", "https://x.se/\ud800", "https://x.se/\x7f"):
        assert normalize([Paragraph((Run("a", link=link),))]) == (Paragraph((Run("a"),)),)


def test_blanks_around_what_is_cleaned_away_are_one() -> None:
    for blank in (" \0 ", "\0 ", "\r", " \u200e\n"):
        (block,) = normalize([Paragraph((Run("a", bold=True), Run(blank), Run("b", italic=True)))])
        assert block == Paragraph((Run("a", bold=True), Run(" "), Run("b", italic=True))), blank
        assert parse(serialize([block])) == (block,)


def test_letters_that_come_together_are_composed() -> None:
    parts = (Run("e", link="file:///x"), Run("\u0301"), Run("b", link="https://e\u0301.se"))
    blocks = normalize([Paragraph(parts)])
    assert blocks == (Paragraph((Run("é"), Run("b", link="https://é.se"))),)
    assert parse(serialize(blocks)) == blocks


@pytest.mark.parametrize("link", LINK_SCHEMES)
def test_a_link_that_is_only_begun_can_be_written(link: str) -> None:
    blocks = (Paragraph((Run("a", link=link),)),)
    assert parse(serialize(blocks)) == blocks


def test_unsafe_links_lose_their_target_but_not_their_words() -> None:
    assert plain("[klicka](javascript:alert(1))").startswith("[klicka]")
    assert parse("[x](https://a.se)") == (Paragraph((Run("x", link="https://a.se"),)),)


def test_a_picture_is_a_line_of_its_own_with_its_words() -> None:
    text = 'Före\n\n![Karta över [centrum] & "torget"](bild:a1 "Källa: \\"Kartan\\" 2024")\n\nEfter'
    assert parse(text.replace("[centrum]", "centrum"))[1] == Picture(
        "a1", 'Karta över centrum & "torget"', 'Källa: "Kartan" 2024'
    )
    picture = Picture("a1", "a [b] *c* &amp; \\", 'x "y"')
    assert parse(serialize([picture])) == (picture,)
    assert parse("![&notit; &#12ab; &copy;](bild:k)") == (Picture("k", "&notit; &#12ab; ©"),)
    assert serialize([Picture("a1")]) == "![](bild:a1)"
    assert picture_keys(serialize([Paragraph((Run("a"),)), picture, Picture("b2")])) == ["a1", "b2"]


def test_what_only_resembles_a_picture_stays_words() -> None:
    for text in (
        "![a](bild:)",
        "![a](https://x.se)",
        "se ![a](bild:k)",
        "- ![a](bild:k)",
        "# ![a](bild:k)",
        "![a](bild:k) x",
        "![a\nb](bild:k)",
    ):
        assert not any(isinstance(block, Picture) for block in parse(text)), text
        assert parse(serialize(parse(text))) == parse(text)
    words = (Paragraph((Run("![a](bild:k)"),)),)
    assert parse(serialize(words)) == words


def test_the_words_of_pictures_are_words_of_the_text() -> None:
    blocks = parse('![Karta](bild:a "Centrum")\n\n![](bild:b)')
    assert plain('![Karta](bild:a "Centrum")\n\n![](bild:b)') == "Karta\nCentrum"
    assert [*all_runs(blocks)] == [(Run("Karta"),), (Run("Centrum"),)]
    louder = with_runs(blocks, lambda runs: tuple(Run(run.text.upper()) for run in runs))
    assert louder == (Picture("a", "KARTA", "CENTRUM"), Picture("b"))
