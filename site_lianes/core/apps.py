from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "site_lianes.core"
    verbose_name = "Socle"
