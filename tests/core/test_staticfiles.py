from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from site_lianes.core.staticfiles import BundledStaticFilesStorage


def test_style_sheet_is_flattened_into_one_hashed_file(tmp_path: Path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "site_lianes.core.staticfiles.BundledStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = BundledStaticFilesStorage(location=tmp_path)
    served = (tmp_path / storage.stored_name("css/site.css")).read_text()
    assert "@import" not in served
    for source in component_sheets():
        assert source.read_text().strip()[:200] in served, source.name


def component_sheets() -> list[Path]:
    sheets = (settings.BASE_DIR / "site_lianes" / "static" / "css").rglob("*.css")
    return [sheet for sheet in sheets if sheet.name != "site.css"]
