"""Invented events around today's date: one for every state that an event can have."""

from home.demo.event_spec import (
    FRIDAY,
    MONDAY,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    EventSpec,
    in_weeks,
)


def upcoming_events() -> tuple[EventSpec, ...]:
    return (*_soon(), *_changed(), *_later())


def _soon() -> tuple[EventSpec, ...]:
    return (
        EventSpec(
            slug="permanence-projets",
            title="Permanence : parler de son projet",
            starts_at=in_weeks(1, TUESDAY, 9, 30),
            ends_at=in_weeks(1, TUESDAY, 12),
            place="Espace Somme",
            kind="permanence",
            themes=("methodologie-et-financement",),
            organisers=("Lianes coopération",),
            summary="Une demi-heure avec un membre de l’équipe pour avancer sur une question.",
            registration_email="contact@lianes.example",
            price="Gratuit",
        ),
        EventSpec(
            slug="eau-gestion-partagee",
            title="L’eau en partage : trois projets racontés par celles et ceux qui les font",
            starts_at=in_weeks(1, THURSDAY, 18),
            ends_at=in_weeks(1, THURSDAY, 20),
            mode="hybrid",
            place="Salle Yser, MRES",
            online_link="https://visio.example/eau",
            kind="groupe-thematique",
            group="groupe-thematique-eau",
            countries=("mali", "senegal"),
            themes=("eau-et-assainissement", "cooperation-decentralisee"),
            organisers=("Lianes coopération", "MRES"),
            summary="Forages, latrines scolaires, comités d’usagers : ce qui tient, ce qui casse.",
            body="<p>Trois récits de vingt minutes, puis une discussion. Les partenaires du Mali "
            "et du Sénégal participent en ligne.</p>",
            has_image=True,
            registration_email="contact@lianes.example",
            registration_deadline=in_weeks(1, WEDNESDAY, 12),
            price="Gratuit",
            contact_name="L’équipe de Lille",
        ),
        EventSpec(
            slug="ecrire-un-projet",
            title="Écrire un projet et trouver son financement",
            starts_at=in_weeks(2, THURSDAY, 9),
            ends_at=in_weeks(2, FRIDAY, 17),
            place="Maison des associations",
            kind="formation",
            themes=("methodologie-et-financement",),
            organisers=("Lianes coopération",),
            summary="Deux jours pour passer d’une envie à un dossier solide.",
            body="<p>Une formation pour les bénévoles et les salariés des petites structures.</p>",
            registration_email="formation@lianes.example",
            registration_deadline=in_weeks(2, TUESDAY, 18),
            price="30 € pour les membres, 60 € pour les autres",
        ),
        EventSpec(
            slug="webinaire-fonds-jeunesse",
            title="Webinaire : les fonds pour la mobilité des jeunes",
            starts_at=in_weeks(3, MONDAY, 12, 30),
            ends_at=in_weeks(3, MONDAY, 13, 30),
            mode="online",
            online_link="https://visio.example/jeunesse",
            kind="webinaire",
            countries=("benin", "senegal", "togo"),
            themes=("jeunesse-et-mobilite", "methodologie-et-financement"),
            organisers=("Lianes coopération",),
            summary="Une heure pour s’y retrouver entre les dispositifs, puis vos questions.",
            price="Gratuit",
        ),
    )


def _changed() -> tuple[EventSpec, ...]:
    return (
        EventSpec(
            slug="projection-la-source",
            title="Projection-débat : « La source »",
            starts_at=in_weeks(3, FRIDAY, 20),
            ends_at=in_weeks(3, FRIDAY, 22, 15),
            status="cancelled",
            first_announced={"status": "confirmed"},
            place="Médiathèque Jean-Moulin",
            kind="projection-debat",
            themes=("culture", "eau-et-assainissement"),
            organisers=("Lianes coopération",),
            summary="La séance est annulée. Une nouvelle date sera proposée au printemps.",
        ),
        EventSpec(
            slug="groupe-pays-senegal",
            title="Groupe Pays Sénégal",
            starts_at=in_weeks(4, THURSDAY, 18),
            ends_at=in_weeks(4, THURSDAY, 20, 30),
            status="postponed",
            first_announced={
                "status": "confirmed",
                "starts_at": in_weeks(3, THURSDAY, 18),
                "ends_at": in_weeks(3, THURSDAY, 20, 30),
            },
            place="Espace Somme",
            kind="groupe-pays",
            group="groupe-pays-senegal",
            countries=("senegal",),
            themes=("education", "sante"),
            organisers=("Lianes coopération",),
            summary="La rencontre est reportée d’une semaine, au même endroit.",
        ),
        EventSpec(
            slug="atelier-numerique",
            title="Atelier : des outils numériques libres pour travailler à distance",
            starts_at=in_weeks(5, TUESDAY, 14),
            ends_at=in_weeks(5, TUESDAY, 17),
            status="moved-online",
            first_announced={"status": "confirmed", "mode": "on-site", "online_link": ""},
            mode="online",
            online_link="https://visio.example/numerique",
            kind="atelier",
            themes=("numerique",),
            organisers=("Lianes coopération", "MRES"),
            summary="Prévu à Lille, l’atelier se tient finalement en ligne, aux mêmes heures.",
            has_image=True,
        ),
    )


def _later() -> tuple[EventSpec, ...]:
    return (
        EventSpec(
            slug="journees-alimentation",
            title="Journées de l’alimentation solidaire",
            starts_at=in_weeks(7, WEDNESDAY),
            ends_at=in_weeks(7, SATURDAY),
            all_day=True,
            place="Salle des fêtes",
            kind="festival",
            countries=("burkina-faso", "madagascar"),
            themes=("agriculture-et-alimentation", "ecsi"),
            organisers=("Collectif des associations de Lille", "Lianes coopération"),
            summary="Quatre jours de cuisine, de films et de rencontres avec des paysans.",
            has_image=True,
        ),
        EventSpec(
            slug="rencontre-regionale",
            title=(
                "Rencontre régionale des collectivités territoriales, des associations, des "
                "établissements d’enseignement et des entreprises engagés dans la coopération "
                "décentralisée et la solidarité internationale"
            ),
            starts_at=in_weeks(8, THURSDAY, 9, 30),
            ends_at=in_weeks(8, THURSDAY, 17),
            place="Maison des associations",
            kind="groupe-thematique",
            themes=("cooperation-decentralisee", "economie-sociale-et-solidaire", "energie"),
            organisers=("Lianes coopération", "Collectif des associations de Lille", "MRES"),
            summary="Une journée pour se connaître et préparer l’année à venir.",
        ),
        EventSpec(
            slug="egalite-dans-les-projets",
            title="L’égalité femmes-hommes dans nos projets",
            starts_at=in_weeks(9, TUESDAY, 18, 30),
            place="MRES",
            kind="atelier",
            themes=("egalite-femmes-hommes", "methodologie-et-financement"),
            organisers=("Lianes coopération",),
            summary="Des questions simples à se poser à chaque étape d’un projet.",
        ),
        EventSpec(
            slug="soigner-ici-et-la-bas",
            title="Soigner ici et là-bas : hôpitaux en coopération",
            starts_at=in_weeks(10, THURSDAY, 14),
            ends_at=in_weeks(10, THURSDAY, 17),
            mode="hybrid",
            place="Espace Somme",
            kind="groupe-thematique",
            countries=("cameroun", "benin"),
            themes=("sante",),
            organisers=("Lianes coopération",),
            summary="Trois équipes hospitalières racontent leurs échanges.",
        ),
        EventSpec(
            slug="groupe-pays-mali-prochain",
            title="Groupe Pays Mali",
            starts_at=in_weeks(11, THURSDAY, 18),
            ends_at=in_weeks(11, THURSDAY, 20),
            mode="hybrid",
            place="Centre social « Les 5 Bonniers »",
            kind="groupe-pays",
            group="groupe-pays-mali",
            countries=("mali",),
            themes=("education", "diasporas-et-migrations"),
            organisers=("Lianes coopération", "Comité Tinkaré Mali"),
            summary="Le fil des projets communs, et l’accueil de deux nouvelles associations.",
        ),
    )
