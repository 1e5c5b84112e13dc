"""The screens on which a text becomes an event: paste it, look at what is proposed, create.

Nothing is kept between them: the text goes along with the form, and is read again.
"""

from collections.abc import Callable
from functools import wraps
from itertools import chain
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages

from events.agenda_screen import AgendaScreenMixin
from events.checks.confirming import CONFIRMED
from events.imports.named import LABELS
from events.imports.vocabulary import Vocabulary
from events.models import AgendaEdition, EventPage
from events.paste.forms import ReviewForm
from events.paste.recognising import Site, recognise
from events.paste.review import Review
from events.paste.sent_forms import PastedForm, PasteForm
from events.paste.sources.reading import too_large
from events.paste.storing import create
from events.paste.values import Pasted

CHUNK = 2**16
View = Callable[..., HttpResponse]


def site_of(vocabulary: Vocabulary) -> Site:
    """What the site knows; each app adds by a hook the words that stand around its pages."""
    around = chain.from_iterable(words() for words in hooks.get_hooks("words_around_pages"))
    return Site({kind: vocabulary.known(kind) for kind in LABELS}, tuple(filter(None, around)))


def told_if_too_large(view: View) -> View:
    """Django stops at a long text while it looks for the form's token, and says nothing of it."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            bool(request.POST)
        except RequestDataTooBig:
            # To its end: a browser that is answered while it sends shows no answer.
            while request.read(CHUNK):
                pass
            messages.error(request, str(too_large()))
            return redirect("paste_event")
        return protected(request, *args, **kwargs)

    return answer


class PasteScreen(AgendaScreenMixin, FormView):
    form_class = PasteForm
    page_title = _("Coller un événement")
    header_icon = "clipboard-list"

    def show(self, pasted: Pasted, sent: PastedForm, data: Any = None) -> HttpResponse:
        return self.render_review(self.review(pasted, sent, data))

    def review(self, pasted: Pasted, sent: PastedForm, data: Any = None) -> Review:
        vocabulary = Vocabulary.read()
        found = recognise(pasted, site_of(vocabulary))
        form = ReviewForm(
            data,
            found=found,
            vocabulary=vocabulary,
            user=self.request.user,
            may_publish=self.rights.can_publish_subpage(),
        )
        return Review(pasted, sent, found, form)

    def render_review(self, review: Review) -> HttpResponse:
        context = self.get_context_data(form=review.form, review=review)
        context["confirmed_name"] = CONFIRMED
        return self.response_class(
            self.request, "events/paste/review.html", context, using=self.template_engine
        )


class PasteView(PasteScreen):
    template_name = "events/paste/paste.html"

    def form_valid(self, form: PasteForm) -> HttpResponse:
        source = form.cleaned_data["source"]
        today = timezone.localdate()
        return self.show(Pasted(source.text, today, source.heading), PastedForm.of(source, today))


class ReviewView(PasteScreen):
    """Creates what was looked at; what is wrong in it is told beside its field."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("paste_event")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = PastedForm(request.POST)
        if not sent.is_valid():
            messages.error(request, _t("Le texte n’est pas arrivé entier : collez-le de nouveau."))
            return redirect("paste_event")
        # Who sends the form twice waits for the first, and is told that it is there.
        with transaction.atomic():
            AgendaEdition.hold()
            review = self.review(sent.value(), sent, request.POST)
            if not review.form.is_valid():
                return self.render_review(review)
            publish = review.form.is_asked_to_publish
            event = create(review.form, self.agenda, request.user, publish=publish)
        self._tell(event, published=publish)
        return redirect("wagtailadmin_pages:edit", event.pk)

    def _tell(self, event: EventPage, *, published: bool) -> None:
        if published:
            text, buttons = (
                _t("« %(title)s » est publié."),
                [messages.button(event.url, _t("Voir la page"))],
            )
        else:
            text, buttons = (
                _t("« %(title)s » est un brouillon : relisez-le avant de le publier."),
                [],
            )
        messages.success(self.request, text % {"title": event.title}, buttons=buttons)


paste_event = told_if_too_large(PasteView.as_view())
review_pasted_event = told_if_too_large(ReviewView.as_view())
