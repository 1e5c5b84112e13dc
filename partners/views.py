from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
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
        sent = form.save(self.request.user)
        if sent.made:
            text = _("Nouveaux financeurs : %(names)s. Vérifiez les noms, tirés des fichiers.")
            messages.success(self.request, text % {"names": ", ".join(sent.made)})
        if sent.renewed:
            text = _("Nouveau logo pour : %(names)s.")
            messages.success(self.request, text % {"names": ", ".join(sent.renewed)})
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"list_url": self.success_url}
