"""Every address of the admin lets in whom docs/permissions.md says, and nobody else."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.permissions.addresses import Address, admin_addresses
from tests.permissions.table import DOCUMENT, ROLES, VISITOR, screens
from tests.permissions.world import World

pytestmark = pytest.mark.django_db

HOW_TO = f"Write whom it lets in, under « Écrans » of docs/{DOCUMENT.name}."


def test_every_address_has_its_line():
    known, written = {each.name for each in admin_addresses()}, set(screens())
    assert known - written == set(), f"These addresses have no line. {HOW_TO}"
    assert written - known == set(), "These lines are of addresses that there are no more."


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_screens(role, world_of, client_of):
    world, table = world_of(role), screens()
    expected, found = {}, {}
    for each in admin_addresses():
        key = f"{each.name} ({each.pattern})"
        expected[key] = table[each.name][role]
        found[key] = lets_in(each, role, world, client_of)
    wrong = {key: found[key] for key in expected if found[key] != expected[key]}
    assert wrong == {}, f"{role}: these answers (True: let in) are not what {DOCUMENT.name} says."


@pytest.mark.parametrize("role", ROLES)
def test_who_is_not_let_in_cannot_send_either(role, world_of, client_of):
    world, table = world_of(role), screens()
    refused = [each for each in admin_addresses() if not table[each.name][role]]
    let_in = [each.name for each in refused if sends(each, role, world, client_of)]
    assert let_in == []


def lets_in(address: Address, role: str, world: World, client_of) -> bool:
    """Whether the view answers a GET, or a POST where it takes nothing else."""
    path = address.asked_path(world)
    with undone():
        client = client_of(role, world)
        response = client.get(path)
        if response.status_code == 405:
            response = client.post(path)
        return not is_refusal(response, role)


def sends(address: Address, role: str, world: World, client_of) -> bool:
    path = address.asked_path(world)
    with undone():
        response = client_of(role, world).post(path)
        return response.status_code != 405 and not is_refusal(response, role)


class undone(transaction.Atomic):  # noqa: N801 - reads as a word of the test
    """What is done inside is not kept: one answer changes nothing for the next."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(*error)


def is_refusal(response: HttpResponse, role: str) -> bool:
    """Wagtail sends who has no right back to the home of the admin, visitors to the login."""
    if role == VISITOR and response.headers.get("Location", "").startswith("/admin/login/"):
        return True
    back_home = response.headers.get("Location") == reverse("wagtailadmin_home")
    return response.status_code in {403, 404} or back_home


def test_a_refusal_is_told_from_a_screen(client: Client):
    """The signs by which the tests above know one are Wagtail's."""
    response = client.get(reverse("wagtailadmin_home"))
    assert is_refusal(response, VISITOR)
