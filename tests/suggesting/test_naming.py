"""Names in a text that are no tag yet, and what they are taken to name."""

import pytest

from newsroom.domain.article import TagKind
from newsroom.suggesting.naming import new_names

ARABIC = "أعلنت سلطة الميناء إغلاق الرصيف الشمالي يوم الاثنين بعد العاصفة"
CHINESE = "港口管理局周一在风暴过后关闭了北码头"


def kind_in(text, name):
    return {one.name: one.kind for one in new_names("", text)}.get(name)


def test_names_are_found_with_their_kind():
    text = (
        "On Monday the talks began. President Ana Ruiz met Boris Kern of the Harbour Workers Union in Velmar. "
        "The ministers of Velmar said that Boris Kern and the Harbour Workers Union would go on. "
        "Yesterday Ana Ruiz left for the Coral Sea Cup in Velmar, and the Coral Sea Cup began."
    )
    kinds = {one.name: one.kind for one in new_names("Ruiz meets Kern", text)}
    assert kinds["Ana Ruiz"] is TagKind.PERSON
    assert kinds["Boris Kern"] is TagKind.PERSON
    assert kinds["Harbour Workers Union"] is TagKind.ORGANISATION
    assert kinds["Velmar"] is TagKind.PLACE
    assert kinds["Coral Sea Cup"] is TagKind.EVENT
    assert not {"Monday", "Yesterday", "The", "Ruiz"} & kinds.keys()


def test_who_is_named_once_and_then_by_the_surname_is_offered_by_the_whole_name():
    text = "We met Velda Orlin in the rain. Later, Orlin left; and we, like Orlin, went home."
    assert [(one.name, one.kind, one.n_times) for one in new_names("", text)] == [
        ("Velda Orlin", TagKind.PERSON, 3)
    ]
    assert [
        one.name for one in new_names("Orlin Leaves", "We met Velda Orlin. Then, with Orlin, we left.")
    ] == ["Velda Orlin"]
    two = f"{text} With Boris Orlin came the sun."  # whom of the two is not said
    assert "Velda Orlin" not in {one.name for one in new_names("", two)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The clerk met Velda Orlin. Then, Orlin left. We met Velda Orlin.", "Velda Orlin", TagKind.PERSON),
        (
            "We met Prime Minister Velda Orlin. He saw Prime Minister Velda Orlin.",
            "Velda Orlin",
            TagKind.PERSON,
        ),
        ("We saw Prime Minister, the film. He likes Prime Minister.", "Prime Minister", TagKind.TOPIC),
        ("We met Orlin. Rain, Orlin said, would come.", "Orlin", TagKind.PERSON),
        ("We use the Data Kit, and the Data Kit is new.", "Data Kit", TagKind.TOPIC),
        ("We read an RFC, and more RFCs, and one RFC.", "RFC", TagKind.TOPIC),
        ("We asked the QXZ. It is what QXZ does.", "QXZ", TagKind.ORGANISATION),
        ("He works at Summit Oil Corp. We like Summit Oil Corp.", "Summit Oil Corp", TagKind.ORGANISATION),
        ("It rained in Port Velm and near Port Velm, as Port Velm knows.", "Port Velm", TagKind.PLACE),
    ],
)
def test_kinds_are_what_stands_around_the_names(text, name, kind):
    assert {one.name: one.kind for one in new_names("", text)}.get(name) is kind


@pytest.mark.parametrize(
    "text",
    [
        "We met on Monday, and Monday's talks, like those of Wednesday's guests, of Wednesday, ended.",
        "We saw what I've seen. It is what I’ve heard, and I've, and I’ve.",
        "A service is a service. We call it Service, and Service is a service.",
        "It is called How To Write For The Web, and How To Write For The Web is long.",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert new_names("", text) == []


def test_names_in_cyrillic_and_none_where_there_are_no_capitals():
    text = "Вчера в городе Велмар выступил министр Борис Керн. Завтра Борис Керн вернется в Велмар."
    assert {one.name for one in new_names("", text)} >= {"Борис Керн"}
    assert new_names("", ARABIC * 3) == [] == new_names("", CHINESE * 3)


def test_a_word_that_only_begins_sentences_is_no_name():
    assert new_names("", "Harbours close. Harbours open. Harbours close again.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rained in Kim Won-soon's town. We met Kim Won-soon.", "Kim Won-soon"),
        ("They wrote to Velmarian President Ana Orlin. We met Velmarian President Ana Orlin.", "Ana Orlin"),
        ("We met Secretary of Fisheries Ana Orlin, and Secretary of Fisheries Ana Orlin left.", "Ana Orlin"),
        ("We met QXZ Captain Velda Orlin. He met QXZ Captain Velda Orlin.", "Velda Orlin"),
        ("We met Velda Orlin, who sang. It was Velda Orlin.", "Velda Orlin"),
        ("We met actor Velda Orlin. It was Velda Orlin.", "Velda Orlin"),
        ("We met Velda Orlinova. It was Velda Orlinova.", "Velda Orlinova"),
        ("We met Orlin bin Velm. It was Orlin bin Velm.", "Orlin bin Velm"),
        ("We met Ana Park. It was Ana Park.", "Ana Park"),
        ("We met Doris Day. It was Doris Day.", "Doris Day"),
    ],
)
def test_who_is_named_is_a_person(text, name):
    if name == "Ana Park":  # may be a park
        assert kind_in(text, name) is TagKind.PLACE
        assert kind_in(text.replace("met", "met Mayor"), name) is TagKind.PERSON
    else:
        assert kind_in(text, name) is TagKind.PERSON


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "We use the Cloud Works. It rains in Works. With Cloud Works, a cloud.",
            "Cloud Works",
            TagKind.TOPIC,
        ),
        ("Then Orlin said it would pay. With Orlin, Orlin said it was done.", "Orlin", TagKind.TOPIC),
        ("He runs General Motors. She left General Motors.", "General Motors", TagKind.ORGANISATION),
        (
            "It came with Hurricane Orlin. Then Orlin left, and Hurricane Orlin was over.",
            "Hurricane Orlin",
            TagKind.EVENT,
        ),
        ("It was after World War II. We saw World War II.", "World War II", TagKind.EVENT),
        ("It runs in QuickHub, and in QuickHub it stays.", "QuickHub", TagKind.TOPIC),
        ("We came by Women’s Day, and on Women’s Day we left.", "Women’s Day", TagKind.EVENT),
        ("He spoke of Sign-up Desk, and Sign-up Desk is new.", "Sign-up Desk", TagKind.TOPIC),
    ],
)
def test_what_is_named_is_no_person(text, name, kind):
    assert kind_in(text, name) is kind


def test_not_all_that_ends_like_a_people_is_one():
    text = "We met in New Orleans, by the Guardian and the Vatican, in New Orleans, the Vatican and the Guardian."
    assert {one.name for one in new_names("", text)} == {"New Orleans", "Guardian", "Vatican"}


def test_what_belongs_to_one_is_another_name():
    text = "We read Velmar’s Harbour Act. It was Orlin's Harbour Act, and Velmar’s."
    assert {one.name for one in new_names("", text)} == {"Harbour Act", "Velmar"}


@pytest.mark.parametrize(
    "text",
    [
        'He said ‘Yeah, so it is.’ And she: "Yeah." It was, Yeah, so.',
        "He is French. We met French sailors, and a Velmarian cook, and more Velmarians, and one Velmarian.",
        "We met the President. He saw the President, and a Senator, and one more Senator.",
        "A Velmar-based ship, and a Velmar-based boat.",
        "- Consider rain\n- Consider wind\n1) Consider hail",
    ],
)
def test_what_is_said_and_what_is_of_a_people_is_no_name(text):
    assert new_names("", text) == []
