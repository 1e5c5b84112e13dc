from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from site_lianes.core.content import Kept

register = template.Library()

# An event's page has four.
MOST = 3_000

_kept = Kept[tuple[Any, ...], SafeString](MOST)


@register.tag("kept")
def kept_tag(parser: Parser, token: Token) -> "KeptNode":
    """What is inside is written once for each value of its keys, as long as the content stays.

    `{% kept "menu" frame.place %}…{% endkept %}`, for what any visitor sees at any time.
    """
    _, *keys = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, [parser.compile_filter(key) for key in keys])


class KeptNode(template.Node):
    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist, self._keys = nodelist, keys

    def render(self, context: Context) -> SafeString:
        key = tuple(expression.resolve(context) for expression in self._keys)
        return _kept.one(key, lambda: self.nodelist.render(context))
