"""The network's text, its offices and its funders, as its public site printed them."""

from wagtail.models import Site

from home.demo.drawings import word_mark
from home.models import NetworkSettings, Office
from partners.models import Funder
from site_lianes.images.models import CustomImage

NETWORK = {
    "name": "Lianes coopération",
    "definition": (
        "Réseau régional multi-acteurs de la coopération internationale des Hauts-de-France."
    ),
    "paragraph": (
        "Le réseau fédére l’ensemble des acteurs de la coopération internationale de la région "
        "sans distinction de statut juridique. Ensemble ses membres élaborent des stratégies "
        "communes, montent en compétence, dialoguent avec bailleurs et pouvoirs publics et "
        "mutualisent leurs actions."
    ),
}

OFFICES = (
    {
        "name": "Bureaux à Lille",
        "care_of": "S/c MRES (Maison régionale de l’environnement et des solidarités)",
        "street": "5 rue Jules de Vicq",
        "postal_code": "59000",
        "town": "Lille",
    },
    {
        "name": "Bureaux à Amiens",
        "care_of": "Espace Somme",
        "street": "6 rue des Hautes Cornes",
        "postal_code": "80000",
        "town": "Amiens",
    },
)

# In the order of the public site; its "Agende de l'eau" was a slip.
FUNDERS = (
    "Crajep",
    "Département Pas de Calais",
    "Dunkerque Grand Littoral",
    "Agence de l’eau",
    "Agence Française de Développement",
    "Région Hauts-de-France",
    "Ministère de l’Europe et des Affaires Etrangères",
    "Direction Régionale de la Jeunesse, des Sports et de la Cohésion Sociale",
    "Ville de Lille",
    "FONJEP",
    "Métropole Européenne de Lille",
    "Agence Nationale pour la Rénovation Urbaine",
    "Fondation Norsys",
    "CRID",
    "Département Nord",
    "Caisse d’Épargne",
    "RRMA Conférence Interrégionale",
    "Pôle Emploi",
)


def load_network() -> None:
    site = Site.objects.get(is_default_site=True)
    # A visit may have made the settings already, empty.
    network = NetworkSettings.for_site(site)
    if network.definition or network.offices.exists():
        return
    for name, text in NETWORK.items():
        setattr(network, name, text)
    network.save()
    for order, office in enumerate(OFFICES):
        Office.objects.create(network=network, sort_order=order, **office)


def load_funders() -> None:
    for order, name in enumerate(FUNDERS):
        if Funder.objects.filter(name=name).exists():
            continue
        logo = CustomImage.objects.create(
            title=f"Logo : {name}", description=name, file=word_mark(name)
        )
        Funder.objects.create(name=name, logo=logo, sort_order=order)
