"""Events that took place, as the network's public pages tell of them."""

from home.demo.event_spec import EventSpec, at

MALI_DESCRIPTION = (
    "<p>Le groupe pays Mali s’est réuni avec environ 25 participants à Orchies, le 15 mai 2019. A "
    "cette occasion, une deuxième rencontre a été programmée afin de jeter les bases d’un projet "
    "mutualisé entre acteurs régionaux de la coopération avec le Mali.</p>"
    "<p>Les premières thématiques identifiées comme prioritaire pour l’ensemble des acteurs "
    "présents sont l’éducation et l’accès à l’eau. Il est donc proposé de poursuivre les "
    "réflexions sur la mutualisation dans ces deux domaines. Chaque participant s’est engagé à "
    "consulter la gouvernance de son organisation et surtout son ou ses partenaires au Mali pour "
    "mieux identifier les attentes et besoins sur ces thématiques.</p>"
    "<p>Participeront à cette rencontre les acteurs souhaitant mutualiser leurs demandes de "
    "financement et se faire accompagner dans l’écriture et la gestion d’un projet de plus grande "
    "envergure.</p>"
    "<p>La rencontre est accueillie par le comité Tinkaré Mali au centre social des 5 Bonniers 20 "
    "Avenue de Bordeaux à Faches-Thumesnil .</p>"
)

PAST_EVENTS = (
    EventSpec(
        slug="groupe-pays-mali-2019-05",
        title="Groupe Pays Mali",
        starts_at=at(2019, 5, 15),
        all_day=True,
        place="Salle municipale",
        kind="groupe-pays",
        group="groupe-pays-mali",
        countries=("mali",),
        themes=("education", "eau-et-assainissement"),
        organisers=("Lianes coopération",),
        summary="Première rencontre du groupe : faire connaissance et repérer les sujets communs.",
        body="<p>Une première rencontre pour les acteurs de la région qui agissent avec des "
        "partenaires au Mali.</p>",
        participants=25,
        minutes="<p>Deux sujets sont sortis en tête pour l’ensemble des acteurs présents : "
        "l’éducation et l’accès à l’eau.</p>",
        decisions="<ul><li>Programmer une deuxième rencontre afin de jeter les bases d’un projet "
        "mutualisé.</li><li>Poursuivre les réflexions sur la mutualisation dans ces deux "
        "domaines.</li><li>Consulter, chacun, la gouvernance de son organisation et ses "
        "partenaires au Mali pour mieux identifier leurs attentes et leurs besoins.</li></ul>",
    ),
    EventSpec(
        slug="groupe-pays-mali",
        title="Groupe Pays Mali",
        starts_at=at(2019, 10, 17, 18),
        ends_at=at(2019, 10, 17, 21),
        place="Centre social « Les 5 Bonniers »",
        kind="groupe-pays",
        group="groupe-pays-mali",
        countries=("mali",),
        themes=("education", "eau-et-assainissement"),
        organisers=("Lianes coopération", "Comité Tinkaré Mali"),
        body=MALI_DESCRIPTION,
    ),
    EventSpec(
        slug="festival-des-solidarites-hauts-de-france-2020",
        title="Festival des Solidarités, Hauts-de-France",
        starts_at=at(2020, 11, 13),
        ends_at=at(2020, 11, 29),
        all_day=True,
        place="Plusieurs lieux",
        kind="festival",
        themes=("ecsi", "culture"),
        organisers=("Lianes coopération",),
        summary="Deux semaines de rencontres, de films et d’ateliers dans toute la région.",
        body="<p>Chaque ville compose son programme ; le réseau le rassemble et le fait connaître."
        "</p>",
    ),
    EventSpec(
        slug="festival-des-solidarites-internationales-de-lille-2020",
        title="Festival des solidarités internationales de Lille",
        starts_at=at(2020, 11, 14),
        ends_at=at(2020, 11, 22),
        all_day=True,
        status="moved-online",
        mode="online",
        kind="festival",
        themes=("ecsi", "culture"),
        organisers=("Collectif des associations de Lille", "Lianes coopération"),
        summary="Les rencontres prévues à Lille se tiennent toutes en ligne.",
        body="<p>Les conférences et les projections sont retransmises ; le village associatif est "
        "remis à l’année suivante.</p>",
    ),
    EventSpec(
        slug="groupe-pays-mali-2023-01",
        title="Groupe Pays Mali",
        starts_at=at(2023, 1, 12, 14),
        ends_at=at(2023, 1, 12, 16, 30),
        mode="hybrid",
        place="Salle Yser, MRES",
        kind="groupe-pays",
        group="groupe-pays-mali",
        countries=("mali",),
        themes=("cooperation-decentralisee", "eau-et-assainissement"),
        organisers=("Lianes coopération",),
        summary="À 14h00 à Lille, 13h00 à Bamako : les partenaires maliens participent en ligne.",
        body="<p>Au programme : nouvelles des projets en cours, point sur la situation, idées pour "
        "l’année.</p>",
    ),
    EventSpec(
        slug="assemblee-generale-2023",
        title="Assemblée générale 2023",
        starts_at=at(2023, 5, 13, 10),
        ends_at=at(2023, 5, 13, 12, 30),
        mode="hybrid",
        place="MRES",
        kind="assemblee-generale",
        themes=("paix-et-gouvernance",),
        organisers=("Lianes coopération",),
        summary="Rapports de l’année, orientations et élection du conseil d’administration.",
        body="<p>Les membres peuvent voter sur place, ou en ligne jusqu’au samedi 20 mai 2023 à "
        "23h59.</p>",
    ),
)
