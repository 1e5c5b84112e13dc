from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Verification(models.Model):
    """When somebody last made sure that a page is still true.

    Beside the page rather than one of its fields: a revision that is published brings an older
    day back, a copy takes it over, and neither was made sure of.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="verification")
    verified_on = models.DateField(_("vérifié le"))
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"{self.page_id}: {self.verified_on}"
