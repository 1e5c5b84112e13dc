"""Words that say a theme and nothing else, by the folded name of the theme.

Those that are also said of other things are left out: "gouvernance", "financement", "culture" alone
is the name of a theme, and is found as such.
"""

WORDS: dict[str, tuple[str, ...]] = {
    "ecsi education a la citoyennete et a la solidarite internationale": (
        "éducation à la citoyenneté",
        "éducation à la solidarité",
    ),
    "education": ("scolarisation", "alphabétisation", "soutien scolaire"),
    "eau et assainissement": (
        "accès à l’eau",
        "eau potable",
        "assainissement",
        "forage",
        "forages",
        "latrines",
        "gestion de l’eau",
    ),
    "sante": ("santé publique", "hôpital", "soins", "accès aux soins"),
    "agriculture et alimentation": (
        "agriculture",
        "agroécologie",
        "souveraineté alimentaire",
        "alimentation",
        "maraîchage",
    ),
    "environnement et climat": (
        "environnement",
        "climat",
        "changement climatique",
        "biodiversité",
        "reforestation",
    ),
    "energie": ("énergies renouvelables", "énergie solaire", "panneaux solaires"),
    "dechets": ("recyclage", "gestion des déchets", "compostage"),
    "economie sociale et solidaire": ("ESS", "commerce équitable"),
    "numerique": ("inclusion numérique", "fracture numérique"),
    "jeunesse et mobilite": (
        "mobilité des jeunes",
        "mobilité internationale",
        "volontariat",
        "service civique international",
        "chantier de jeunes",
    ),
    "cooperation decentralisee": ("jumelage", "jumelages"),
    "diasporas et migrations": ("diaspora", "diasporas", "migrations", "migrants", "exilés"),
    "aide humanitaire": ("humanitaire", "urgence humanitaire"),
    "egalite femmes hommes": ("égalité de genre", "droits des femmes", "égalité entre les femmes"),
    "methodologie et financement": ("méthodologie de projet", "montage de projet", "cofinancement"),
}
