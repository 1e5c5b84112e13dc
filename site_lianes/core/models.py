from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class Theme(TagBase):
    """One word of the closed vocabulary of themes.

    Two names that differ only by case, accents or spaces have the same slug, hence are one theme.
    """

    free_tagging = False

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["slug"]

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        twins = Theme.objects.filter(slug=slugify(self.name)).exclude(pk=self.pk)
        if not self.pk and (twin := twins.first()):
            raise ValidationError(
                {"name": _("Ce thème existe déjà : « %(name)s ».") % {"name": twin.name}}
            )
