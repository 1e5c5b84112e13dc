"""Nouns and adjectives whose ending is also that of a verb, folded: "agent", "maison"."""

__all__ = ["IN_ENT", "IN_ON"]

_IN_ENT = """
absent abstinent accent accident adherent adjacent adolescent afferent affluent agent ambivalent
antecedent apparent ardent argent arpent astringent auvent avent bioluminescent bivalent cent
chiendent client coefficient coherent coincident competent concurrent confident confluent
conscient consequent content continent contingent contrevent convalescent convent convergent
copresident corpulent couvent covalent decadent decent deferent deficient deliquescent dent
deponent detergent different diligent dissident divergent efferent effervescent efficient effluent
eloquent eminent emollient equipollent equivalent escient event evident excedent excellent
excipient expedient feculent fervent flatulent florent fluorescent frequent gent gradient
grandiloquent immanent imminent impatient impenitent impertinent impotent imprudent impudent
inapparent incandescent incident incoherent incompetent inconscient inconsequent incontinent
inconvenient indecent indifferent indigent indolent indulgent inefficient influent ingredient
inherent inintelligent innocent insolent insurgent intelligent intermittent latent laurent lent
luminescent mecontent monovalent munificent negligent obsolescent occident occurrent omnipotent
omnipresent omniscient onguent opulent orient paravent parent patent patient penitent permanent
pertinent phosphorescent polyvalent pourcent preadolescent precedent preeminent prescient present
president prevalent proeminent prudent purulent quotient recent recipient recurrent referent
refringent regent relent remanent remittent resident resurgent reticent sanguinolent senescent
sergent serpent somnolent strident subconscient subsequent succulent talent tangent torrent
transparent trent trident trivalent turbulent urgent vent vincent violent virulent
"""

_IN_ON = """
abandon accordeon aiglon aiguillon aileron amidon amphitryon anon apollon aquilon arcon ardillon
aviron avorton badigeon badminton baillon balafon balcon ballon balluchon baluchon barbon baron
baryton basson baston bataillon baton beauceron bedon belon besson beton biberon bidon bison
blason blouson boisson bon bonbon bosson boston bottillon bouchon bouffon bouillon boulon bourbon
bourdon bourgeon bourgeron bourguignon bouton brabancon brandon brayon breton brouillon brugnon
bubon bucheron buisson buron cabanon cabochon cacheton caisson calecon calisson cameleon canasson
canon canton canyon capiton capon capuchon carafon cardon cargaison carillon carton cartoon
ceinturon celadon chainon chalon champignon chanson chaperon chapon charancon charbon chardon
charreton charron chaton chatterton chaudron chausson chevron chicon chiffon chignon ciron citron
clairon clayon clocheton cloison cochon cocon codon colimacon colon combinaison compagnon
comparaison conjugaison contrefacon contrepoison cordon cornichon coron cotillon coton cotyledon
couillon coupon crampon crayon cresson creton crevaison croisillon croton crouton cuisson cupidon
dalton decathlon declinaison defloraison demangeaison demon deraison diapason dicton dindon don
donjon doublon drageon dragon durillon echantillon echelon ecouvillon ecusson editathon edredon
electron elevon embryon environ eperon epsilon escadron esclavon escourgeon espadon estragon
esturgeon etalon etron exhalaison facon fanfaron fanon faon faucon felon fenaison feuilleton filon
fiston flacon fleuron flocon floraison flottaison forgeron fourgon frelon frison frisson friton
frondaison fronton frotton fumeron futon gallon galon garcon garnison gascon gazon gibbon giron
glacon glouton goemon goudron goujon graillon grappillon gratton gravillon graviton greffon grelon
griffon grillon grison grognon guenillon guenon gueridon guerison gueuleton guidon guignon
hackathon haillon halon hamecon hanneton harpon hayon helicon herisson heron horizon houblon
inclinaison infrason interferon jalon jambon japon jargon jeton jupon juron klaxon krypton lagon
laiteron laiton lardon larron layon lecon lepton letton liaison limacon limon linon liseron litron
livraison lunaison macaron macon maillon maison malfacon mamelon mancheron manchon maquignon
marathon marmiton marron medaillon melon menton meson micron microsillon mignon moellon moignon
moisson molleton morillon mormon moucheron mouflon mouron mousqueton mousseron mousson mouton
napoleon napperon natron neon neutron nippon nourrisson nylon oeilleton ognon oignon oisillon
oison oraison orillon orpheon ourson paillasson paillon paleron pamoison pantalon pantheon paon
papillon parangon pardon patagon paton patron pavillon peloton pendaison pennon pentathlon
percheron perron pharaon philodendron phlegmon photomaton photon pieton pigeon pignon pilon pincon
pinson piston piton plancton planton plastron poelon poincon poison poisson poivron polisson
polochon poltron pompon ponton portillon positron postillon potiron poumon poupon prison proton
puceron python quillon raidillon raison rancon raton rayon reblochon rejeton reveillon reverchon
rhododendron robinson rognon ronchon sabayon sablon saison salaison salon saloon santon saucisson
saumon sauvageon sauvignon savon saxon sermon seton sillon siphon soupcon synchrotron talon tampon
taon taurillon telethon tendon tendron terminaison tesson teton thon timon toison tomaison tonton
torchon tortillon toton tourbillon tourillon trahison trayon triathlon triton trognon troncon
tympanon typhon ultrason unisson upsilon vairon vallon venaison vermillon veston vigneron violon
vison wagon wallon zircon
"""

IN_ENT = frozenset(_IN_ENT.split())
IN_ON = frozenset(_IN_ON.split())
