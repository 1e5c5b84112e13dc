"""What Prometheus reads, asked of two processes that count together."""

import os
import subprocess
import sys

from django.conf import settings

COUNT = """
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from site_lianes.core.monitoring.metrics import measure

def answer(request):
    request.resolver_match = resolve(request.path)
    return HttpResponse(status=302)

for path in {paths!r}:
    measure(answer)(RequestFactory().get(path))
"""
READ = "from site_lianes.core.monitoring import metrics; print(metrics.exposed().decode())"


def run(code: str, directory: object) -> str:
    environment = {
        "DATA_DIR": str(directory),
        "PROMETHEUS_MULTIPROC_DIR": str(directory),
        "DJANGO_SETTINGS_MODULE": "site_lianes.settings.local",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", code],
        cwd=settings.BASE_DIR,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_processes_count_together_by_the_names_of_views(tmp_path):
    run(COUNT.format(paths=["/agenda.ics", "/e/7/", "/e/8/"]), tmp_path)
    run(COUNT.format(paths=["/e/9/", "/favicon.ico"]), tmp_path)
    shown = run(READ, tmp_path)
    assert 'lianes_answers_total{status="302",view="events:agenda_feed"} 1.0' in shown
    assert 'lianes_answers_total{status="302",view="events:short_address"} 3.0' in shown
    assert 'lianes_request_seconds_count{view="events:short_address"} 3.0' in shown
    assert 'lianes_answers_total{status="302",view="site_lianes.core.views.favicon"} 1.0' in shown
    # An empty file of SQLite answers, and the site in it is not ready.
    assert "lianes_database_up 1.0" in shown
    assert "lianes_ready 0.0" in shown
