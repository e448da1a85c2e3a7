"""Answers are kept within bounds: many small ones, few large ones, and the longest unused goes first."""

from zhiping.asking.answer_cache import Answers


def kept(answers: Answers, *keys: str) -> list[str]:
    return [key for key in keys if answers.get(key) is not None]


def test_the_longest_unused_goes_first() -> None:
    answers = Answers(most_answers=2, most_rows=100)
    answers.put("a", "A", 1)
    answers.put("b", "B", 1)
    assert answers.get("a") == "A"
    answers.put("c", "C", 1)
    assert kept(answers, "a", "b", "c") == ["a", "c"]


def test_rows_are_bounded_as_well_as_answers() -> None:
    answers = Answers(most_answers=10, most_rows=100)
    answers.put("a", "A", 60)
    answers.put("b", "B", 40)
    assert kept(answers, "a", "b") == ["a", "b"]
    answers.put("c", "C", 1)
    assert kept(answers, "a", "b", "c") == ["b", "c"]


def test_an_answer_too_large_is_not_kept_and_drives_nothing_out() -> None:
    answers = Answers(most_answers=10, most_rows=100)
    answers.put("a", "A", 100)
    answers.put("b", "B", 101)
    assert kept(answers, "a", "b") == ["a"]


def test_an_answer_given_anew_counts_once() -> None:
    answers = Answers(most_answers=10, most_rows=100)
    answers.put("a", "old", 60)
    answers.put("a", "new", 60)
    answers.put("b", "B", 40)
    assert (answers.get("a"), answers.get("b")) == ("new", "B")
    answers.clear()
    assert kept(answers, "a", "b") == []
