"""What the thread of a process does when the database does not answer."""

from threading import Event
from time import time

import pytest
from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from wagtail.models import Site

from site_lianes.core.page_cache import generation
from site_lianes.core.page_cache.generation import Generation, Known


def test_it_goes_on_after_any_fault_and_keeps_what_it_knew(monkeypatch):
    monkeypatch.setattr(generation, "SECONDS_BETWEEN_LOOKS", 0.001)
    answers = iter(["1", OperationalError(), InterfaceError(), RuntimeError(), "2", "3"])
    known, is_over, never = [], Event(), Event()

    class Faulty(Generation):
        def look(self) -> None:
            known.append(self.known.generation)
            answer = next(answers, None)
            if answer is None:
                is_over.set()
                never.wait()
            if isinstance(answer, Exception):
                raise answer
            self.known = Known(answer)

    faulty = Faulty()
    faulty.watch()
    faulty.watch()
    assert is_over.wait(60)
    assert known == ["", "1", "1", "1", "1", "2", "3"]


@pytest.mark.django_db
def test_what_this_process_keeps_of_the_content_goes_with_it():
    process = Generation()
    before = time()
    process.look()
    assert before <= process.known.at <= time()
    Site.get_site_root_paths()
    caches["local"].set("a", 1)
    process.look()
    assert caches["local"].get("a") == 1
    # As another process would, whose signals this one does not get.
    Site.objects.update(hostname="autre.example")
    process.look()
    assert caches["local"].get("a") is None
    assert Site.get_site_root_paths()[0].root_url == "http://autre.example"
