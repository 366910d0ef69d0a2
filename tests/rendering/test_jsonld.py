"""The JSON-LD: its fields, its safety, and the shapes that schema.org gives."""

import json
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.page import PageModel
from newsroom.rendering.jsonld import as_script, news_article
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import models
from tests.rendering.pages import read

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "schemas.tar.gz"
SHAPES = "schemas/schemarama/demo/validation/shex/full.json"
ARTICLE = (
    "headline description url mainEntityOfPage image datePublished dateModified author publisher articleSection"
    " keywords dateline inLanguage wordCount isPartOf correction contributor editor translator"
)
TYPES: dict[str, frozenset[str]] = {
    "NewsArticle": frozenset(ARTICLE.split()),
    "Person": frozenset(("name", "url")),
    "NewsMediaOrganization": frozenset(("name", "url", "logo", "sameAs")),
    "ImageObject": frozenset(("url", "width", "height", "caption", "creditText")),
    "QuantitativeValue": frozenset(("value", "unitCode")),
    "CreativeWorkSeries": frozenset(("name", "url")),
    "CorrectionComment": frozenset(("text", "datePublished")),
}


def _document(model: PageModel) -> dict[str, Any]:
    (text,) = (text for kind, text in read(render_page(model, load_theme(None))).scripts if kind)
    document: dict[str, Any] = json.loads(text)
    return document


def test_complete() -> None:
    document = _document(models.complete())
    root = models.ROOT
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": "Meridian",
        "url": root,
        "logo": {"@type": "ImageObject", "url": f"{root}/logo.png"},
        "sameAs": ["https://t.me/meridian", "https://x.com/meridian", "https://social.example/@meridian"],
    }
    assert document == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": models.complete().headline,
        "description": models.complete().lede,
        "url": models.complete().url,
        "mainEntityOfPage": models.complete().url,
        "image": {
            "@type": "ImageObject",
            "url": f"{root}/media/gauge.png",
            "width": {"@type": "QuantitativeValue", "value": 16, "unitCode": "E37"},
            "height": {"@type": "QuantitativeValue", "value": 9, "unitCode": "E37"},
            "caption": "The wall, with its painted marks.",
            "creditText": "© Meridian / R. Sund",
        },
        "datePublished": "2021-03-03T09:12:00Z",
        "dateModified": "2021-03-04T11:40:00Z",
        "author": [
            {"@type": "Person", "name": "Ines Tavares", "url": f"{root}/people/ines-tavares"},
            {"@type": "Person", "name": "Oskar Lind"},
        ],
        "publisher": publisher,
        "articleSection": "Coast",
        "keywords": ["tides", "North Quay", "Port Authority"],
        "dateline": "NORTH QUAY, March 3 (Meridian)",
        "inLanguage": "en",
        "wordCount": 112,
        "isPartOf": {
            "@type": "CreativeWorkSeries",
            "name": "Tides and the Lower Town",
            "url": f"{root}/series/tides",
        },
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": models.complete().notices[0].text,
                "datePublished": "2021-03-04T11:40:00Z",
            }
        ],
        "contributor": [{"@type": "Person", "name": "Mira Okoro"}],
        "editor": [{"@type": "Person", "name": "Paul Reyes"}],
    }


def test_what_is_absent_is_left_out() -> None:
    assert _document(models.minimal()) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "description": "One paragraph.",
        "author": [{"@type": "NewsMediaOrganization", "name": "Newsroom"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Newsroom"},
        "inLanguage": "en",
        "wordCount": 2,
    }


def _nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for item in value for node in _nodes(item)]
    if isinstance(value, dict):
        return [value, *(node for item in value.values() for node in _nodes(item))]
    return []


@pytest.mark.parametrize("name", sorted(set(models.ALL) - {"withdrawn"}))
def test_only_known_properties(name: str) -> None:
    for node in _nodes(_document(models.ALL[name]())):
        assert {key for key in node if key[0] != "@"} <= TYPES[node["@type"]]
        assert all(value not in (None, "", [], {}) for value in node.values())


@given(st.text(), st.text())
def test_nothing_ends_the_script(headline: str, name: str) -> None:
    model = replace(models.complete(), headline=headline + "</script><!--<script>\u2028", label=name)
    text = as_script(news_article(model, name))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["headline"] == model.headline


class Shapes:
    """As much of ShEx as the shapes of schema.org need."""

    def __init__(self, declarations: list[dict[str, Any]]) -> None:
        self._shapes = {
            declared["id"].split("#ValidSchema")[-1]: declared["shapeExpr"] for declared in declarations
        }

    def properties(self, name: str) -> dict[str, Any]:
        shape = self._shapes[name]
        found: dict[str, Any] = {}
        for base in shape.get("extends", ()):
            found |= self.properties(base.split("#ValidSchema")[-1])
        expression = shape.get("expression", {})
        for constraint in expression.get("expressions", [expression]):
            if "predicate" in constraint:
                found[constraint["predicate"].rsplit("/", 1)[-1]] = constraint.get("valueExpr")
        return found

    def ancestors(self, name: str) -> set[str]:
        bases = [base.split("#ValidSchema")[-1] for base in self._shapes[name].get("extends", ())]
        return {name}.union(*(self.ancestors(base) for base in bases))

    def check(self, node: dict[str, Any]) -> None:
        known = self.properties(node["@type"])
        for key, value in node.items():
            if key[0] == "@":
                continue
            assert key in known, f"{node['@type']} has no {key}"
            for item in value if isinstance(value, list) else [value]:
                assert self.fits(item, known[key]), f"{node['@type']}.{key}: {item}"
                if isinstance(item, dict):
                    self.check(item)

    def fits(self, value: Any, expression: Any) -> bool:
        if isinstance(expression, dict) and expression.get("type") == "ShapeOr":
            return any(self.fits(value, one) for one in expression["shapeExprs"])
        name = str(expression).split("#ValidSchema")[-1]
        if self._shapes[name]["type"] == "NodeConstraint":
            return not isinstance(value, dict)
        return isinstance(value, dict) and name in self.ancestors(value["@type"])


@pytest.mark.skipif(not SHARED.exists(), reason="shared schema.org shapes are absent")
@pytest.mark.parametrize("name", sorted(set(models.ALL) - {"withdrawn"}))
def test_shapes_of_schema_org(name: str) -> None:
    with tarfile.open(SHARED) as archive:
        file = archive.extractfile(SHAPES)
        assert file is not None
        shapes = Shapes(json.load(file)["shapes"])
    shapes.check(_document(models.ALL[name]()))
    with pytest.raises(AssertionError):
        shapes.check({"@type": "NewsArticle", "author": "a name alone"})
    with pytest.raises(AssertionError):
        shapes.check({"@type": "NewsArticle", "heading": "no such word"})
