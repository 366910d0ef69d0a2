"""Word files for tests, made of their parts."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="s1" Type="{_REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="p1" Type="{_REL}/image" Target="media/one.png"/>'
    f'<Relationship Id="c1" Type="{_REL}/comments" Target="comments.xml"/>'
    f'<Relationship Id="f1" Type="{_REL}/footnotes" Target="footnotes.xml"/></Relationships>'
)
_STYLES = (
    f'<?xml version="1.0"?><w:styles {_W}>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for id, name in (
            ("Title", "Title"),
            ("Subtitle", "Subtitle"),
            ("Heading1", "heading 1"),
            ("Heading2", "heading 2"),
        )
    )
    + "</w:styles>"
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="p" descr="A crane"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
    f'<a:blip xmlns:r="{_REL}" r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></w:r></w:p>"
)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph; ``text`` may hold runs of its own, in tags."""
    runs = text if text.startswith("<w:") else f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{runs}</w:p>"


def word_file(
    *paragraphs: str,
    core: str = "",
    comments: str = "",
    notes: str = "",
    others: dict[str, bytes] | None = None,
) -> bytes:
    """A file with these paragraphs. ``core`` are elements of its properties, ``comments`` and ``notes`` of these."""
    text = "".join(paragraphs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": _STYLES,
        "word/document.xml": f'<?xml version="1.0"?><w:document {_W}><w:body>{text}</w:body></w:document>',
        "word/comments.xml": f'<?xml version="1.0"?><w:comments {_W}>{comments}</w:comments>',
        "word/footnotes.xml": f'<?xml version="1.0"?><w:footnotes {_W}>{notes}</w:footnotes>',
        "word/media/one.png": b"\x89PNG bytes of a picture",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">'
        + core
        + "</cp:coreProperties>",
        **(others or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()
