"""The pages of the site but the events: each is made once, then belongs to the staff."""

from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from events.models import EventIndexPage, GroupIndexPage, GroupPage
from home.models import ContentPage, HomePage

GROUPS = (
    (
        "Groupe pays Mali",
        GroupPage.Kind.COUNTRY,
        (
            "Les acteurs de la région qui agissent avec des partenaires au Mali se retrouvent pour "
            "se connaître, échanger sur leurs projets et en porter ensemble."
        ),
    ),
    (
        "Groupe pays Sénégal",
        GroupPage.Kind.COUNTRY,
        "Collectivités, associations et établissements scolaires engagés avec le Sénégal.",
    ),
    (
        "Groupe thématique Eau",
        GroupPage.Kind.THEMATIC,
        (
            "Eau potable, assainissement, gestion partagée de la ressource : ce que les projets "
            "nous apprennent."
        ),
    ),
)

LEGAL_NOTICE = (
    "<p>Le site est édité par l’association Lianes coopération, dont les adresses figurent au pied "
    "de chaque page. Le directeur ou la directrice de la publication est la personne qui préside "
    "l’association.</p><p>Les textes du réseau peuvent être repris à condition d’en citer la "
    "source. Les logos appartiennent à leurs propriétaires.</p><p>Le site ne dépose aucun cookie "
    "chez les visiteurs, ne mesure pas leur audience et ne charge rien depuis d’autres sites.</p>"
)
ACCESSIBILITY = (
    "<p>Ce site doit pouvoir être lu et utilisé par tout le monde : au clavier seul, avec un "
    "lecteur d’écran, sur un petit écran, avec un texte agrandi, sans JavaScript. Il vise les "
    "critères du RGAA 4.1 et des WCAG 2.2, niveau AA.</p><p>État de conformité : non audité. "
    "Chaque version est vérifiée par des outils automatiques, qui ne remplacent pas un audit.</p>"
    "<p>Si une page vous résiste, écrivez au réseau : nous vous enverrons l’information sous une "
    "forme qui vous convient, et nous corrigerons la page.</p>"
)


def load_pages() -> tuple[EventIndexPage, dict[str, GroupPage]]:
    """Make the pages that are missing; return the agenda and the groups by slug."""
    home = _claim_home_page()
    _load_network_page(home)
    agenda = _ensure(
        home,
        EventIndexPage(
            title="Agenda",
            slug="agenda",
            show_in_menus=True,
            introduction="Rencontres, formations et festivals de la coopération internationale "
            "dans les Hauts-de-France.",
        ),
    )
    groups = _load_groups(home)
    _load_partners_page(home)
    _load_legal_pages(home)
    return agenda, groups


def _ensure(parent: Page, page: Page) -> Any:
    """Return the child of `parent` with the slug of `page`, made from `page` if there is none."""
    if existing := parent.get_children().filter(slug=page.slug).first():
        return existing.specific
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _claim_home_page() -> HomePage:
    """Fill the home page that the migrations made, unless somebody has already done it."""
    home = HomePage.objects.get(depth=2)
    if home.latest_revision is None and not home.headline:
        home.title = "Accueil"
        home.headline = (
            "Le réseau des acteurs de la coopération internationale dans les Hauts-de-France"
        )
        home.introduction = (
            "Associations, collectivités, établissements, entreprises : se rencontrer, se former, "
            "agir ensemble avec des partenaires du monde entier."
        )
        home.save_revision().publish()
    return home


def _paragraph(html: str) -> tuple[str, str]:
    return ("paragraph", html)


def _load_network_page(home: HomePage) -> None:
    body = [
        _paragraph(
            "<p>Lianes coopération réunit celles et ceux qui, dans la région, mènent des projets "
            "avec des partenaires d’autres pays ou font vivre la solidarité internationale ici : "
            "associations, collectivités, établissements scolaires et universitaires, structures "
            "de jeunesse, hôpitaux, entreprises.</p>"
        ),
        ("heading", {"text": "Ce que nous faisons ensemble", "level": "h2"}),
        _paragraph(
            "<ul><li>des groupes pays et des groupes thématiques, où se partagent expériences et "
            "projets ;</li><li>des formations et un accompagnement à la conduite de projet ;</li>"
            "<li>un dialogue avec les bailleurs et les pouvoirs publics ;</li><li>un agenda commun "
            "des rencontres de la région.</li></ul>"
        ),
        ("heading", {"text": "Nous trouver", "level": "h2"}),
        ("offices", None),
    ]
    _ensure(
        home,
        ContentPage(
            title="Le réseau",
            slug="le-reseau",
            show_in_menus=True,
            introduction="Un réseau régional multi-acteurs, sans distinction de statut juridique.",
            body=body,
        ),
    )


def _load_groups(home: HomePage) -> dict[str, GroupPage]:
    index = _ensure(
        home,
        GroupIndexPage(
            title="Groupes",
            slug="groupes",
            show_in_menus=True,
            introduction="On s’y retrouve par pays ou par thème, plusieurs fois par an.",
        ),
    )
    groups = {}
    for title, kind, introduction in GROUPS:
        page = GroupPage(title=title, slug=slugify(title), kind=kind, introduction=introduction)
        groups[page.slug] = _ensure(index, page)
    return groups


def _load_partners_page(home: HomePage) -> None:
    _ensure(
        home,
        ContentPage(
            title="Partenaires",
            slug="partenaires",
            show_in_menus=True,
            introduction="Ils financent ou soutiennent le réseau et ses actions.",
            body=[("funders", None)],
        ),
    )


def _load_legal_pages(home: HomePage) -> None:
    for title, slug, body in (
        ("Accessibilité : non audité", "accessibilite", [_paragraph(ACCESSIBILITY)]),
        ("Mentions légales", "mentions-legales", [_paragraph(LEGAL_NOTICE)]),
        ("Plan du site", "plan-du-site", [("site_map", None)]),
    ):
        _ensure(home, ContentPage(title=title, slug=slug, in_foot=True, body=body))
