"""Words of dates and times in the languages of wires and news pages. Data, and the test for a line of nothing else."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


MONTHS = _words(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    janvier février fevrier mars avril mai juin juillet août aout septembre octobre novembre décembre
    janv févr fevr avr juil déc
    januar jänner februar märz maerz juni juli oktober dezember jän feb mär mrz okt dez
    januari februari maart mei augustus mrt
    enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev set out
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott
    styczeń stycznia luty lutego marca kwiecień kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
    ιαν φεβ μαρ απρ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
    يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر
    كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
    ינואר פברואר מרץ מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
    בינואר בפברואר במרץ במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
    ledna února března dubna května června července srpna září října listopadu prosince
    januára februára apríla mája júna júla augusta septembra októbra novembra decembra
    siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna studenoga studenog prosinca
    januara februara marta aprila juna jula avgusta oktobra januarja februarja junija julija
    јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра
    януари февруари март април юни юли август септември октомври ноември декември
    január február március április május június július augusztus szeptember október
    ianuarie februarie martie aprilie mai iunie iulie septembrie octombrie noiembrie decembrie
    marts maj agustus maret desember tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta
    elokuuta syyskuuta lokakuuta marraskuuta joulukuuta sausio vasario kovo balandžio gegužės birželio liepos
    rugpjūčio rugsėjo spalio lapkričio gruodžio janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī
    oktobrī novembrī decembrī gener febrer març maig juny juliol agost setembre desembre
    студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
    जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर
    ژانویه فوریه مارس آوریل ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر فروردین اردیبهشت خرداد مرداد شهریور مهر آبان
    آذر دی بهمن اسفند tháng 月
    มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
    ม ก มี เม พ มิ ส ต ธ ค ย
    """
)

WEEKDAYS = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lundi mardi mercredi jeudi vendredi samedi dimanche
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lunes martes miércoles jueves viernes sábado domingo
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد
    hétfő kedd szerda csütörtök péntek szombat vasárnap pondělí úterý středa čtvrtek pátek sobota neděle
    poniedziałek wtorek środa czwartek piątek niedziela luni marți miercuri joi vineri sâmbătă duminică
    segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag pazartesi salı çarşamba perşembe cuma cumartesi pazar
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    понеділок вівторок середа четвер п'ятниця субота неділя
    日 年 曜 星 期 一 二 三 四 五 六 火 水 木 金 土
    """
)

# What may stand between the figures of a date.
JOINERS = _words("of de del den der le the st nd rd th er في ر من г года год р 年 日 電 ال الأول الثاني")

_CLOCK_WORDS = _words(
    """
    updated update published publish posted last modified edited created first issued date time on at the as
    gmt utc z t est edt cst cdt mst mdt pst pdt et ct pt msk cet cest eet eest wet bst ist jst kst hkt sgt aest aedt
    am pm a p m h hrs hr hour hours min mins minute minutes sec ago day days week weeks yesterday today noon midnight
    local
    uhr stand aktualisiert veröffentlicht erstellt vom um am vor stunden minuten tagen heute gestern
    publié publie mis jour à modifié le heures il y hier aujourd hui et
    actualizado publicado el las a hace horas minutos ayer hoy última actualización atualizado em às
    pubblicato aggiornato il alle ore
    обновлено опубликовано в мск назад час часа часов минут минуты сегодня вчера дата создано
    оновлено опубліковано
    نشر نشرت تم النشر آخر تحديث التحديث الساعة بتوقيت توقيت غرينتش غرينيتش جرينتش منذ ساعة ساعات دقيقة دقائق في
    اليوم أمس ص م مكة المكرمة القدس القاهرة بغداد الرياض المحلي
    פורסם עודכן עדכון אחרון בשעה ב לפני שעות דקות היום
    发布 發布 更新 更新于 发布于 发布时间 時間 时间 時 时 分 秒 午前 午後 上午 下午 公開 発表 配信
    güncelleme yayınlanma tarihi son
    송고시간 송고 입력 수정 등록 승인 발행 기사입력 최종수정 오전 오후 년 월 일 시 분 日時 最終更新
    """
)
_AGO = _words("ago vor il hace назад منذ לפני")
_ALL = MONTHS | WEEKDAYS | JOINERS | _CLOCK_WORDS
_DIGIT = re.compile(r"\d")
# Vowel signs of Indian scripts and of Thai are no letters to Python. Thai months are shortened to letters with stops.
_TOKEN = re.compile(
    "(?:[^\\W\\d_]|[\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+|\\d+"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_TIME = re.compile(
    r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)\d{1,2}\s?[ap]\.?m\b|(?<!\d)\d{1,2}\s?[hH時时]", re.IGNORECASE
)
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}(?!\d)")
_LONGEST_CLOCK = 120
_NEVER_IN_CLOCK = frozenset('%$€£¥?!"“”«»&@#=')


def tokens(text: str) -> list[str]:
    """Runs of letters and runs of digits, case-folded; each Chinese or Japanese character of a date by itself."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0].casefold()
        if token in _ALL or not _CJK.search(token):
            found.append(token)
        else:
            found.extend(token)
    return found


def is_clock(line: str) -> bool:
    """Whether a line is a date or a time and nothing else: ``01:45 GMT06 March 2021``, ``Updated 2 hours ago``."""
    if len(line) > _LONGEST_CLOCK or not _DIGIT.search(line) or not _NEVER_IN_CLOCK.isdisjoint(line):
        return False
    words = tokens(line)
    if not all(word.isdigit() or word in _ALL for word in words):
        return False
    if _TIME.search(line) or _NUMERIC_DATE.search(line):
        return True
    return any(word in MONTHS or word in _AGO for word in words)


def is_date(text: str) -> bool:
    """Whether words are a date as datelines print it: ``Nov 27``, ``27 ноя``, ``11月27日``, ``27/11``, ``3``."""
    words = tokens(text)
    if not words or len(words) > 8 or not _NEVER_IN_CLOCK.isdisjoint(text):
        return False
    if not all(word.isdecimal() or word in MONTHS or word in WEEKDAYS or word in JOINERS for word in words):
        return False
    digits = [word for word in words if word.isdecimal()]
    if any(len(word) > 4 or int(word) == 0 for word in digits):
        return False
    return bool(digits) or all(word in WEEKDAYS and len(word) > 2 for word in words)
