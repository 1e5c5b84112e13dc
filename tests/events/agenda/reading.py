"""A page of the agenda as a visitor reads it: its elements, their words and where they lead."""

from collections.abc import Iterator

from django.test.html import Element, parse_html

AGENDA = "/agenda/"


def elements(html: str | Element, name: str, /, **attributes: str) -> Iterator[Element]:
    """The elements of a name, and with these attributes, in the order of the page."""
    root = parse_html(html) if isinstance(html, str) else html
    for child in root.children:
        if isinstance(child, Element):
            if child.name == name and attributes.items() <= dict(child.attributes).items():
                yield child
            yield from elements(child, name, **attributes)


def words(element: Element) -> str:
    texts = (words(each) if isinstance(each, Element) else each for each in element.children)
    return " ".join(" ".join(texts).split()).replace(" ,", ",")


def target(link: Element) -> str:
    """Where a link leads, without the place in the page."""
    return dict(link.attributes)["href"].partition("#")[0]


def links(html: str | Element, **attributes: str) -> dict[str, str]:
    """Where the links lead, each with its words."""
    return {target(link): words(link) for link in elements(html, "a", **attributes)}


def query_of(address: str) -> str:
    """The query of a link within the agenda, which may or may not name the agenda."""
    return address.removeprefix(AGENDA)


def ask(client, query: str = "", status: int = 200):
    """The answer of the agenda to a query, with its tree of elements."""
    response = client.get(AGENDA + query)
    assert response.status_code == status
    response.tree = parse_page(response)
    return response


def parse_page(response) -> Element:
    return parse_html(response.content.decode())


def heading(response) -> str:
    """How many there are, in words."""
    (found,) = elements(response.tree, "h2", id="resultats")
    return words(found)


def head(client, query: str) -> tuple[str, bool]:
    """The canonical query of an answer, and whether search engines may list it."""
    tree = ask(client, query).tree
    (canonical,) = elements(tree, "link", rel="canonical")
    hidden = list(elements(tree, "meta", name="robots", content="noindex, follow"))
    return query_of(target(canonical).removeprefix("http://testserver")), not hidden


def listed_titles(response) -> list[str]:
    return [event.title for event in response.context["events"]]
