from django.urls import re_path

from events import views

app_name = "events"
urlpatterns = [
    # No more digits than a primary key can have.
    re_path(r"^e/(?P<pk>[0-9]{1,18})/$", views.short_address, name="short-address"),
]
