from collections.abc import Callable

import pytest
from django.test import Client

from site_lianes.users.models import User
from tests.factories import make_user
from tests.permissions.table import ADMINISTRATOR, VISITOR
from tests.permissions.world import World


@pytest.fixture
def world_of() -> Callable[[str], World]:
    """The world of somebody who has this role."""

    def make(role: str) -> World:
        if role == ADMINISTRATOR:
            return World(User.objects.create_superuser("camille", "camille@lianes.example"))
        if role == VISITOR:
            return World(User.objects.create_user("camille"))
        return World(make_user(role))

    return make


@pytest.fixture
def client_of() -> Callable[[str, World], Client]:
    def make(role: str, world: World) -> Client:
        client = Client(raise_request_exception=False)
        if role != VISITOR:
            client.force_login(world.user)
        return client

    return make
