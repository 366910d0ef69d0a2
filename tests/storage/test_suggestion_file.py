"""What the derived file takes on the disk: models are written in one piece, and leave nothing beside it."""

from newsroom.storage.suggestion_file import LearnedTag, SuggestionFile

ROWS = [(feature, b"pl" * 500, b"we" * 500) for feature in range(2_000)]
TAGS = [LearnedTag(1, 0, 0.1, 0.5, 0.9)]


def test_models_stay_in_no_log(tmp_path):
    file = SuggestionFile.open(tmp_path / "derived.db")
    n = sum(len(places) + len(weights) for _, places, weights in ROWS)
    for _ in range(3):
        file.put_model(ROWS, TAGS, {})
        assert n < file.n_bytes() < 1.5 * n
    assert file.weights([7]) == [ROWS[7]]
    file.close()


def test_who_reads_meanwhile_is_not_waited_for(tmp_path):
    file, other = (SuggestionFile.open(tmp_path / "derived.db") for _ in range(2))
    file.put_state({"a": 1})
    reading = other._connection.execute("SELECT name FROM state UNION ALL SELECT 'more'")
    assert reading.fetchone() == ("a",)
    file.put_model(ROWS, TAGS, {})
    assert reading.fetchone() == ("more",)
    assert other.learned_tags() == TAGS
    other.close()
    file.close()
