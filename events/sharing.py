"""How an event reads away from its page: in a search result, a message, a social network."""

from base64 import b64encode
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.choices import Mode, Status
from events.share_card import ShareCard, draw
from site_lianes.core.addresses import absolute
from site_lianes.core.pages import ShareImage

STATUS_MARKS = {
    Status.CANCELLED: gettext_lazy("ANNULÉ"),
    Status.POSTPONED: gettext_lazy("REPORTÉ"),
    Status.MOVED_ONLINE: gettext_lazy("EN LIGNE"),
}


def marked(title: str, status: str) -> str:
    """The title of a message: whatever is not as first announced stands in front of it."""
    mark = STATUS_MARKS.get(status)
    return f"{mark} — {title}" if mark else title


def announced(title: str, status: str) -> str:
    """The title as every trace of the event says it: "ANNULÉ — Projection" once cancelled."""
    return marked(title, status) if status == Status.CANCELLED else title


class SharedEventMixin:
    CARD = "carte"

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [("", _("Page")), (self.CARD, _("Carte de partage"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name != self.CARD:
            return super().serve_preview(request, mode_name)
        host = urlsplit(settings.SITE_URL).hostname
        context = {"event": self, "image": self._image_to_share, "host": host}
        return TemplateResponse(request, "events/share_card_preview.html", context)

    @property
    def _image_to_share(self) -> str:
        """That of the draft: the address of a card answers for what is published alone."""
        if photo := super().share_image:
            return photo.url
        return f"data:image/png;base64,{b64encode(draw(self.share_card)).decode()}"

    @property
    def window_title(self) -> str:
        return announced(self.seo_title or self.title, self.status)

    @property
    def share_title(self) -> str:
        return announced(self.title, self.status)

    @property
    def place_in_words(self) -> str:
        """Where to go: "Salle Yser, Lille", "En ligne", "Salle Yser, Lille, et en ligne"."""
        place = str(self.current_place or "")
        if self.current_mode == Mode.ON_SITE:
            return place
        if self.current_mode == Mode.HYBRID and place:
            return _("%(place)s, et en ligne") % {"place": place}
        return self.mode_in_words

    @property
    def share_description(self) -> str:
        facts = " · ".join(filter(None, (self.dates_in_words, self.place_in_words)))
        text = self.search_description or self.summary
        return f"{facts}. {text}" if text else facts

    @property
    def share_card(self) -> ShareCard:
        silent = (Status.CONFIRMED, Status.CANCELLED)  # the title says that it is cancelled
        return ShareCard(
            title=self.share_title,
            date=self.dates_in_words,
            details=self.place_in_words,
            status="" if self.status in silent else self.get_status_display(),
            signature=settings.WAGTAIL_SITE_NAME,
        )

    @cached_property
    def share_image(self) -> ShareImage | None:
        """The photo, else the card drawn from the fields; an event never saved has no card."""
        if photo := super().share_image:
            return photo
        if not self.pk:
            return None
        path = reverse("events:share_card", args=[self.pk, self.share_card.digest])
        return ShareImage(absolute(path), self.share_card.in_words)
