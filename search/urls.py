from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("recherche/", views.results, name="results"),
    path("recherche/suggestions/", views.suggest, name="suggestions"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
