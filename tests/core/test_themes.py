import re

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from site_lianes.core.models import Theme
from site_lianes.core.widgets import ThemeCheckboxes
from tests.factories import ThemeFactory, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/snippets/core/theme/add/"


def edit_address(theme: Theme) -> str:
    return f"/admin/snippets/core/theme/edit/{theme.pk}/"


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
    ticked = [box for box in re.findall(r"<input[^>]*>", html) if "checked" in box]
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
    client.post(ADD, {"name": "Commerce équitable", "slug": ""})
    theme = Theme.objects.get(slug="commerce-equitable")
    for slug in ("", "commerce-juste"):
        client.post(edit_address(theme), {"name": "Commerce juste", "slug": slug})
        theme.refresh_from_db()
        assert (theme.name, theme.slug) == ("Commerce juste", "commerce-equitable")


def test_the_form_says_why_the_slug_of_a_theme_cannot_change(client):
    client.force_login(make_user("Publication"))
    html = client.get(edit_address(ThemeFactory())).content.decode()
    assert "Ce mot reste dans les adresses déjà envoyées." in html
    assert "Ce mot reste dans les adresses déjà envoyées." not in client.get(ADD).content.decode()


@pytest.mark.parametrize("typed", ["Éducation", "education ", "EDUCATION"])
def test_the_admin_refuses_a_twin(client, typed):
    client.force_login(make_user("Publication"))
    ThemeFactory(name="éducation", slug="education")
    response = client.post(ADD, {"name": typed, "slug": "autre"})
    expected = ["Ce thème existe déjà\u00a0: «\u202féducation\u202f»."]
    assert response.context["form"].errors == {"name": expected}
    assert Theme.objects.count() == 1


def test_a_theme_that_was_renamed_has_its_twins_too():
    ThemeFactory(name="école", slug="education")
    with pytest.raises(ValidationError, match="existe déjà"):
        Theme(name="Ecole", slug="ecole").full_clean()


def test_a_new_theme_does_not_get_the_address_of_one_that_had_its_name(client):
    client.force_login(make_user("Publication"))
    ThemeFactory(name="école", slug="education")
    response = client.post(ADD, {"name": "éducation", "slug": ""})
    expected = (
        "L’adresse «\u202feducation\u202f» mène déjà au thème «\u202fécole\u202f»\u00a0: "
        "écrivez-en une autre."
    )
    assert response.context["form"].errors == {"slug": [expected]}
    client.post(ADD, {"name": "éducation", "slug": "education-formelle"})
    assert Theme.objects.get(name="éducation").slug == "education-formelle"


def test_a_name_without_any_letter_is_refused():
    with pytest.raises(ValidationError, match="au moins une lettre"):
        Theme(name="!?", slug="rien").full_clean()
