"""The screens that take a text, as somebody sends their forms."""

from html import unescape

PASTE, REVIEW = "/admin/coller/", "/admin/coller/relire/"
TEXT = (
    "Forum de l’eau\nJeudi 12 mars 2026 de 18h à 21h\n"
    "Salle Yser, 5 rue Jules de Vicq, 59000 Lille\n"
    "Organisateurs : Les Amis de Ségou\n\nVenez parler d’eau potable au Mali."
)


def paste(client, text: str = TEXT):
    return client.post(PASTE, {"text": text})


def values_of(response) -> dict[str, str]:
    """The form as it is shown, ready to be sent."""
    sent = {}
    for form in (response.context["review"].sent, response.context["form"]):
        for field in form:
            value = field.value()
            if isinstance(value, list | tuple) or (
                hasattr(value, "__iter__") and not isinstance(value, str)
            ):
                sent[field.name] = [getattr(each, "pk", each) for each in value]
            elif value not in (None, "", False):
                shown = field.field.widget.format_value(value)
                sent[field.name] = shown if isinstance(shown, str) else str(value)
    return sent


def create(client, response, **changes):
    return client.post(REVIEW, values_of(response) | changes)


def text_of(response) -> str:
    text = unescape(response.content.decode())
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
