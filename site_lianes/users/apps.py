from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "site_lianes.users"
    verbose_name = "Comptes"
