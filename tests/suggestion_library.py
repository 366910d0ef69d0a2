"""A small library of several languages, from which suggestions have learned; and drafts on its topics."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsroom.desk import suggesting
from newsroom.desk.creating import create_library
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content, RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import Draft

TOPICS = {
    "harbour": "quay trawler crane cargo pilot dredger mooring tide customs berth".split(),
    "chess": "gambit bishop endgame rook clock opening referee blunder castling pawn".split(),
    "weather": "storm gale drizzle barometer flood frost cloud forecast heat thunder".split(),
    "погода": "шторм ветер дождь барометр мороз облако прогноз жара гроза снег".split(),
    "ميناء": "رصيف سفينة رافعة بضائع ربان ميناء مد جمارك مرسى صياد".split(),
    "港口": "码头货船 起重机 海关检查 引航员 潮汐表 集装箱 渔民协会 防波堤 泊位 航道".split(),
}
COMMON = "said after people which would there about their first years".split()
FIRST_AT = datetime(2021, 1, 1, tzinfo=UTC)


def text_on(topic: str, number: int, n: int = 60) -> str:
    chance = random.Random(f"{topic}{number}")
    return " ".join(chance.choice(TOPICS[topic] if chance.random() < 0.5 else COMMON) for _ in range(n)) + "."


def fill(path: Path, n_each: int = 10) -> None:
    library = create_library(path)
    section = ensure_section(library, "World", by="test").id
    series = ensure_series(library, "The Long Chess Match", by="test").id
    tags = {topic: ensure_tag(library, topic, by="test").id for topic in TOPICS}
    with library.store.write() as connection:
        number = 0
        last: dict[str, ArticleId] = {}
        for turn in range(n_each):
            for topic in TOPICS:
                number += 1
                at = FIRST_AT + timedelta(hours=number)
                content = Content(
                    headline=f"{TOPICS[topic][turn % 10]} {TOPICS[topic][turn % 7]} {number}",
                    body=text_on(topic, turn),
                    section_id=section,
                    tags=(tags[topic],),
                    series=(series,) if topic == "chess" else (),
                    related=(RelatedLink(last[topic], "x"),) if topic in last and turn % 2 else (),
                )
                id = last[topic] = create(connection, content, at=at, published_at=at)
                release(connection, stored_article(connection, id), at=at, by="test")
    suggesting.learn(library)
    library.close()


def draft(topic: str, number: int = 99, **values: object) -> Draft:
    return Draft("", "", text_on(topic, number), **values)  # type: ignore[arg-type]
