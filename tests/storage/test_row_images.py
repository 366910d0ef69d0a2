"""Rows of small tables, put back and forth whatever was done to them."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.row_images import Watch, pack_images, put_back, recording, unpack_images
from tests.storage.making import add_tag

N = 4
IDS = st.integers(1, N)
CHANGES = st.lists(
    st.one_of(
        st.tuples(
            st.just("UPDATE tag SET description = 'x' || description, kind = 'event' WHERE id = ?"), IDS
        ),
        st.tuples(
            st.just(
                "UPDATE tag SET parent_id = (SELECT o.id FROM tag o WHERE o.id = 1 + tag.id % 3) WHERE id = ?"
            ),
            IDS,
        ),
        st.tuples(st.just("DELETE FROM tag WHERE id = ?"), IDS),
        st.tuples(st.just("DELETE FROM tag_name WHERE tag_id = ?"), IDS),
        st.tuples(st.just("UPDATE tag_name SET name_key = name_key || 'x' WHERE tag_id = ?"), IDS),
        st.tuples(st.just("INSERT INTO old_slug SELECT 'tag', 's' || id, id FROM (SELECT ? AS id)"), IDS),
    ),
    max_size=6,
)


def rows(connection):
    return [
        [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1, 2")]
        for table in ("tag", "tag_name", "old_slug")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(CHANGES)
def test_back_and_forth_and_twice(store, changes):
    with store.write() as connection:
        savepoint = connection.begin_nested()
        for n in range(1, N + 1):
            add_tag(connection, f"Tag {n}")
        before = rows(connection)
        ids = list(range(1, N + 1))
        watches = [
            Watch("tag", "id", ids),
            Watch("tag_name", "tag_id", ids),
            Watch("old_slug", "target_id", ids, "tag"),
        ]
        with recording(connection, watches) as record:
            for sql, id in dict.fromkeys(changes):
                connection.exec_driver_sql(sql, (id,))
        after = rows(connection)
        packed = pack_images(record.images)
        images = unpack_images(packed) if packed else ()
        assert images == record.images
        for _ in range(2):
            assert put_back(connection, images) == []
            assert rows(connection) == before
        for _ in range(2):
            assert put_back(connection, tuple(image.turned() for image in images)) == []
            assert rows(connection) == after
        savepoint.rollback()


def test_what_was_changed_since_stops_all_of_it(store):
    with store.write() as connection:
        add_tag(connection, "Port")
        add_tag(connection, "Quay")
        with recording(connection, [Watch("tag", "id", [1, 2])]) as record:
            connection.exec_driver_sql("UPDATE tag SET name = name || '!'")
        connection.exec_driver_sql("UPDATE tag SET name = 'Pier' WHERE id = 2")
        assert [image.key for image in put_back(connection, record.images)] == [{"id": 2}]
        names = connection.exec_driver_sql("SELECT name FROM tag ORDER BY id").scalars().all()
        assert names == ["Port!", "Pier"]
        connection.exec_driver_sql("UPDATE tag SET name = 'Quay' WHERE id = 2")
        assert put_back(connection, record.images) == []
        connection.exec_driver_sql("UPDATE tag SET sort_key = lower(name)")
        assert [name for name in find_wrong(connection) if not name.endswith("folded")] == []
