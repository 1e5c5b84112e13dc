"""Everybody does what docs/permissions.md says, and nothing else, at the real addresses."""

import pytest

from tests.permissions import (  # noqa: F401 - they register theirs
    other_gestures,
    page_gestures,
    word_gestures,
)
from tests.permissions.gestures import GESTURES
from tests.permissions.table import DOCUMENT, ROLES, gestures

pytestmark = pytest.mark.django_db


def test_every_gesture_has_its_line():
    assert set(gestures()) == set(GESTURES), f"See « Gestes » of docs/{DOCUMENT.name}."


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", GESTURES)
def test_each_role_does_its_own(name, role, world_of, client_of):
    world = world_of(role)
    done = GESTURES[name](client_of(role, world), world)
    assert done == gestures()[name][role]
