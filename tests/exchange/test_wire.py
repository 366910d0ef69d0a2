"""Texts of pages and wires, whole: each field, the body, and what was set aside."""

from newsroom.domain.article import Byline, BylineRole, Dateline
from newsroom.domain.wire_story import WireSeries, WireStory, put_back
from newsroom.exchange.wire import recognise
from newsroom.paths import resources_root
from tests.data import shared


def paragraphs(story: WireStory) -> list[str]:
    return story.body.split("\n\n") if story.body else []


def test_the_model_page() -> None:
    (path,) = shared("seed").glob("*.txt")
    story = recognise(path.read_text(encoding="utf-8"))
    assert story.headline == ""
    assert story.section == "Middle East"
    assert story.series == (WireSeries("Violence Erupts as Islamic State Rises", 1881),)
    assert story.lede.startswith("Paris needs") and story.lede.endswith("said.")
    assert story.dateline == Dateline("MOSCOW", None, "Sputnik")
    assert len(paragraphs(story)) == 7
    assert story.body.startswith("French Defense Minister") and story.body.endswith("in Paris.")
    assert "\u00a0" not in story.body
    assert [headline[:12] for headline in story.related] == [
        "Iraqi Army C",
        "‘Turkey Open",
        "Mexico Tight",
        "ISIL Claims ",
    ]
    assert story.tags == ("Daesh", "airstrike", "Jean-Yves Le Drian", "Syria", "Britain", "France")
    assert story.language == "en" and story.bylines == () and story.not_understood == ()
    assert [line.number for line in story.set_aside] == [1, 2, 4, 23, 31]


def sample(name: str) -> str:
    return (resources_root() / "sample" / "wire" / name).read_text(encoding="utf-8")


def test_agency_page_of_the_sample() -> None:
    story = recognise(sample("agency-page.txt"))
    assert (story.headline, story.section) == ("", "World")
    assert story.series == (WireSeries("Dispute Over the Corran Banks", 1882),)
    assert story.lede.startswith("Crews in three harbours")
    assert story.dateline == Dateline("PORT ANSEL", None, "Halyard")
    assert len(paragraphs(story)) == 6 and len(story.related) == 4 and len(story.tags) == 6
    assert story.not_understood == ()


def test_wire_copy_of_the_sample() -> None:
    story = recognise(sample("wire-copy.txt"))
    assert story.headline == "Yunting hires back night crew to teach cranes about fog"
    assert (story.section, story.lede, story.series, story.tags, story.related) == (None, "", (), (), ())
    assert story.dateline == Dateline("YUNTING", "Nov 12", "Beacon Wire")
    assert story.bylines == (
        Byline("Shen Ruoyun"),
        Byline("Tobias Fenwright"),
        Byline("Port Ansel bureau", BylineRole.REPORTING),
        Byline("Bettany Cole", BylineRole.EDITING),
    )
    assert len(paragraphs(story)) == 6


PAGE = """Home > World > Europe
Bank raises rates for the third time | The Daily Example
Bank raises rates for the third time
The move surprised most economists, who had expected a pause until the new year
By Jane Roe in London and John Doe
Published 27 Nov 2026 10:20 GMT
Share
LONDON, Nov 27 (Reuters) - The bank raised rates on Friday.

It was the third rise this year, and analysts said that a fourth was likely.

Read also: Why rates rise

The pound rose.

Tags: rates, Bank of England, pound
Related:
Pound rises to a two-year high
What the rise means for mortgages
© 2026 Example Media. All rights reserved.
"""


def test_a_page_with_everything() -> None:
    story = recognise(PAGE)
    assert story.headline == "Bank raises rates for the third time"
    assert story.section == "Europe"
    assert story.lede.startswith("The move surprised")
    assert story.bylines == (Byline("Jane Roe", place="London"), Byline("John Doe"))
    assert story.dateline == Dateline("LONDON", "Nov 27", "Reuters")
    assert paragraphs(story)[0] == "The bank raised rates on Friday." and len(paragraphs(story)) == 3
    assert story.tags == ("rates", "Bank of England", "pound")
    assert story.related == (
        "Why rates rise",
        "Pound rises to a two-year high",
        "What the rise means for mortgages",
    )
    assert story.not_understood == ()


def test_the_same_with_other_line_ends_and_spaces() -> None:
    plain = recognise(PAGE)
    for text in (
        "\ufeff" + PAGE.replace("\n", "\r\n"),
        PAGE.replace("\n", "\r"),
        PAGE.replace("\n", "  \n\t"),
        PAGE.replace("The bank raised", "The\u00a0bank\u2009raised"),
        PAGE.replace("The bank raised", "The&nbsp;bank raised"),
    ):
        story = recognise(text)
        assert (story.headline, story.lede, story.body) == (plain.headline, plain.lede, plain.body)
        assert (story.tags, story.related, story.dateline) == (plain.tags, plain.related, plain.dateline)


def test_hard_wrapped_copy_is_joined() -> None:
    story = recognise(
        "Rates rise in Europe\n\n"
        "FRANKFURT, Nov 27 (Reuters) - The bank raised its rates on Friday for\n"
        "the third time this year, in a move that surprised most of those who\n"
        "had expected a pause until spring.\n\n"
        "It had been no secret at all for weeks, as some said, that it was well-\n"
        "known that two of the nine members had wanted to wait for\n"
        "another month before the next decision was taken.\n"
    )
    assert paragraphs(story)[0].endswith("until spring.") and "\n" not in paragraphs(story)[0]
    assert len(paragraphs(story)) == 2 and "it was well-known that two of the nine" in story.body


def test_russian() -> None:
    story = recognise(
        "В мире\nГлавы МИД обсудят перемирие\nМинистры встретятся в Женеве в пятницу.\n"
        "МОСКВА, 27 ноя — РИА Новости, Иван Петров. Главы МИД четырёх стран обсудят перемирие.\n\n"
        "Встреча продлится два дня и закончится в воскресенье.\n\n"
        "Читайте также:\nПеремирие продлили на неделю\nКто поедет в Женеву\nТеги: Женева, перемирие\n"
    )
    assert story.section == "В мире" and story.headline == "Главы МИД обсудят перемирие"
    assert story.lede == "Министры встретятся в Женеве в пятницу."
    assert story.dateline == Dateline("МОСКВА", "27 ноя", "РИА Новости")
    assert story.bylines == (Byline("Иван Петров"),)
    assert story.related == ("Перемирие продлили на неделю", "Кто поедет в Женеву")
    assert story.tags == ("Женева", "перемирие") and story.language == "ru"


def test_arabic_and_chinese() -> None:
    arabic = recognise(
        "الشرق الأوسط\nوزير المياه يعلن خطة جديدة\n"
        "القاهرة (رويترز) - قال وزير المياه يوم الجمعة إن الخطة ستبدأ في يناير.\n\n"
        "وأضاف أن المرحلة الأولى تشمل ثلاث مدن.\n\nالوسوم: المياه، القاهرة\n"
    )
    assert arabic.section == "الشرق الأوسط" and arabic.headline == "وزير المياه يعلن خطة جديدة"
    assert arabic.tags == ("المياه", "القاهرة") and arabic.language == "ar" and len(paragraphs(arabic)) == 2
    chinese = recognise(
        "外交部回应新协定\n\n新华社北京11月27日电（记者 王小明）发言人27日表示，新协定将生效。\n\n（完）\n"
    )
    assert chinese.headline == "外交部回应新协定" and chinese.bylines == (Byline("王小明"),)
    assert chinese.body == "发言人27日表示，新协定将生效。" and chinese.language == "zh"
    assert "记者" in chinese.set_aside[0].text


def test_series_line_without_a_number() -> None:
    story = recognise(
        "Listen Live\nWorld\nGet short URL\nA Long Running Story of Ours\n\nThe lede is a sentence of its own.\n\n"
        "PARIS (AFP) — The text begins here.\n\nIt goes on.\n\nA Long Running Story of Ours\n\n"
        "Other headline one two three\nAnother headline of four words\nalpha, beta\nDiscussion\n"
    )
    assert story.series == (WireSeries("A Long Running Story of Ours"),)
    assert story.headline == "" and story.section == "World" and story.tags == ("alpha", "beta")
    assert len(story.related) == 2 and len(paragraphs(story)) == 2


def test_two_series() -> None:
    story = recognise(
        "World\nThe War of the Roses (12)\nThe Long Peace (3)\nPeace is near, says king\n"
        "YORK, May 1 (AP) - The king said so.\n\nHe did.\n\nThe War of the Roses (12)\nThe Long Peace (3)\n"
    )
    assert story.series == (WireSeries("The War of the Roses", 12), WireSeries("The Long Peace", 3))
    assert story.headline == "Peace is near, says king"


def test_a_year_in_brackets_is_no_series() -> None:
    story = recognise(
        "The film of the year (2015)\n\nThe film opened on Friday to good reviews in all papers.\n"
    )
    assert story.series == () and story.headline == "The film of the year (2015)"


def test_plain_texts() -> None:
    story = recognise(
        "Council votes for a bridge\n\nThe council voted on Monday evening.\n\nIt will cost 40 million.\n"
    )
    assert story.headline == "Council votes for a bridge" and len(paragraphs(story)) == 2 and story.lede == ""
    assert recognise("Rates rise").headline == "Rates rise"
    assert (
        recognise("The council voted on Monday for a bridge.").body
        == "The council voted on Monday for a bridge."
    )
    assert recognise("Home").headline == "Home"
    assert recognise("") == recognise(" \n\t\n") == WireStory()


def test_an_interview_keeps_its_first_question() -> None:
    story = recognise(
        "Will it rain in May?\nA meteorologist answers\n\nQ: Will it rain?\nA: Yes, it will.\n\nQ: When?\n"
    )
    assert story.headline == "Will it rain in May?" and story.lede == "A meteorologist answers"
    assert paragraphs(story)[0] == "Q: Will it rain?"


def test_agency_furniture() -> None:
    story = recognise(
        "BC-EU--Rates, 2nd Ld-Writethru,450\nRates rise again in Europe, bank says\nEds: Updates with quote.\n"
        "By ANA RUIZ\nAssociated Press\nFRANKFURT, Germany (AP) _ The bank raised rates on Friday.\n"
        "    It was the third rise.\n"
    )
    assert story.headline == "Rates rise again in Europe, bank says"
    assert story.dateline == Dateline("FRANKFURT, Germany", None, "AP") and len(paragraphs(story)) == 2
    assert [line.number for line in story.set_aside] == [1, 3, 4, 5] and story.not_understood == ()


def test_known_sections_are_believed() -> None:
    text = "Special Reports\nRates\nLONDON (AP) - The bank raised rates.\n"
    assert recognise(text).section is None
    story = recognise(text, sections=("special reports",))
    assert story.section == "Special Reports" and story.headline == "Rates"


def test_markdown_marks_in_plain_text_are_escaped() -> None:
    story = recognise(
        "Five things to know\n\nBERLIN (dpa) - Here are <b>five</b> things &lt;i&gt; AT&amp;T:\n\n"
        "1. The first\n2. The second\n\n#hashtag begins.\n\n2015. That was the year.\n\n• One\n• Two\n\nThat is all.\n"
    )
    assert paragraphs(story) == [
        "Here are &lt;b>five&lt;/b> things &lt;i&gt; AT&T:",
        "1. The first\n2. The second",
        "\\#hashtag begins.",
        "2015\\. That was the year.",
        "- One\n- Two",
        "That is all.",
    ]


def test_lines_that_are_no_field_are_listed_and_stay() -> None:
    story = recognise(
        "World\nRates rise in all of Europe\nA loose line of the page that says nothing of use to anyone\nAnother one\n"
        "LONDON (AP) - The bank raised rates.\n"
    )
    assert [line.text for line in story.not_understood] == ["Another one"]
    assert paragraphs(story)[0] == "Another one"


def test_put_back() -> None:
    story = recognise(sample("agency-page.txt"))
    again = story.set_aside[3]
    assert put_back(story.body, again) == f"{story.body}\n\n{again.text}"
    assert put_back(story.body, story.set_aside[0]).startswith("09:20 GMT")
    assert put_back("", again) == again.text


def test_quotation_marks_of_old_wires() -> None:
    text = "Storm kills three\n\nSPLIT, Croatia (AP) _ ``It was bad,'' he said. ``We lost (``all'').''"
    text += "\n\nUse `a` or ``b``."
    first, code = paragraphs(recognise(text))
    assert first == "“It was bad,” he said. “We lost (“all”).”" and code == "Use `a` or ``b``."


def test_the_beginning_of_a_message_is_no_headline() -> None:
    text = "The port director said on Monday that the spelling of her name was wrong in the story."
    story = recognise(f"ZCZC ABC0125\nBC-Correction-Harbour,0040\nPORTVILLE (EP) _ {text}\nNNNN\n")
    assert (story.headline, story.body) == ("", text)
    assert "ZCZC ABC0125" in [line.text for line in story.set_aside]


def test_a_message_of_an_old_wire() -> None:
    story = recognise(
        "a0412 --------\nr a bc-cityfire   04-02 0287\nBC-City Fire, 1st Ld-Writethru, a0398,287\n"
        "EDs: INSERTS 2 grafs after 3rd graf, `The mayor ..., with quotes.\nFire Destroys Market in Old Town\n"
        "By JOHN SMITH\nAssociated Press Writer\n"
        "    SPRINGFIELD, Ill. (AP) _ A fire destroyed the covered market in\nthe old town on Friday, leaving 40 "
        "traders without a stall, officials\nsaid.\n    Nobody was hurt. The market, built in 1887, had been due for\n"
        "repairs this summer.\n    MORE\nAP-NY-04-02-93 1312EST\n"
    )
    assert story.headline == "Fire Destroys Market in Old Town" and story.dateline.credit == "AP"
    first, last = paragraphs(story)
    assert first.endswith("officials said.") and last.endswith("this summer.")


def test_the_name_of_the_house_that_ends_a_story_of_old() -> None:
    story = recognise(
        "COCOA SHOWERS EASE DROUGHT\n    SALVADOR, Feb 26 - Showers continued throughout the week in\n"
        "the cocoa zone, alleviating the drought since early January and\nimproving prospects, the trade said.\n"
        "    The dry period means the harvest will be late this year.\n Reuter\n"
    )
    assert paragraphs(story)[-1].endswith("late this year.")
