from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("bureaux/<int:pk>.vcf", views.office_vcard, name="vcard"),
    path("partage/reseau-<slug:digest>.png", views.share_card, name="share_card"),
]
