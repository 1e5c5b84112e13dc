from django.utils.translation import gettext_lazy

from site_lianes.core.json_ld import filled, script


def test_what_is_empty_is_left_out_at_any_depth_and_false_and_zero_are_not():
    data = {"a": "", "b": None, "c": {"d": [], "e": {"f": ""}}, "g": [None, {"h": 0}], "i": False}
    assert filled(data) == {"g": [{"h": 0}], "i": False}


def test_accents_stay_readable_and_signs_of_html_do_not():
    assert script({"é": gettext_lazy("<&>\u2028\u2029")}) == (
        '<script type="application/ld+json">{"é":"\\u003c\\u0026\\u003e\\u2028\\u2029"}</script>'
    )
