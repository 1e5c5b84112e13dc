from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of the staff. Visitors have no account.

    An app of its own from the first migration: a user model cannot be swapped later.
    """
