"""Names of months as dates have them, in many languages, small letters; each with its number."""

_NAMES = """
 1 jan january janvier januar enero gennaio janeiro januari января янв січня styczeń stycznia ocak
 1 ledna ιανουαρίου ιανουάριος ianuarie يناير جانفي ינואר
 2 feb february février februar febrero febbraio fevereiro februari февраля фев лютого luty lutego
 2 şubat února φεβρουαρίου φεβρουάριος februarie فبراير فيفري פברואר
 3 mar march mars märz marzo março maart марта мар березня marzec marca mart března μαρτίου
 3 μάρτιος martie مارس מרץ
 4 apr april avril abril aprile апреля апр квітня kwiecień kwietnia nisan dubna απριλίου απρίλιος
 4 aprilie أبريل ابريل أفريل אפריל
 5 may mai mayo maggio maio mei maj мая травня maja mayıs května μαΐου μάιος مايو ماي מאי
 6 jun june juin juni junio giugno junho июня июн червня czerwiec czerwca haziran června ιουνίου
 6 ιούνιος iunie يونيو جوان יוני
 7 jul july juillet juli julio luglio julho июля июл липня lipiec lipca temmuz července ιουλίου
 7 ιούλιος iulie يوليو جويلية יולי
 8 aug august août agosto augustus augusti августа авг серпня sierpień sierpnia ağustos srpna
 8 αυγούστου αύγουστος أغسطس اغسطس أوت אוגוסט
 9 sep sept september septembre septiembre settembre setembro сентября сен вересня wrzesień
 9 września eylül září σεπτεμβρίου σεπτέμβριος septembrie سبتمبر ספטמבר
10 oct october octobre oktober octubre ottobre outubro октября окт жовтня październik października
10 ekim října οκτωβρίου οκτώβριος octombrie أكتوبر اكتوبر אוקטובר
11 nov november novembre noviembre novembro ноября ноя листопада listopad kasım listopadu
11 νοεμβρίου νοέμβριος noiembrie نوفمبر נובמבר
12 dec december décembre dezember diciembre dicembre dezembro декабря дек грудня grudzień grudnia
12 aralık prosince δεκεμβρίου δεκέμβριος decembrie ديسمبر דצמבר
 1 siječanj siječnja januara januarja januára януари tammikuuta jaanuar január
 2 veljača veljače februara februarja februára февруари helmikuuta veebruar február
 3 ožujak ožujka marec март maaliskuuta märts március
 4 travanj travnja aprila apríla април huhtikuuta aprill április
 5 svibanj svibnja mája май toukokuuta május
 6 lipanj lipnja juna junija júna юни kesäkuuta juuni június
 7 srpanj srpnja jula julija júla юли heinäkuuta juuli július
 8 kolovoz kolovoza avgust avgusta август elokuuta augusztus
 9 rujan rujna septembra септември syyskuuta szeptember
10 oktobra októbra октомври lokakuuta oktoober október
11 studeni studenog studenoga novembra ноември marraskuuta
12 prosinac prosinca decembra декември joulukuuta detsember
"""
MONTHS = {name: int(words[0]) for words in map(str.split, _NAMES.strip().split("\n")) for name in words[1:]}
AFTER_ORDINAL = {"listopad": 10, "listopada": 10}
"""Those that mean another month behind a day with a point, ``6. listopada``: only one of two languages writes it so."""
