from django.contrib.auth.models import Group

from site_lianes.users.models import User


def make_user(group: str, username: str = "camille") -> User:
    """A member of the staff in one of the groups that the migrations made."""
    user = User.objects.create_user(username, f"{username}@lianes.example", "un mot de passe")
    user.groups.add(Group.objects.get(name=group))
    return user
