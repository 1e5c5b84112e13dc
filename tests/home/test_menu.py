"""The menu of the admin: in the order of the work, and nothing that nobody here needs."""

import pytest

from site_lianes.users.models import User
from tests.factories import EventIndexPageFactory, make_user
from tests.staff_screens import menu

pytestmark = pytest.mark.django_db

REPORTS = ["Ce qui manque", "Pages à vérifier"]
ACCOUNT = ["Raccourcis", "Compte", "Se déconnecter"]
WRITER = [
    *("Agenda", "Pages", "Lieux", "Organisateurs", "Groupes", "Coller un texte", "Importer"),
    *("Images", "Documents"),
    *("Rapports", *REPORTS, "Workflows", "Historique du Site"),
    *("Aide", "Guide de la rédaction", *ACCOUNT),
]
PUBLISHER = [
    *("Agenda", "Pages", "Lieux", "Organisateurs", "Groupes", "Thèmes", "Financeurs", "Bureaux"),
    *(
        "Coller un texte",
        "Importer",
        "Recherche",
        "Ce que l’on cherche",
        "Synonymes",
        "Résultats mis en avant",
    ),
    *("Images", "Documents"),
    *("Rapports", *REPORTS, "Publications programmées", "Ce que l’on cherche"),
    *("Pages verrouillées", "Workflows", "Historique du Site"),
    *("Paramètres", "Pays partenaires", "Vacances scolaires", "Règles de Redirection"),
    *("Aide", "Guide de la rédaction", *ACCOUNT),
]


@pytest.mark.parametrize(("group", "entries"), [("Rédaction", WRITER), ("Publication", PUBLISHER)])
def test_each_group_reads_what_it_works_with(client, group, entries):
    client.force_login(make_user(group))
    assert list(menu(client)) == list(dict.fromkeys(entries))


def test_administrators_keep_the_rest(admin_client):
    found = menu(admin_client)
    kept = {"Utilisateurs", "Sites", "Collections", "Tâches de workflow"}
    assert kept | {"Utilisation des types de page"} <= {*found}


@pytest.mark.parametrize("group", ["Rédaction", "Publication"])
def test_each_entry_opens_a_screen_of_this_site(client, group):
    EventIndexPageFactory()
    client.force_login(make_user(group))
    addresses = [address for address in menu(client).values() if address not in {"", "#"}]
    assert len(addresses) > 10
    for address in addresses:
        assert address.startswith("/admin/")
        assert client.get(address, follow=True).redirect_chain[1:] == [], address
        assert client.get(address, follow=True).status_code == 200, address


def test_bureaux_leads_to_the_offices(client):
    client.force_login(make_user("Publication"))
    page = client.get(menu(client)["Bureaux"], follow=True).content.decode()
    assert "Ils paraissent au pied de chaque page, dans cet ordre." in page


def test_who_has_no_page_to_work_on_has_no_list_of_pages(client):
    user = User.objects.create_user("sami", "sami@lianes.example", "un mot de passe")
    writers = make_user("Rédaction").groups.get()
    writers.page_permissions.all().delete()
    user.groups.add(writers)
    client.force_login(user)
    assert not {"Agenda", "Pages", "Groupes", *REPORTS} & {*menu(client)}
    for address in ("/admin/agenda/", "/admin/groupes/", "/admin/rapports/manque/"):
        assert client.get(address)["Location"] == "/admin/", address


def test_no_guide_of_wagtail_in_another_language(client):
    client.force_login(make_user("Rédaction"))
    assert "wagtail.org" not in client.get("/admin/").content.decode()
