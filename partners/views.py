from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from partners.forms import LogosForm
from partners.models import Funder


class AddLogosView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Several logos at once: each makes a funder, or renews the logo of the funder of that name."""

    form_class = LogosForm
    template_name = "partners/add_logos.html"
    success_url = reverse_lazy("wagtailsnippets_partners_funder:list")
    permission_policy = ModelPermissionPolicy(Funder)
    permission_required = "add"
    page_title = _("Ajouter des logos")
    header_icon = "upload"

    def form_valid(self, form: LogosForm) -> HttpResponse:
        count = len(form.save(self.request.user))
        text = ngettext(
            "%(count)s logo enregistré. Vérifiez le nom tiré du fichier.",
            "%(count)s logos enregistrés. Vérifiez les noms tirés des fichiers.",
            count,
        )
        messages.success(self.request, text % {"count": count})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"list_url": self.success_url}
