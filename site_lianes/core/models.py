from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.forms.models import WagtailAdminModelForm


class ThemeForm(WagtailAdminModelForm):
    """The slug may be left empty: it comes from the name, and then stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        return self.cleaned_data["slug"] or self.instance.slug


class Theme(TagBase):
    """One word of the closed vocabulary of themes.

    Two names that differ only by case, accents or spaces have the same slug, hence are one theme.
    """

    free_tagging = False
    base_form_class = ThemeForm

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["slug"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Plain ASCII, where taggit keeps accents: addresses are typed and dictated."""
        return "-".join(filter(None, (slugify(tag), str(i) if i else "")))

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if '"' in self.name:
            # taggit separates names by commas and protects them by quotation marks.
            raise ValidationError({"name": _("Écrivez les guillemets « ainsi ».")})
        twins = Theme.objects.filter(slug=slugify(self.name)).exclude(pk=self.pk)
        if twin := twins.first():
            raise ValidationError(
                {"name": _("Ce thème existe déjà : « %(name)s ».") % {"name": twin.name}}
            )
