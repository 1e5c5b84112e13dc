from collections.abc import Callable

import pytest
from django.test import Client

from site_lianes.users.models import User
from tests.factories import make_user
from tests.permissions.table import ADMINISTRATOR, VISITOR
from tests.permissions.world import World
from tests.shared_data import shared_by_module

made = shared_by_module(World)


def make_user_of(role: str) -> User:
    if role == ADMINISTRATOR:
        return User.objects.create_superuser("camille", "camille@lianes.example")
    if role == VISITOR:
        return User.objects.create_user("camille")
    return make_user(role)


@pytest.fixture
def world_of(made) -> Callable[[str], World]:
    """The world of somebody who has this role."""

    def make(role: str) -> World:
        world = made()
        world.user = make_user_of(role)
        return world

    return make


@pytest.fixture
def client_of() -> Callable[[str, World], Client]:
    def make(role: str, world: World) -> Client:
        client = Client(raise_request_exception=False)
        if role != VISITOR:
            client.force_login(world.user)
        return client

    return make
