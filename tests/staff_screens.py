"""What the screens of the admin say, read from their HTML."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.test import Client
from lxml import html


def menu(client: Client) -> dict[str, str]:
    """The address of each entry of the menu, by its label, in their order."""
    source = client.get("/admin/").content.decode()
    props = source.partition('id="wagtail-sidebar-props"')[2].partition(">")[2]
    return dict(entries(json.loads(props.partition("</script>")[0])))


def entries(props: Any) -> Iterator[tuple[str, str]]:
    if isinstance(props, dict):
        if "label" in props:
            yield props["label"], props.get("url", "")
        props = list(props.values())
    if isinstance(props, list):
        for each in props:
            yield from entries(each)


def words(element: html.HtmlElement) -> str:
    """Its text, with plain spaces and apostrophes as they are."""
    return re.sub(r"\s+", " ", unescape(element.text_content())).strip()


def panels(client: Client) -> dict[str, html.HtmlElement]:
    """The panels of the home that are ours, by their headings."""
    page = html.fromstring(client.get("/admin/").content.decode())
    return {words(next(panel.iter("h2"))): panel for panel in page.find_class("staff-desk")}


def lines(panel: html.HtmlElement) -> list[list[str]]:
    """Each line of a panel: what it is about, then what is said of it."""
    return [[words(part) for part in line.xpath("a | span")] for line in panel.iter("li")]


def links(panel: html.HtmlElement) -> list[str]:
    """Those of its lines, then the one to all of them."""
    return [link.get("href") for link in panel.xpath(".//li/a | .//p/a")]


def titles(response: Any) -> list[str]:
    """Of the pages that a list shows, in its order."""
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]
