from django.urls import path

from events import views

app_name = "events"
urlpatterns = [
    path("partage/<int:pk>-<slug:digest>.png", views.share_card, name="share_card"),
]
