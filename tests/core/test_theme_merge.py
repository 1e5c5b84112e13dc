"""A theme merged into another: an alias that leads to it. What events do: tests/events."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict

from site_lianes.core.models import Theme
from site_lianes.core.widgets import ThemeCheckboxes
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def education():
    return ThemeFactory(name="éducation", slug="education")


@pytest.fixture
def school(education):
    """Merged into education."""
    return ThemeFactory(name="école", slug="ecole", merged_into=education)


def test_a_merged_theme_is_no_longer_a_word_of_the_vocabulary(education, school):
    assert list(Theme.objects.current()) == [education]
    assert (school.current, education.current) == (education, education)


def test_a_merge_into_a_merged_theme_goes_to_the_last_one(education, school):
    college = ThemeFactory(name="collège", merged_into=school)
    college.refresh_from_db()
    assert college.merged_into == education


def test_themes_already_merged_follow_the_one_they_were_merged_into(education, school):
    learning = ThemeFactory(name="apprentissage")
    education.merged_into = learning
    education.save()
    school.refresh_from_db()
    assert school.merged_into == learning


def test_a_theme_is_not_merged_into_itself(education):
    education.merged_into = education
    with pytest.raises(ValidationError) as refusal:
        education.full_clean()
    expected = ["Ce qui est fusionné ne peut pas être remplacé par lui-même."]
    assert refusal.value.message_dict == {"merged_into": expected}
    with pytest.raises(IntegrityError), transaction.atomic():
        education.save()


def test_a_theme_is_not_merged_into_one_that_is_merged_into_it(education, school):
    education.merged_into = school
    with pytest.raises(ValidationError, match="remplacé par lui-même"):
        education.full_clean()


def test_deleting_a_theme_does_not_bring_its_aliases_back(education, school):
    education.delete()
    assert not Theme.objects.exists()


def test_the_name_of_a_merged_theme_is_refused_with_the_one_to_use(education, school):
    with pytest.raises(ValidationError) as refusal:
        Theme(name="Ecole", slug="autre").full_clean()
    assert refusal.value.message_dict == {
        "name": [
            "Ce thème existe déjà\u00a0: «\u202fécole\u202f», remplacé par «\u202féducation\u202f»."
        ]
    }


def test_check_boxes_do_not_offer_a_merged_theme(education, school):
    assert list(ThemeCheckboxes().choices) == [("éducation", "éducation")]


def test_a_form_opened_before_the_merge_keeps_what_it_ticked(education, school):
    data = QueryDict(mutable=True)
    data.setlist("themes", ["école", "éducation"])
    assert ThemeCheckboxes().value_from_datadict(data, {}, "themes") == "éducation"
