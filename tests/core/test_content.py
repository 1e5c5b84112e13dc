"""What is made once for all visitors, until something that is published changes."""

import pytest
from django.template import Context, Template

from site_lianes.core.content import Kept, kept, shown_to_all


class Counted:
    """Makes a value of its key, and remembers of which it has been asked to."""

    def __init__(self) -> None:
        self.made = []

    def __call__(self, keys: list[str]) -> dict[str, str]:
        self.made += keys
        return {key: key.upper() for key in keys if key != "absent"}


@pytest.fixture
def counted() -> Counted:
    return Counted()


def test_a_value_is_made_once_for_a_generation(counted):
    values = Kept[str, str](10)
    for _ in range(2):
        with shown_to_all("one"):
            assert values.each("ab", counted) == {"a": "A", "b": "B"}
            assert values.each("bc", counted) == {"b": "B", "c": "C"}
    assert counted.made == ["a", "b", "c"]


def test_it_is_made_anew_for_another_generation_and_never_comes_back(counted):
    values = Kept[str, str](10)
    for generation in ("one", "two", "one"):
        with shown_to_all(generation):
            values.each("a", counted)
    assert counted.made == ["a", "a", "a"]


def test_nothing_is_kept_for_whoever_is_not_any_visitor(counted):
    values = Kept[str, str](10)
    values.each("a", counted)
    with shown_to_all("one"):
        values.each("a", counted)
    values.each("a", counted)
    with shown_to_all(""):
        values.each("a", counted)
    assert counted.made == ["a", "a", "a", "a"]


def test_what_is_not_there_is_left_out_and_asked_for_again(counted):
    values = Kept[str, str](10)
    with shown_to_all("one"):
        assert values.each(["a", "absent"], counted) == {"a": "A"}
        assert values.each(["absent", "b"], counted) == {"b": "B"}
    assert counted.made == ["a", "absent", "absent", "b"]


def test_no_more_are_kept_than_asked_for(counted):
    values = Kept[str, str](2)
    with shown_to_all("one"):
        assert list(values.each("abc", counted)) == ["a", "b", "c"]
        values.each("c", counted)
        values.each("a", counted)
    assert counted.made == ["a", "b", "c", "a"]


def test_a_function_is_called_once_for_its_arguments_and_again_after_an_error():
    calls = []

    @kept
    def half(number: int) -> float:
        calls.append(number)
        if calls == [1]:
            raise LookupError
        return number / 2

    with shown_to_all("one"):
        with pytest.raises(LookupError):
            half(1)
        assert [half(1), half(1), half(2)] == [0.5, 0.5, 1]
    assert calls == [1, 1, 2]


def test_a_function_that_finds_nothing_is_asked_each_time():
    calls = []
    find = kept(calls.append)
    with shown_to_all("one"):
        assert [find(1), find(1)] == [None, None]
    assert calls == [1, 1]


def test_a_part_of_a_page_is_written_once_for_its_keys():
    template = Template("{% load content_tags %}{% kept 'test' key %}{{ text }}{% endkept %}")

    def written(key: str, text: str) -> str:
        return template.render(Context({"key": key, "text": text}))

    with shown_to_all("a generation of this test"):
        assert written("a", "<b>") == "&lt;b&gt;"
        assert written("a", "changed") == "&lt;b&gt;"
        assert written("b", "changed") == "changed"
    assert written("a", "changed") == "changed"
