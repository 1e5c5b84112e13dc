from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.french import fold, main_term, terms

# One line is one group of words that must all meet its first.
MEET = """
jeu jeux
lieu lieux
milieu milieux
vœu vœux voeux
chou choux
cheveu cheveux
travail travaux
bail baux
vitrail vitraux
journal journaux
matériau matériaux
œil yeux
ciel cieux
nœud nœuds noeud
nouveau nouvelle nouveaux nouvelles nouvel
public publique publiques
premier première premiere premières
européen européenne europeen européens Europe
étranger étrangère etrangere
actif actifs
médiateur médiatrice médiatrices médiation mediatrice
directeur directrice direction
agriculteur agricultrice agriculture
travailleur travailleuse
auteur autrice
installer installons installent installée installées installés installation
installer installee installees installes
vidéo vidéos
loisir loisirs
conflit conflits
portrait portraits
atelier ateliers
emploi emplois employer
loi lois
essai essais essayer
ami amis
petit petite petits petites
salon salons
maison maisons
aileron ailerons
adhérent adhérents adhérente adhérer
différent différentes
livraison livraisons
hackathon hackathons
camion camions
photo photos
menu menus
financer finançons financons financent financement
manger mangeons mangent
protéger protégeons protegeons protègent protegent protège protection protections protecteur
finir finissons finissent
construire construisons construisent construisez construit construite construction constructeur
produire produisons produisent production
réduire réduisons réduit réduction reduction
traduire traduisent traduction traductrice
écrire écrivons écrivent ecrivent écrit écrite écriture
lire lisons lisent lecture lecteurs lectrice lu
inscrire inscrivez inscription inscrits
élire élisons élection elections élu élus élue
ouvrir ouvrons ouvrent ouvert ouverte ouverture
découvrir découvrons découverte
offrir offrons offrent offre
accueillir accueillons accueillent accueil
tenir tenons tiennent tient tenu
venir venons viennent viendra venu
soutenir soutenons soutiennent soutien soutenu
choisir choisissons choisissent choix
recevoir recevons reçoivent recoivent reçu réception
rédiger rédigeons rédaction rédactrice
vendre vendons vendent vente ventes vendeuse
naître naissent naissance
connaître connaissons connaissent connaissance
décider décidons décident décision
permettre permettent permission
transmettre transmettons transmission
apprendre apprenons apprennent apprendront
échanger échangeons échangent échange
organiser organisons organisent organisation organisatrice
réunir réunissons réunissent réunion
gérer gérons gèrent gerent gestion
coopérer coopérons coopèrent cooperent coopération
étudier étudions étudient étude
simplifier simplifions simplifie simplifient simplifiez
semer sèment sement semence
repérer repérons repèrent
rêver rêverons
répondre répondu répond répondent réponse
créer crée créé créée créés créons créent création creee
conseiller conseillère conseillere
parcourir parcourt parcouru
prévoir prévoit prévoient prévu
suivre suit suivront suivi
envoyer envoyons envoient envoi
acheter achetons achètent achat
appeler appelons appellent appel
animer animons animent animation animatrice
former formons forment formation formateur
informer informons informent information
abriter abriterons abriteront
jeune jeunesse jeunes
vieux vieille vieillir vieillesse
bénévole bénévolat
Mali malien malienne maliens
Sénégal sénégalais sénégalaise
Maroc marocaine
Burkina burkinabè burkinabé
Bénin béninoise
Togo togolais
Cameroun camerounais
Madagascar malgaches
Palestine palestinienne
Ukraine ukrainien
Haïti haïtienne
Tunisie tunisiens
Liban libanaise
Algérie algériennes
Guinée guinéen
Vietnam vietnamienne
Afrique africain
"""
APART = """
organe organiser
organe organisme
commun communiquer
commune commun
communauté commun
région règne
port portail
port porte
général génération
généreux génération
vente vent
Mali mal
partie partir
cours course
environ environnement
droit droite
collectivité collecte
projet projection
maintenant maintenir
mer mère
format formation
agent agence
président présent
maison mai
mars mare
étudiant étude
retraite retrait
donnée donner
vent vendre
organisme organisation
"""


def meet(one: str, other: str) -> bool:
    return bool(set(terms(one)) & set(terms(other)))


@pytest.mark.parametrize("line", MEET.split("\n")[1:-1])
def test_forms_and_families_meet(line: str) -> None:
    first, *others = line.split()
    assert [other for other in others if not meet(first, other)] == []


@pytest.mark.parametrize("line", APART.split("\n")[1:-1])
def test_strangers_stay_apart(line: str) -> None:
    assert not meet(*line.split())


@pytest.mark.parametrize("word", ["59000", "2026", "covid19", "10e", "fse2"])
def test_figures_have_no_stem(word: str) -> None:
    assert terms(word) == (word,)


def test_the_first_of_a_month_is_a_number() -> None:
    assert terms("1er") == terms("1") == terms("01") == ("1",)


def test_half_a_surrogate_pair_is_no_letter() -> None:
    assert terms("\ud800maisons") == terms("maisons")


def test_no_term_is_empty() -> None:
    assert terms("ⅸ") == ("ix",)


def test_a_word_without_a_letter_has_no_term() -> None:
    assert terms("") == terms("’") == ()
    assert main_term("") == ""


@given(st.text(st.characters(), max_size=60))
def test_the_main_term_is_that_of_the_folded_word(word: str) -> None:
    assert main_term(fold(word)) == (terms(fold(word)) or ("",))[-1]
    assert terms(word)[-1:] == terms(fold(word))[-1:]


def test_threads_do_not_disturb_one_another() -> None:
    words = [f"{stem}{ending}" for stem in MEET.split() for ending in ("", "s", "ment", "age")]
    alone = [terms(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(terms, words * 5))
    assert together == alone * 5
