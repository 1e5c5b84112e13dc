from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Pages"

    def ready(self) -> None:
        from home import signals  # noqa: F401, PLC0415 - connects the receivers
        from home.site_address import follow_settings  # noqa: PLC0415 - needs the app registry

        post_migrate.connect(follow_settings, sender=self)
