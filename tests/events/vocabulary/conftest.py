"""Who does what to the vocabulary, beside the visitor's `client`."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def signed_in(db) -> Callable[[str], Client]:
    def sign_in(group: str) -> Client:
        client = Client()
        client.force_login(make_user(group, username=group))
        return client

    return sign_in


@pytest.fixture
def staff(signed_in) -> Client:
    return signed_in("Publication")
