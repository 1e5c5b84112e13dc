from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def module_script(name: str) -> SafeString:
    """A script of ours, which the policy allows by its digest: `{% module_script "js/a.js" %}`."""
    return format_html(
        '<script type="module" src="{}" integrity="{}"></script>',
        static(name),
        settings.SCRIPT_DIGESTS[name],
    )
