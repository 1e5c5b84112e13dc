from django import template

from site_lianes.core import typography

register = template.Library()


@register.filter(is_safe=True)
def french(text: object) -> str:
    """Unbreakable spaces where French punctuation wants them; see `core.typography.french`."""
    return typography.french(str(text))
