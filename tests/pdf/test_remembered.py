"""What was made of the same values is not made again."""

from tertialapp.pdf.remembered import forget_all, remembered


def test_only_other_values_are_made_anew() -> None:
    made = []

    @remembered
    def doubled(number: int, words: list[str]) -> list[str]:
        made.append(number)
        return words * number

    first = doubled("a", 2, ["ord"])
    assert doubled("a", 2, ["ord"]) is first
    assert doubled("b", 2, ["ord"]) == first
    assert made == [2, 2]
    assert doubled("a", 2, ["ny"]) == ["ny", "ny"]
    assert doubled("a", 2, ["ord"]) == first
    assert made == [2] * 4
    forget_all()
    assert doubled("a", 2, ["ord"]) == first
    assert made == [2] * 5
