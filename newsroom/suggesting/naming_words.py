"""Words that say what the name beside them, or the name that they are part of, is: in some languages of newsrooms.

A few dozen a language. A library teaches the rest by its own tags: what is in none of these lists is only a topic.
"""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


JOINING = _listed("de la le del da do di du van von der den al el bin ibn y e")
# These join only after a word that says what the whole is: Ministry of the Interior, but not Ana Ruiz of the Ministry.
JOINING_OFFICES = _listed("of the for and")
BEFORE_PERSON = _listed(
    """
    mr mrs ms dr prof sir dame lord lady president minister premier chancellor senator congressman
    congresswoman representative councillor commissioner ambassador speaker undersecretary judge justice
    general king queen prince princess duke duchess emperor sultan sheikh ayatollah professor governor mayor
    secretary spokesman spokeswoman spokesperson chairman chairwoman captain colonel lieutenant sergeant
    admiral major sheriff detective constable pope bishop archbishop cardinal imam rabbi reverend rev director
    coach attorney ceo cfo cio cto democrat republican officer mufti actor actress author singer musician
    guitarist drummer painter novelist poet journalist economist analyst physicist scientist candidate
    activist lawyer señor señora don monsieur madame m mme herr frau präsident präsidentin ministerin
    presidente ministro président ministre
    президент министр премьер госпожа господин председатель генерал губернатор режиссёр директор
    """
)
# After who is named: Ana Ruiz Jr.
AFTER_PERSON = _listed("jr sr ii iii iv")
WHO = _listed("who whose whom")
IT = _listed("it its")
JOINS_PERSON = _listed("bin ibn van von")
ENDS_PERSON = (
    "ov",
    "ova",
    "ev",
    "eva",
    "sky",
    "ski",
    "ska",
    "skaya",
    "skiy",
    "enko",
    "wicz",
    "vić",
    "dze",
    "shvili",
    "oğlu",
    "sson",
    "sdóttir",
    "opoulos",
    "idis",
    "akis",
    "escu",
    "mann",
    "stein",
    "rez",
    "nez",
    "lez",
    "dez",
    "guez",
)
GIVEN = _listed(
    """
    aaron abby abdul abdullah abigail adam adrian ahmed aisha akira alan albert alejandro alex alexander
    alexandra alexei alfred ali alice alicia alison allan allison amanda amir amy ana anders andre andrea
    andreas andrei andrew andré andrzej andy angela angelina anita ann anna anne annette annie anthony antoine
    antonio ariel arthur ashley astrid audrey barbara barry beatrice ben benjamin bernard bernie beth betty
    beverly bill björn bob bonnie boris brad bradley brandon brenda brent brett brian bruce bruno bryan caleb
    calvin cameron camille carl carla carlos carmen carol caroline carolyn catherine cathy cecilia chad
    charles charlie charlotte chloe chris christian christina christine christoph christopher cindy claire
    clara claude claudia colin connie craig curtis daniel dan danielle danny daria darren dave david deborah
    debra dennis derek diana diane diego dirk dmitri dominic don donald donna doris dorothy doug douglas
    duncan dustin dylan ed eddie edgar edward edwin eileen elaine eleanor elena eli elizabeth ella ellen emily
    emma emmanuel enrique eric erica erik erika erin ernest ernesto ethan eugene eva evan evelyn fatima felipe
    felix fernando fiona frances francesca francis francisco frank françois fred frederick gabriel gabriela
    gail gareth gary gavin geoff geoffrey george gerald gerard gilbert giovanni giulia giuseppe glenn gloria
    gordon graham greg gregory guillermo gustav gustavo hannah hans harold harriet harry harvey hassan heather
    hector heidi helen helena henri henrik henry herbert hilary hillary hiroshi howard hugh hugo hussein ian
    ibrahim igor ingrid irene iris isaac isabel isabella ivan jack jackie jacob jacqueline jacques jaime james
    jamie jan jane janet janice jared jason javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome
    jerry jesse jessica jill jim jimmy jo joan joanna joanne joe joel johan johanna john johnny jon jonas
    jonathan jorge josef joseph josh joshua josé joyce juan judith judy julia julian julie jürgen justin
    kamala kara karen karim karl kate katherine kathleen kathryn kathy katie keith kelly ken kenji kenneth
    kevin khalid kim kimberly klaus kristen kristin kurt kyle larry lars laura lauren laurent lawrence leah
    lee leila leo leon leonard leslie lewis liam lily linda lindsay lisa lorenzo lori louis louise luca lucas
    lucia lucy luis luke lydia lynn madeleine magnus malcolm manuel marc marcel marco marcus margaret maria
    marie marilyn mario marion mark marlene marta martha martin martina marvin mary mathias matt matthew
    matthias maureen maurice max maya megan mehmet melanie melissa michael michel michelle miguel mike mikhail
    milan mitch mitchell mohamed mohammad mohammed molly monica mustafa muhammad nadia nancy naomi natalia
    natalie natasha nathan neil nicholas nick nicola nicolas nicole nigel nikita nikolai nina noah nora norman
    olga oliver olivia omar oscar otto owen pablo pamela patricia patrick paul paula pauline pedro peggy perry
    pete peter phil philip philipp philippe phillip phyllis pierre priya rachel rafael rahul raj ralph ramon
    randy raoul raul raymond rebecca regina renee rené ricardo richard rick robert roberto robin rodney
    rodrigo roger roland roman ron ronald rosa rosemary ross roy ruben rudolf rupert russell ruth ryan sabine
    sally salvatore sam samantha samir samuel sandra sandy sanjay sara sarah scott sean sebastian serena
    sergei sergey sergio seth shane shannon sharon shaun sheila shirley simon simone sofia sonia sophia sophie
    stacy stan stefan stella stephanie stephen steve steven stuart sue susan suzanne svetlana sven sylvia
    tamara tanya tara ted terence teresa terry thea theo theodore theresa thomas tiffany tim timothy tina
    tobias todd tom tommy toni tony tracy travis trevor tyler ursula valentina valerie vanessa vera veronica
    vicky victor victoria vijay viktor vincent virginia vladimir walter wanda warren wayne wendy werner
    wilhelm william wolfgang yasmin yolanda yuki yuri yusuf yvonne zachary zoe
    александр алексей анастасия андрей анна борис валентина василий вера виктор владимир галина георгий
    григорий дмитрий евгений екатерина елена иван игорь илья ирина константин людмила максим марина мария
    михаил надежда наталья николай олег ольга павел пётр роман светлана сергей татьяна фёдор юлия юрий
    """
)
SAYING = _listed(
    """
    said says say told tells added adds asked asks wrote writes tweeted insisted replied
    explained explains noted notes stated argued argues testified dijo afirmó señaló declaró dit déclaré
    affirmé sagte erklärte teilte disse afirmou
    сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила считает
    """
)
IN_ORGANISATION = _listed(
    """
    inc corp co ltd plc llc ag gmbh sa spa nv group bank university college ministry department agency
    commission committee council union party association federation organisation organization institute court
    parliament senate congress administration bureau office company corporation fund society authority force
    army police motors electric industries holdings airways tribe team club league foundation center centers
    centre library laboratory times post news press hospital division service services airlines museum school
    campaign board universidad ministerio banco partido université ministère banque parti universität
    ministerium verein banca partito
    банк университет министерство комитет партия агентство компания комиссия совет
    """
)
BEGINS_PLACE = _listed(
    """
    lake mount port cape fort gulf bay isle republic kingdom state province county city north south east west
    northern southern eastern western upper lower san santa saint río isla mar lac fleuve insel fluss
    река остров область город край район
    """
)
ENDS_PLACE = _listed(
    """
    city river island islands lake mountain mountains sea ocean bay valley province county state republic
    street avenue square airport coast gulf desert peninsula kingdom park beach harbour harbor forest
    область край район остров
    """
)
IN_EVENT = _listed(
    """
    hurricane typhoon cyclone storm cup championship championships olympics games festival summit conference
    war battle election elections fair expo forum day week prize awards marathon
    чемпионат форум саммит война выборы
    """
)
BEFORE_PLACE = _listed("in near across outside throughout en dans à in aus nach в во из около под")
ARTICLES = _listed("the a an this your our their its each every any der die das el la los las le les un une")
NOT_NAMES = _listed(
    """
    i the a an this that these those he she it we they you his her its our their your monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k am pm gmt utc est pst cet el la
    los las le les der die das un une und et
    и в на
    """
)
SMALL = _listed(
    """
    in on at by to of for from with as and or but if how what why when where who which while after before
    since because although however also more most some many all there here not no yes so then now today
    yesterday tomorrow about into over under between during is are was were be been has have had do does did
    can could will would should may might must i’ve i'm it’s don’t let’s according en con para por sin sobre
    como pero avec pour dans sur mais mit für auf bei aber nach von
    по из от до для при над под как что это он она они мы но а не
    """
)
# What people say rather than speak of.
INTERJECTIONS = _listed(
    """
    ah aha alas amen aye bravo bye cheers congratulations dear eh goodbye gosh ha hello hey hi hmm hooray huh
    nah nope oh ok okay oops ouch please sorry sure thanks welcome well whoa wow yay yeah yep yes yup right
    """
)
# Adjectives of a people and its people, that have none of these ends; tags are the countries themselves.
OF_A_PEOPLE_ENDS = ("ian", "ish", "ese", "ican")
# They have, and are none.
OF_NO_PEOPLE = _listed("guardian smithsonian vatican caspian parish fish pelican cheese civilian academician")
OF_A_PEOPLE = _listed(
    """
    afghan african arab bengali chechen chilean cuban czech dutch emirati european french german greek iraqi israeli
    kazakh korean kurd kuwaiti moroccan nepali omani pakistani qatari saudi serb slovak somali swiss thai tibetan
    uyghur uzbek welsh yemeni
    """
)
# Behind a hyphen they make an adjective of a name: Velmar-based.
MAKES_ADJECTIVE = _listed(
    "based born backed led owned run made style wide speaking trained funded sponsored related centered centred era"
)
# Behind a hyphen they make a noun of a verb, where a name has a syllable: Sign-up.
SMALL_TAILS = _listed("up in on off out by of at over down to and free only wide level time term ups ins")
