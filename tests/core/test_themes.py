import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from site_lianes.core.models import Theme
from site_lianes.core.widgets import ThemeCheckboxes
from tests.factories import ThemeFactory, make_user

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


def test_a_name_that_taggit_could_not_store_is_refused():
    with pytest.raises(ValidationError, match="guillemets"):
        Theme(name='dialogue "nord-sud"', slug="dialogue").full_clean()


def test_a_rename_that_would_make_a_twin_is_refused():
    ThemeFactory(name="éducation", slug="education")
    culture = ThemeFactory(name="culture", slug="culture")
    culture.name = "Education"
    with pytest.raises(ValidationError, match="existe déjà"):
        culture.full_clean()


def test_the_slug_left_empty_comes_from_the_name_and_then_stays(client):
    client.force_login(make_user("Publication"))
    client.post("/admin/snippets/core/theme/add/", {"name": "Commerce équitable", "slug": ""})
    theme = Theme.objects.get(slug="commerce-equitable")
    address = f"/admin/snippets/core/theme/edit/{theme.pk}/"
    client.post(address, {"name": "Commerce juste", "slug": ""})
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Commerce juste", "commerce-equitable")
