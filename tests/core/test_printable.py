"""What may be written in a file of any format."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from site_lianes.core.printable import printable


@dataclass(frozen=True)
class Told:
    name: str
    others: tuple["Told", ...]
    number: int = 1


def test_all_texts_of_a_value_are_made_so():
    told = Told("a\0", (Told("\ud800b", ()), Told("c\x1b\n", (), 2)))
    assert printable(told) == Told("a", (Told("b", ()), Told("c\n", (), 2)))


def test_what_people_write_is_left_alone():
    text = "Été — l’eau\u202f! 🌍 👩🏽‍🌾 \u2028\t\r\n"
    assert printable(text) == text


@given(text=st.text(st.characters(codec=None)))
def test_any_text_can_be_written_in_xml_and_utf_8(text):
    said = printable(text)
    assert said.encode().decode() == said
    element = etree.Element("a")
    element.text = said
    assert etree.fromstring(etree.tostring(element)).text == (said or None)
