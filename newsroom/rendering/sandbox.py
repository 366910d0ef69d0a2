"""The template engine, fenced in: a theme may print and repeat what it is given, and nothing else. Touches no disk."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import missing
from typing_extensions import override

_FILTERS_IN_WORDS = (
    "batch capitalize count default e escape first join last length list"
    " lower reverse slice striptags title tojson trim truncate upper urlencode"
)
_LOOP = frozenset(
    (
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "previtem",
        "nextitem",
        "cycle",
        "changed",
    )
)


_FIELDS: dict[type, frozenset[str]] = {}


def _fields(kind: type) -> frozenset[str]:
    """The public fields of one of our dataclasses, none for what is not one; asked two hundred times for a page."""
    found = _FIELDS.get(kind)
    if found is None:
        names = getattr(kind, "__dataclass_fields__", ())
        found = _FIELDS[kind] = frozenset(name for name in names if not name.startswith("_"))
    return found


def _has_fields(obj: Any) -> bool:
    return hasattr(type(obj), "__dataclass_fields__")


class Missing(StrictUndefined):
    """What a template asks for and a page has not; said in the words of whoever writes a theme."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        asked, around = self._undefined_name, self._undefined_obj
        if self._undefined_hint or around is missing or not _has_fields(around):
            return str(self._undefined_hint or f"There is no “{asked}” here.")
        what = type(around).__name__.removesuffix("View").lower()
        there = ", ".join(sorted(_fields(type(around))))
        return f"“{what}” has no “{asked}”. There are: {there}."


class Sources(BaseLoader):
    """Templates already read: name to (text, file). The file is what errors name."""

    def __init__(self, templates: Mapping[str, tuple[str, str]]) -> None:
        self._templates = templates

    @override
    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """What the engine asks for. Raises ``TemplateNotFound``."""
        try:
            text, file = self._templates[template]
        except KeyError:
            raise TemplateNotFound(template) from None
        return text, file, lambda: True


class Sandbox(SandboxedEnvironment):
    """Sees the fields of what it is given, a loop's state, and calls macros. Texts have no methods here."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, templates: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(
            loader=Sources(templates),
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            cache_size=-1,
        )
        self.globals = {"range": safe_range}
        self.filters = {name: self.filters[name] for name in _FILTERS_IN_WORDS.split()}

    @override
    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuses ``{% autoescape %}``: what is printed is always escaped."""
        template = super()._parse(source, name, filename)
        if (found := template.find(nodes.ScopedEvalContextModifier)) is not None:
            raise TemplateSyntaxError(
                "the page is always escaped: no autoescape", found.lineno, name, filename
            )
        return template

    @override
    def getattr(self, obj: Any, attribute: str) -> Any:
        """As the engine does, without its detours for what a page is mostly made of: fields of our dataclasses."""
        if attribute in _fields(type(obj)):
            value = getattr(obj, attribute)
            if not callable(value):
                return value
        return super().getattr(obj, attribute)

    @override
    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what is meant to be seen."""
        if isinstance(obj, LoopContext):
            return attr in _LOOP
        if isinstance(obj, TemplateReference | BlockReference):
            return not attr.startswith("_")
        return _has_fields(obj) and not attr.startswith("_") and not callable(value)

    @override
    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, blocks, ``range`` and a loop's own; what is undefined says so itself."""
        if isinstance(obj, Macro | BlockReference | LoopContext | Undefined) or obj is safe_range:
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    @override
    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers may be multiplied; texts and lists may not be made huge."""
        for operand in (left, right):
            if not isinstance(operand, int | float):
                raise SecurityError(f"“{operator}” is for numbers only in a theme")
        if operator == "**":
            raise SecurityError("“**” is not available in a theme")
        return super().call_binop(context, operator, left, right)
