import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from site_lianes.core.models import Theme
from site_lianes.core.widgets import ThemeCheckboxes
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["Éducation", "education ", "EDUCATION", "  éducation"])
def test_names_that_differ_by_case_accents_or_spaces_are_one_theme(typed):
    ThemeFactory(name="éducation", slug="education")
    with pytest.raises(ValidationError) as refusal:
        Theme(name=typed, slug="autre").full_clean()
    assert "Ce thème existe déjà\u00a0: «\u202féducation\u202f»." in refusal.value.messages


def test_a_theme_may_keep_its_name_and_change_its_capitals():
    theme = ThemeFactory(name="éducation", slug="education")
    theme.name = "Éducation"
    theme.full_clean()


def test_check_boxes_offer_the_vocabulary_and_write_what_taggit_reads():
    ThemeFactory(name="eau, assainissement")
    ThemeFactory(name="santé")
    widget = ThemeCheckboxes()
    data = QueryDict(mutable=True)
    data.setlist("themes", ["eau, assainissement", "santé", "inventé"])
    assert sorted(widget.choices) == [
        ("eau, assainissement", "eau, assainissement"),
        ("santé", "santé"),
    ]
    assert widget.value_from_datadict(data, {}, "themes") == '"eau, assainissement", santé'


def test_check_boxes_tick_the_themes_of_the_page():
    theme = ThemeFactory(name="santé")
    html = ThemeCheckboxes().render("themes", [theme])
    assert 'value="santé"' in html
    assert "checked" in html


def test_a_refused_form_keeps_what_was_ticked():
    """Bound to data, a field renders what its widget read from it."""
    ThemeFactory(name="eau, assainissement")
    ThemeFactory(name="santé")
    widget = ThemeCheckboxes()
    data = QueryDict(mutable=True)
    data.setlist("themes", ["eau, assainissement"])
    html = widget.render("themes", widget.value_from_datadict(data, {}, "themes"))
    ticked = [line for line in html.splitlines() if "checked" in line]
    assert len(ticked) == 1
    assert 'value="eau, assainissement"' in ticked[0]
