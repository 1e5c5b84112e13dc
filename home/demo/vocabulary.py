"""Themes, partner countries, places and organisers."""

from django.db.models import Q
from django.utils.text import slugify

from events.models import Country, Organiser, Place
from site_lianes.core.models import Theme

THEMES = {
    "ecsi": "ECSI (éducation à la citoyenneté et à la solidarité internationale)",
    "education": "éducation",
    "eau-et-assainissement": "eau et assainissement",
    "sante": "santé",
    "agriculture-et-alimentation": "agriculture et alimentation",
    "environnement-et-climat": "environnement et climat",
    "energie": "énergie",
    "dechets": "déchets",
    "economie-sociale-et-solidaire": "économie sociale et solidaire",
    "numerique": "numérique",
    "jeunesse-et-mobilite": "jeunesse et mobilité",
    "culture": "culture",
    "cooperation-decentralisee": "coopération décentralisée",
    "paix-et-gouvernance": "paix et gouvernance",
    "diasporas-et-migrations": "diasporas et migrations",
    "aide-humanitaire": "aide humanitaire",
    "egalite-femmes-hommes": "égalité femmes-hommes",
    "methodologie-et-financement": "méthodologie et financement",
}

# name, capital, its time zone
COUNTRIES = (
    ("Bénin", "Porto-Novo", "Africa/Porto-Novo"),
    ("Burkina Faso", "Ouagadougou", "Africa/Ouagadougou"),
    ("Cameroun", "Yaoundé", "Africa/Douala"),
    ("Côte d’Ivoire", "Yamoussoukro", "Africa/Abidjan"),
    ("Madagascar", "Antananarivo", "Indian/Antananarivo"),
    ("Mali", "Bamako", "Africa/Bamako"),
    ("Maroc", "Rabat", "Africa/Casablanca"),
    ("Niger", "Niamey", "Africa/Niamey"),
    ("Sénégal", "Dakar", "Africa/Dakar"),
    ("Togo", "Lomé", "Africa/Lome"),
)

# name, street, postal code, town, how to get there
PLACES = (
    ("Centre social « Les 5 Bonniers »", "20 avenue de Bordeaux", "59155", "Fâches-Thumesnil", ""),
    (
        "Salle Yser, MRES",
        "5 rue Jules de Vicq",
        "59000",
        "Lille",
        (
            "Métro Fives (ligne 1), puis cinq minutes à pied. Salle au rez-de-chaussée, accessible "
            "en fauteuil roulant."
        ),
    ),
    ("MRES", "5 rue Jules de Vicq", "59000", "Lille", "Métro Fives (ligne 1)."),
    ("Espace Somme", "6 rue des Hautes Cornes", "80000", "Amiens", "À dix minutes de la gare."),
    ("Salle municipale", "", "59310", "Orchies", ""),
    ("Plusieurs lieux", "", "", "Hauts-de-France", ""),
    ("Maison des associations", "12 rue de la Paix", "62000", "Arras", ""),
    ("Médiathèque Jean-Moulin", "3 place du Marché", "02100", "Saint-Quentin", ""),
    ("Salle des fêtes", "1 place de l’Hôtel-de-Ville", "60000", "Beauvais", ""),
)

# name, name in a sentence
ORGANISERS = (
    ("Lianes coopération", ""),
    ("Comité Tinkaré Mali", "le comité Tinkaré Mali"),
    ("MRES", "la MRES"),
    ("Collectif des associations de Lille", "le collectif des associations de Lille"),
)


def load_vocabulary() -> None:
    for slug, name in THEMES.items():
        if not Theme.objects.filter(Q(slug=slug) | Q(name=name)).exists():
            Theme.objects.create(slug=slug, name=name)
    for name, city, time_zone in COUNTRIES:
        slug = slugify(name)
        if not Country.objects.filter(Q(slug=slug) | Q(name=name)).exists():
            Country.objects.create(slug=slug, name=name, city=city, time_zone=time_zone)
    for name, street, postal_code, town, access in PLACES:
        if not Place.objects.filter(name=name, town=town).exists():
            Place.objects.create(
                name=name, street=street, postal_code=postal_code, town=town, access=access
            )
    for name, in_sentence in ORGANISERS:
        Organiser.objects.get_or_create(name=name, defaults={"name_in_sentence": in_sentence})
