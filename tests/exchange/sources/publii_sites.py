"""Sites of Publii of our own making: the folder with its database, settings and pictures."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = {
    "authors": "'id' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, 'name' TEXT, 'username' TEXT, 'password' TEXT, "
    "'config' TEXT, 'additional_data' TEXT",
    "posts": "'id' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, 'title' TEXT, 'authors' TEXT, 'slug' TEXT, 'text' TEXT, "
    "'featured_image_id' INTEGER, 'created_at' DATETIME, 'modified_at' DATETIME, 'status' TEXT, 'template' TEXT",
    "posts_additional_data": "'id' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, 'post_id' INTEGER, 'key' TEXT, "
    "'value' TEXT",
    "posts_images": "'id' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, 'post_id' INTEGER, 'url' TEXT, 'title' TEXT, "
    "'caption' TEXT, 'additional_data' TEXT",
    "posts_tags": "'tag_id' INTEGER NOT NULL, 'post_id' INTEGER NOT NULL, PRIMARY KEY ('tag_id', 'post_id')",
    "tags": "'id' INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, 'name' TEXT, 'slug' TEXT, 'description' TEXT, "
    "'additional_data' TEXT",
}
MADE = 1_615_026_000_000  # 6 March 2021, 10:20


class SiteMaker:
    """A site in a folder: ``input/db.sqlite`` and what lies beside it."""

    def __init__(self, folder: Path, tables: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.database = folder / "input" / "db.sqlite"
        self.database.parent.mkdir(parents=True)
        self.run(*(f"CREATE TABLE '{name}' ({columns})" for name, columns in (tables or TABLES).items()))

    def run(self, *statements: str, values: tuple[object, ...] = ()) -> None:
        """Statements of SQL, as they are."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            for statement in statements:
                connection.execute(statement, values)

    def settings(self, **said: object) -> None:
        path = self.folder / "input" / "config" / "site.config.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said), "utf-8")

    def author(self, id: int, name: object, username: str = "") -> None:
        self.run("INSERT INTO authors VALUES (?, ?, ?, '', '', '')", values=(id, name, username))

    def tag(self, id: int, name: object, **data: object) -> None:
        values = (id, name, str(name).lower().replace(" ", "-"), json.dumps(data) if data else "")
        self.run("INSERT INTO tags VALUES (?, ?, ?, '', ?)", values=values)

    def post(
        self,
        id: int,
        title: object = "Talks resume",
        text: object = "<p>Text.</p>",
        *,
        status: object = "published",
        slug: object = None,
        authors: object = "",
        tags: tuple[int, ...] = (),
        at: object = MADE,
        template: object = "",
        image: dict[str, object] | None = None,
        core: object = None,
        view: object = None,
    ) -> None:
        number = 100 + id if image else 0
        slug = f"post-{id}" if slug is None else slug
        row = (id, title, authors, slug, text, number, at, at, status, template)
        self.run("INSERT INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values=row)
        for tag in tags:
            self.run("INSERT INTO posts_tags VALUES (?, ?)", values=(tag, id))
        if image:
            words = json.dumps({key: value for key, value in image.items() if key != "url"})
            self.run(
                "INSERT INTO posts_images VALUES (?, ?, ?, '', '', ?)",
                values=(number, id, image["url"], words),
            )
        for key, value in (("_core", core), ("postViewSettings", view)):
            if value is not None:
                said = value if isinstance(value, str) else json.dumps(value)
                self.run("INSERT INTO posts_additional_data VALUES (NULL, ?, ?, ?)", values=(id, key, said))
