from typing import Any

from wagtail import hooks
from wagtail.images.image_operations import FilterOperation


class StripMetadataOperation(FilterOperation):
    """`stripmetadata`: a JPEG rendition would keep the GPS coordinates of the original."""

    def construct(self) -> None:
        """Take no argument."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        willow.image.info.pop("exif", None)
        return willow


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("stripmetadata", StripMetadataOperation)]
