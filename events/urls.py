from django.urls import path, re_path

from events import feed_views, views

app_name = "events"
urlpatterns = [
    path("partage/<int:pk>-<slug:digest>.png", views.share_card, name="share_card"),
    re_path(
        r"^agenda\.(?P<extension>ics|atom|json|csv)$", feed_views.agenda_feed, name="agenda_feed"
    ),
    path("evenement/<uuid:uid>.ics", feed_views.event_calendar, name="calendar"),
    path("abonnement/", feed_views.subscription, name="subscription"),
    # No more digits than a primary key can have.
    re_path(r"^e/(?P<pk>[0-9]{1,18})/$", views.short_address, name="short_address"),
    # No dot: a calendar may stand beside it.
    re_path(r"^evenement/(?P<slug>[\w-]{1,255})/?$", views.former_address, name="former_address"),
]
