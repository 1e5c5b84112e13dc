import pytest
import time_machine
from django.test import Client

from tests.factories import EventIndexPageFactory, make_user


@pytest.fixture
def march():
    with time_machine.travel("2026-03-02 09:00 +0100", tick=False):
        yield


@pytest.fixture
def staff(client) -> Client:
    EventIndexPageFactory()
    client.force_login(make_user("Publication"))
    return client
