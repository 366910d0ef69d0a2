"""What stands on a news page or a wire beside the story: share buttons, rights, end marks, slug lines. Says why."""

import re

from newsroom.exchange.wirecopy.calendar_words import is_clock

CLOCK = "A clock or a date of the page; never the time of publication."
FURNITURE = "A button or a link of the page."
RIGHTS = "A line about rights."
END = "A mark for the end of the copy."
SLUG = "A slug line of the wire."
COUNTER = "A counter of the page."
INVITATION = "An invitation to readers."

_LONGEST = 160

_PHRASES = """
Listen Live|Watch Live|Live|On air|Radio|Get short URL|Short URL|Short link|Copy link|Copy URL|Permalink|Share|Share this
Share this article|Share this story|Share on Facebook|Share on Twitter|Share on X|Share on WhatsApp|Share via Email
Share with friends|Tweet|Pin it|Pin|Like|Email|E-mail|Mail|Print|Print this|Print article|Print this article|Save|Save article
Bookmark|Subscribe|Subscribe now|Subscribe to our newsletter|Newsletter|Newsletters|Sign in|Sign up|Sign up now|Log in|Login
Register|Read more|Read more here|Read more stories|Show more|See more|View more|Load more|More stories|Continue reading
Keep reading|Story continues|Story continues below|Story continues below advertisement|Article continues below
Article continues after advertisement|Continue reading below|Continue reading the main story|Click to expand|Expand
Advertisement|Advertisements|Advertising|Ad|Ads|Sponsored|Sponsored content|Promoted|Promoted content|Skip advertisement
Skip ad|Scroll to continue|Close|Menu|Search|Home|Homepage|Back|Back to top|Top|Next|Previous|Next article|Previous article
Community standards|Community guidelines|Discussion|Discuss|Join the discussion|Comments|Comment|Leave a comment
Add a comment|Post a comment|View comments|Show comments|No comments|Facebook|Twitter|WhatsApp|Telegram|LinkedIn|Reddit
Instagram|YouTube|Pinterest|VKontakte|Viber|Skype|Flipboard|Pocket|Messenger|Threads|Bluesky|Mastodon|Link copied
Copied|Follow us|Follow|Cookie settings|Cookies|Accept all|Privacy policy|Terms of use|Terms and conditions|Contact us
About us|Skip to main content|Skip to content|Skip to navigation|Watch more|Play video|Play|Listen|Listen to this article
Listen to article|Text size|Increase text size|Decrease text size|Report a typo|Report an error|Gift article|Give feedback
Make us preferred on Google|View all|See all|View gallery|Open gallery|Image source|Recommended|Trending|Most read|Most popular
Add to favourites|Add to favorites|RSS|Download app|Get the app|Republish this article|Reprints|Font size
Поделиться|Поделиться ссылкой|Короткая ссылка|Скопировать ссылку|Получить короткую ссылку|Прямой эфир|Слушать эфир|Печать
Распечатать|Подписаться|Подписывайтесь|Читать далее|Читать дальше|Показать еще|Показать ещё|Реклама|Комментарии|Обсуждение
Обсудить|Оставить комментарий|Войти|Регистрация|Меню|Поиск|Главная|Наверх|Правила сообщества|ВКонтакте|Одноклассники
Версия для печати|В закладки|Подробнее|Нашли ошибку|Сообщить об ошибке|Поширити|Поділитися|Друкувати|Читати далі
Partager|Partager sur Facebook|Partager sur Twitter|Imprimer|Envoyer|Envoyer par e-mail|S'abonner|Abonnez-vous|Lire la suite
Publicité|Commentaires|Réagir|Accueil|Recherche|Se connecter|S'inscrire|Copier le lien|Écouter|En direct|Fermer|Retour
Teilen|Auf Facebook teilen|Drucken|Merken|Abonnieren|Jetzt abonnieren|Weiterlesen|Mehr lesen|Anzeige|Werbung|Kommentare
Kommentieren|Startseite|Suche|Anmelden|Registrieren|Link kopieren|Kurzlink|Nach oben|Zur Startseite|Artikel drucken|Feedback
Artikel merken|Artikel anhören|Vorlesen|Schließen|Zurück
Compartir|Imprimir|Suscribirse|Suscríbete|Leer más|Seguir leyendo|Publicidad|Comentarios|Inicio|Buscar|Iniciar sesión
Copiar enlace|Enviar|Guardar|Escuchar|En vivo|En directo|Cerrar|Compartilhar|Assinar|Leia mais|Publicidade|Comentários
Condividi|Stampa|Abbonati|Leggi anche|Leggi tutto|Pubblicità|Commenti|Paylaş|Yazdır|Devamını oku|Reklam|Yorumlar
Udostępnij|Drukuj|Czytaj więcej|Komentarze|Delen|Afdrukken|Lees meer|Advertentie|Reacties
مشاركة|شارك|شاركها|شارك المقال|طباعة|اطبع|اشترك|اشترك الآن|اقرأ المزيد|إعلان|تعليقات|التعليقات|أضف تعليق|الرئيسية|بحث
القائمة|تسجيل الدخول|نسخ الرابط|رابط مختصر|الرابط المختصر|الحصول على رابط مختصر|البث المباشر|بث مباشر|استمع|تابعنا|إرسال
فيسبوك|تويتر|واتساب|تلغرام|تيليجرام|معايير المجتمع|مناقشة|حفظ
שתף|שתפו|שיתוף|הדפסה|הדפס|הרשמה|קרא עוד|קראו עוד|פרסומת|תגובות|הוסף תגובה|דף הבית|חיפוש|התחברות|העתק קישור|שמור|פייסבוק|טוויטר
分享|分享到|打印|订阅|訂閱|阅读更多|閱讀更多|广告|廣告|评论|評論|登录|登入|注册|註冊|首页|首頁|搜索|菜单|复制链接|短链接|返回顶部|收藏|微信|微博
シェア|シェアする|ツイート|印刷|印刷する|購読|続きを読む|広告|コメント|ログイン|会員登録|ホーム|検索|リンクをコピー|短縮URL|トップへ戻る|保存
공유|공유하기|인쇄|구독|더보기|광고|댓글|로그인|홈|검색
"""

_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")


def _key(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()


_KEYS = frozenset(
    _key(phrase) for line in _PHRASES.split("\n") for phrase in line.split("|") if phrase.strip()
)
_LONGEST_KEY = max(map(len, _KEYS))
_COUNTED = _KEYS | {"x", "ok", "vk"}

_END_MARKS = frozenset(
    (
        "###", "####", "#", "##", "-30-", "—30—", "–30–", "--30--", "- 30 -", "30", "ends", "-ends-", "- ends -", "--ends--",
        "(ends)", "[ends]", "/ends", "/ends/", "end", "-end-", "- end -", "--end--", "(end)", "[end]", "/end/", "// ends",
        "***", "* * *", "ooo", "-0-", "конец", "(конец)", "/конец/", "fin", "(fin)", "-fin-", "ende", "(ende)", "(完)",
        "（完）", "（了）", "(了)", "(끝)", "انتهى", "(انتهى)", "/انتهى/", "xxx",
    )
)  # fmt: skip
_WEAK_END_MARKS = frozenset(
    ("***", "* * *", "#", "##", "30", "end", "fin", "ende", "ends", "xxx", "ooo", "конец")
)

_RIGHTS = re.compile(
    r"^\W{0,3}(?:©|\(c\)\s|copyright\b)"
    r"|all rights reserved|may not be (?:published|reproduced)|все права защищены|tous droits réservés"
    r"|alle rechte vorbehalten|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"
    r"|جميع الحقوق محفوظة|כל הזכויות שמורות|版权所有|版權所有|無断転載",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"^(?:subscribe to|sign up (?:for|to)|follow (?:us|@|our)|join (?:us on|our)|click here|tap here|download (?:our|the)"
    r"|like us|get (?:the latest|our|breaking)|have (?:something to add|a story)|scroll down|swipe"
    r"|подписывайтесь|подпишись|читайте нас|abonnez-vous|suivez-nous|folgen sie|abonnieren sie|suscríbete|síguenos"
    r"|تابعونا|اشترك في|עקבו אחרינו|הירשמו|关注我们)\b",
    re.IGNORECASE,
)  # fmt: skip
_READING_TIME = re.compile(
    r"^\d{1,3}[ -]?(?:min|mins|minutes?|мин|минут[ыа]?|dk|Min\.|Minuten|minuten)\.?"
    r" (?:read|reading time|de lecture|чтения|Lesezeit|de lectura|di lettura|leestijd)$|^(?:reading time|read time|lesezeit"
    r"|temps de lecture|время чтения)\W{1,3}\d{1,3}\b",
    re.IGNORECASE,
)
_SLUG_LINE = re.compile(
    r"^(?:[a-z]\d{3,4} ?[a-z]? ?[a-z]? ?)?[A-Z]{2,3}[-/]{1,2}[A-Z0-9][\w.\-/&' ]*"
    r"(?:, ?(?:\d{2,5}|\d(?:st|nd|rd|th) (?:Ld|Lead|Add|Sub)[\w-]*|URGENT|[A-Z]{2,}))*$"
)
_EYEBROW = re.compile(
    r"^\((?:UPDATE|UPD|Adds|Recasts|Updates|Corrects|Refiles|Repeats|Writethru|Обновляет)\b[^()]*\)$"
)


def furniture(line: str) -> str | None:
    """Why a line is no part of the story, as a sentence for a person; None when it may be one."""
    if len(line) > 2 * _LONGEST:
        return None
    if is_clock(line):
        return CLOCK
    if is_end_mark(line):
        return END
    if _RIGHTS.search(line):
        return RIGHTS
    if is_slug_line(line):
        return SLUG
    if len(line) > _LONGEST:
        return None
    if _INVITATION.match(line):
        return INVITATION
    if _READING_TIME.search(line):
        return COUNTER
    return FURNITURE if _is_buttons(line) else None


def is_end_mark(line: str) -> bool:
    """``###``, ``-30-``, ``(ends)``: nothing but a mark."""
    return line.casefold() in _END_MARKS


def is_weak_end_mark(line: str) -> bool:
    """A mark that may also be something else (a rule, a word): an end only where nothing of the story follows."""
    return line.casefold() in _WEAK_END_MARKS


def is_counter(line: str) -> bool:
    """A line of one small figure, as pages show beside their buttons."""
    return len(line) <= 9 and line.replace(" ", "").replace(",", "").isdigit()


def is_slug_line(line: str) -> bool:
    """``BC-FRANCE-SYRIA--DEFENSE, 3rd Ld-Writethru``; ``(UPDATE 1)``."""
    if _EYEBROW.match(line):
        return True
    return ("--" in line or line.startswith(("BC-", "AM-", "PM-"))) and _SLUG_LINE.match(line) is not None


def _is_buttons(line: str) -> bool:
    """Whether the line is made of known buttons, perhaps glued (``Community standardsDiscussion``) or counted."""
    if line.endswith((".", "。")) and not line.endswith("..."):
        return False
    parts = _parts(line)
    if not 0 < len(parts) <= 24:
        return False
    return _made_of(parts) and any(not part.isdigit() for part in parts)


def _parts(line: str) -> list[str]:
    """Words, cut also where a small letter meets a capital and a letter a digit: there pages glue their buttons."""
    found: list[str] = []
    for match in _WORD.finditer(line):
        word = match[0]
        start = 0
        for i in range(1, len(word)):
            if (word[i].isupper() and word[i - 1].islower()) or word[i].isdigit() != word[i - 1].isdigit():
                found.append(word[start:i].casefold())
                start = i
        found.append(word[start:].casefold())
    return found


def _made_of(parts: list[str]) -> bool:
    reached = {0}
    for start in range(len(parts)):
        if start not in reached:
            continue
        if parts[start].isdigit():
            reached.add(start + 1)
        key = ""
        for end in range(start, len(parts)):
            key += parts[end]
            if len(key) > _LONGEST_KEY:
                break
            if key in (_KEYS if len(parts) == 1 else _COUNTED):
                reached.add(end + 1)
    return len(parts) in reached
