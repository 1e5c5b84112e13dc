"""What people do in the admin, each sent to the real view by its address.

A gesture says whether it was done, by what is stored or read afterwards, never by the answer alone.
Its name is its line in docs/permissions.md.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from events.checks.confirming import CONFIRMED
from site_lianes.users.models import User
from tests.permissions.world import World

Gesture = Callable[[Client, World], bool]
GESTURES: dict[str, Gesture] = {}
BOX = re.compile(rf'name="{CONFIRMED}"\s+value="([^"]*)"')


def gesture(name: str) -> Callable[[Gesture], Gesture]:
    def register(function: Gesture) -> Gesture:
        GESTURES[name] = function
        return function

    return register


def who_may_do_all() -> Client:
    client = Client()
    client.force_login(
        User.objects.filter(username="all").first() or User.objects.create_superuser("all")
    )
    return client


def form_of(path: str, form: str | None = None) -> QueryDict:
    """The form at an address as it is shown to who may do all."""
    page = who_may_do_all().get(path)
    assert page.status_code == 200, (path, page.status_code)
    data = querydict_from_html(page.content.decode(), form_id=form)
    # What a script writes into the form, for blocks that there are none of.
    data.update({f"{name}-count": "0" for name in ("body", "minutes", "social_links")})
    return data


def send_page(client: Client, page: Page, **changes: Any) -> Any:
    """Send the form of a page with these changes: `action_publish="1"` is the publish button."""
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(path, "page-edit-form")
    for name, value in changes.items():
        data[name.replace("action_", "action-")] = value
    return insist(client, path, data)


def insist(client: Client, path: str, data: dict[str, Any]) -> HttpResponse:
    """Send the form of an event, a second time with the box ticked if there are remarks to read."""
    response = client.post(path, data)
    remarks = BOX.search(response.content.decode())
    if remarks is None:
        return response
    data[CONFIRMED] = remarks[1]
    return client.post(path, data)


def act(client: Client, view: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(view, args=args), data)


def in_bulk(client: Client, action: str, *things: Model, label: str = "", **data: Any) -> Any:
    label = label or "wagtailcore/page"
    path = reverse("wagtail_bulk_action", args=[*label.split("/"), action])
    query = "&".join(f"id={each.pk}" for each in things)
    return client.post(f"{path}?{query}", data)


def by_api(client: Client, page: Page, action: str, **data: Any) -> Any:
    path = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(path, data, content_type="application/json")


def stored(thing: Model) -> Model | None:
    """As it is in the database; None once it is deleted."""
    return type(thing).objects.filter(pk=thing.pk).first()


def reads(client: Client, path: str) -> bool:
    return client.get(path).status_code == 200
