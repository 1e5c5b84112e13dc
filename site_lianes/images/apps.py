from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "site_lianes.images"
    verbose_name = "Images"

    def ready(self) -> None:
        from site_lianes.images import signals  # noqa: F401, PLC0415 - connects the receivers
