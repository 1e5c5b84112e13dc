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


class ExactSizeOperation(FilterOperation):
    """`exactly-1200x630` after `fill-1200x630`, which leaves an image smaller than that small."""

    def construct(self, size: str) -> None:
        width, height = size.split("x")
        self.size = int(width), int(height)

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        return willow if willow.get_size() == self.size else willow.resize(self.size)


@hooks.register("register_image_operations")
def register_image_operations() -> list[tuple[str, type[FilterOperation]]]:
    return [("exactly", ExactSizeOperation), ("stripmetadata", StripMetadataOperation)]
