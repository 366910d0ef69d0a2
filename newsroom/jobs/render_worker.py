"""What runs in the render lane's helper process: keeps one page's text rendered and answers what changed. No Qt."""

import faulthandler
import os
import signal
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from hashlib import blake2b

from newsroom.domain.errors import NewsroomError
from newsroom.domain.page import PageModel
from newsroom.domain.site import SiteSettings
from newsroom.domain.text_buffer import TextBuffer
from newsroom.domain.times import now
from newsroom.jobs.helper_limits import limit_memory
from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Patched,
    Paused,
    Proceed,
    Ready,
    Request,
    Show,
    Shown,
    Trouble,
    Working,
    change_of,
    words_for,
)
from newsroom.jobs.render_pipe import Pipe
from newsroom.jobs.render_places import Places
from newsroom.rendering.body import BodyPatch, RenderedBody, RenderError
from newsroom.rendering.markdown import BlockRenderer, patch
from newsroom.rendering.page import body_options, render_page, render_shell
from newsroom.rendering.splitting import Piece
from newsroom.rendering.theme import Theme, ThemeError, load_theme, theme_files

PLACEHOLDER = '<div id="newsroom-text-is-here"></div>'
_SMALL_PICTURE = "data:image/gif;base64,AAAA"
_EMPTY = RenderedBody("", ())
_SHORT_CHARS = 400
_BUDGET_S = 0.5
_GONE_S = 5.0
_MOST_BYTES = 2 << 30
_UNITS_A_SECOND = 1_000_000  # a text of which each block is known takes no longer than half of that time


class _PauseError(Exception):
    """The time for one answer is up; the text is not done."""

    def __init__(self, done: float) -> None:
        super().__init__(done)
        self.done = done


class Worker:
    """Holds one page.

    ``announce`` hears of each piece of any length before it is rendered; ``refused`` are the marks of those that hung
    before; ``limit_s`` is what the owner waits for an answer.
    """

    def __init__(
        self,
        announce: Callable[[Working], None],
        refused: Collection[bytes] = (),
        *,
        limit_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most_units = int(_UNITS_A_SECOND * limit_s)
        self._announce = announce
        self._refused = frozenset(refused)
        self._clock = clock
        self._model: PageModel | None = None
        self._body = TextBuffer()
        self._theme: Theme | None = None
        self._renderer: BlockRenderer | None = None
        self._shown: RenderedBody | None = None
        self._shell = ""
        self._shell_is_old = True
        self._serial = 0
        self._ends_at = 0.0

    def answer(self, request: Request | Proceed) -> Answer:
        """What the request comes to. Raises nothing: an answer says what failed."""
        try:
            return self._answer(request)
        except _PauseError as pause:
            return Paused(self._serial, pause.done)
        except RenderError as error:
            return Failed(self._serial, Trouble.TEXT, str(error), error.line)
        except ThemeError as error:
            return Failed(self._serial, Trouble.THEME, str(error), error.line, self._theme_files(error))
        except NewsroomError as error:
            return Failed(self._serial, Trouble.CRASHED, str(error))
        except Exception as error:  # noqa: BLE001 - the edge of the process: it must go on answering
            return Failed(self._serial, Trouble.CRASHED, f"The page cannot be made ({type(error).__name__}).")

    def _answer(self, request: Request | Proceed) -> Answer:
        if isinstance(request, Show):
            self._begin(request)
        elif isinstance(request, Change):
            self._serial = request.serial
            if self._model is None:
                return Failed(request.serial, Trouble.LOST, "")
            try:
                self._take(request)
            except ValueError:
                self._model = None
                return Failed(request.serial, Trouble.LOST, "")
        if self._model is None:
            return Failed(self._serial, Trouble.LOST, "")
        return self._whole() if self._shown is None else self._patched(self._shown)

    def _begin(self, request: Show) -> None:
        self._serial = request.serial
        self._body = TextBuffer(request.model.body)
        self._model = replace(request.model, body="")
        self._shown = None

    def _take(self, request: Change) -> None:
        for change in request.body:
            self._body.replace(change.position, change.n_removed, change.inserted)
        assert self._model is not None
        model = self._model
        if request.model is not None:
            if request.model.site != model.site or _has_new_pictures(request.model, model):
                self._shown = None
            model = replace(request.model, body="", headline=model.headline, lede=model.lede)
        if request.headline is not None:
            model = replace(model, headline=request.headline)
        if request.lede is not None:
            model = replace(model, lede=request.lede)
        if model != self._model:
            self._model = model
            self._shell_is_old = True

    def _whole(self) -> Shown:
        assert self._model is not None
        self._theme = theme = load_theme(self._model.site.theme)
        body = self._render(theme)
        page = render_page(replace(self._model, body=self._body.text()), theme, body=body)
        self._shell = self._render_shell(theme, body)
        self._shown = body
        return Shown(self._serial, page, self._shell, Places(body.blocks), _names(theme))

    def _patched(self, shown: RenderedBody) -> Patched:
        theme = self._theme
        assert theme is not None
        body = self._render(theme)
        patches = patch(shown, body)
        if patches is None:
            n_before, n_after = Places(shown.blocks).n_elements, Places(body.blocks).n_elements
            patches = (BodyPatch(0, n_before, body.html, n_after),)
        shell = None
        if self._shell_is_old:
            new_shell = self._render_shell(theme, body)
            shell = None if new_shell == self._shell else new_shell
            self._shell = new_shell
        self._shown = body
        return Patched(self._serial, patches, Places(body.blocks), shell)

    def _render(self, theme: Theme) -> RenderedBody:
        assert self._model is not None
        if self._model.withdrawn is not None:
            return _EMPTY
        if len(self._body) > self._most_units:
            raise RenderError(words_for(Trouble.TEXT, None))
        options = body_options(self._model, theme)
        if self._renderer is None:
            self._renderer = BlockRenderer(options)
        elif self._renderer.options != options:
            self._renderer.change_options(options)
        self._ends_at = self._clock() + _BUDGET_S
        return self._renderer.update(self._body.text(), self._on_piece_begun)

    def _render_shell(self, theme: Theme, body: RenderedBody) -> str:
        assert self._model is not None
        self._shell_is_old = False
        return render_shell(_with_small_picture(self._model), theme, body=body, placeholder=PLACEHOLDER)

    def _on_piece_begun(self, piece: Piece, index: int, n_pieces: int) -> None:
        if self._clock() > self._ends_at:
            raise _PauseError(index / n_pieces)
        if len(piece.text) <= _SHORT_CHARS:
            return
        mark = blake2b(piece.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if mark in self._refused:
            line = piece.first_line + 1
            raise RenderError(words_for(Trouble.HUNG, line), line)
        self._announce(Working(piece.first_line + 1, mark))

    def _theme_files(self, error: ThemeError) -> tuple[str, ...]:
        """What to watch until the theme is mended."""
        names = _names(self._theme) if self._theme is not None else ()
        if error.file is not None:
            names = (*names, str(error.file), str(error.file.parent))
        if self._model is not None and self._model.site.theme:
            names = (*names, self._model.site.theme)
        return tuple(dict.fromkeys(names))


def _picture(model: PageModel) -> str:
    return model.picture.data_uri if model.picture else ""


def _has_new_pictures(newer: PageModel, model: PageModel) -> bool:
    """Whether a page needs pictures that the shown one does not hold: they come with a whole page only."""
    return _picture(newer) != _picture(model) or not set(newer.text_pictures) <= set(model.text_pictures)


def _with_small_picture(model: PageModel) -> PageModel:
    """The model for a shell, which is sent with every change of a headline: without the megabytes of a picture."""
    if model.picture is None:
        return model
    return replace(model, picture=replace(model.picture, data_uri=_SMALL_PICTURE))


def _names(theme: Theme) -> tuple[str, ...]:
    return tuple(str(file) for file in theme_files(theme)) if theme.folder is not None else ()


def serve(pipe: Pipe | None = None) -> None:
    """The helper process's whole life: until the other end of its pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the window
    if pipe is None:
        limit_memory(_MOST_BYTES)
        pipe = Pipe()
    _load()
    try:
        refused, limit_s = pipe.receive()
        worker = Worker(pipe.send, refused, limit_s=limit_s)
        with open(os.devnull, "wb") as nowhere:
            pipe.send(Ready())
            while True:
                message = pipe.receive()
                request = change_of(message) if isinstance(message, tuple) else message
                # If the window is gone, nobody ends a render that hangs. This needs no Python to run.
                faulthandler.dump_traceback_later(limit_s + _GONE_S, exit=True, file=nowhere)
                answer = worker.answer(request)
                faulthandler.cancel_dump_traceback_later()
                pipe.send(answer)
    except (EOFError, OSError):
        return


def _load() -> None:
    """Loads all that a page needs, so that the first one finds it there."""
    theme = load_theme(None)
    model = PageModel(SiteSettings(), now(), "a", "b", "*c*", "en", 1, None, None)
    render_page(model, theme)
