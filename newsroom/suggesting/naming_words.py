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
    mr mrs ms dr sir president minister premier chancellor senator judge general king queen prince
    princess professor governor mayor secretary spokesman spokeswoman chairman captain colonel pope
    bishop director representative sheriff sergeant lieutenant coach señor señora don monsieur madame
    m mme herr frau präsident präsidentin ministerin presidente ministro président ministre
    президент министр премьер госпожа господин председатель генерал губернатор режиссёр директор
    """
)
# Before one of those: Prime Minister, Vice President.
BEFORE_TITLE = _listed("prime vice deputy acting former interim first")
GIVEN = _listed(
    """
    adam ahmed aisha alan albert alejandro alex alexander alexandra ali alice amanda amy ana anders andré andrea andreas
    andrew andy angela anna anne anthony antonio barbara ben benjamin bernard bernie bill björn bob boris brian bruce
    carlos carmen carol caroline catherine charles charlie chris christian christine christopher claire claudia craig
    dan daniel david deborah dennis diana diane diego dmitri donald dorothy douglas ed edward elena elizabeth emily emma
    eric erik ernesto eva fatima felipe fernando francesca francis francisco françois frank fred gabriel gary george
    gerald giovanni giuseppe gordon greg gregory hans harold harry hassan heather helen henry hillary howard hugo ian
    igor isabel ivan jack jacob jacques jaime james jan jane janet jason javier jean jeff jeffrey jennifer jeremy jerry
    jessica jill jim joan joe john jonathan jorge josé joseph joshua juan judith julia julie karen karl kate katherine
    keith kelly ken kenneth kevin klaus larry laura lauren laurent leo leon linda lisa louis lucas lucy luis luke marc
    marco margaret maria marie mario mark martha martin mary matt matthew maurice max megan mehmet melissa michael
    michel michelle miguel mike mikhail mohamed mohammed monica nancy natalia natalie neil nicholas nick nicolas nikolai
    nina noah norman olga oliver omar oscar pablo pamela patricia patrick paul paula pedro peter philip philippe pierre
    rachel ralph raymond rebecca ricardo richard robert roberto roger ron ronald rosa roy russell ruth ryan samuel
    samantha sandra sara sarah scott sean sergei sergey sharon simon sofia sophie stefan stephanie stephen steve steven
    susan svetlana teresa theresa thomas tim timothy todd tom tony tyler ursula vera victor victoria vincent viktor
    vladimir walter wendy werner wilhelm william wolfgang yuri yusuf zoe
    александр алексей анастасия андрей анна борис валентина василий вера виктор владимир галина георгий григорий
    дмитрий евгений екатерина елена иван игорь илья ирина константин людмила максим марина мария михаил надежда наталья
    николай олег ольга павел пётр роман светлана сергей татьяна фёдор юлия юрий
    """
)
SAYING = _listed(
    """
    said says say told added asked wrote tweeted explained noted stated argued replied testified
    dijo afirmó señaló declaró dit déclaré affirmé sagte erklärte teilte disse afirmou
    сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила считает
    """
)
IN_ORGANISATION = _listed(
    """
    inc corp co ltd plc llc ag gmbh sa spa nv group bank university college ministry department agency
    commission committee council union party association federation organisation organization institute
    court parliament senate congress administration bureau office company corporation fund society
    authority force army police team club league foundation center centers centre library laboratory
    times post news press hospital division service services airlines museum school campaign board
    universidad ministerio banco partido université ministère banque parti universität ministerium
    verein banca partito банк университет министерство комитет партия агентство компания комиссия совет
    """
)
IN_PLACE = _listed(
    """
    city river island islands lake mountain mountains sea bay valley province county state republic
    street square airport coast gulf desert peninsula kingdom park beach north south east west
    northern southern eastern western san santa río isla mar lac fleuve insel fluss
    река остров область город край район
    """
)
IN_EVENT = _listed(
    """
    cup championship championships olympics games festival summit conference war battle election
    elections fair expo forum day week prize awards marathon чемпионат форум саммит война выборы
    """
)
BEFORE_PLACE = _listed("in near across outside throughout en dans à in aus nach в во из около под")
ARTICLES = _listed("the a an this your our their its each every any der die das el la los las le les un une")
NOT_NAMES = _listed(
    """
    i the a an this that these those he she it we they you his her its our their your monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k
    am pm gmt utc est pst cet el la los las le les der die das un une und et и в на
    """
)
SMALL = _listed(
    """
    in on at by to of for from with as and or but if how what why when where who which while after
    before since because although however also more most some many all there here not no yes so then
    now today yesterday tomorrow about into over under between during is are was were be been has have
    had do does did can could will would should may might must i’ve i'm it’s don’t let’s according
    en con para por sin sobre como pero avec pour dans sur mais mit für auf bei aber nach von
    по из от до для при над под как что это он она они мы но а не
    """
)
