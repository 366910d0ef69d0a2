"""The helper process that renders: started, written to, listened to, ended. Decides nothing."""

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, Qt, Signal
from typing_extensions import override

from newsroom.jobs.helper_command import command_of
from newsroom.jobs.render_pipe import HEAD, length_of, packed, unpacked

SERVE = "newsroom.jobs.render_worker:serve"
_END_MS = 2000
_FLUSH = QEvent.Type(QEvent.registerEventType())
# A paint is an event of low priority: this comes behind the one that a key has asked for.
_AFTER_PAINT = Qt.EventPriority.LowEventPriority.value - 1


class RenderProcess(QObject):
    """Runs from the first moment. For the thread that made it, which needs an event loop.

    ``serve`` names what the helper runs, ``refused`` the marks of what hung before.
    """

    received = Signal(object)
    gone = Signal()
    """It ended by itself, or never began."""

    def __init__(
        self, refused: Collection[bytes], limit_s: float, *, serve: str = SERVE, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._length: int | None = None
        self._is_flush_posted = False
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._on_process_ready_read)
        self._process.finished.connect(self.gone)
        self._process.errorOccurred.connect(self._on_process_failed, Qt.ConnectionType.QueuedConnection)
        self._process.start(*command_of(serve))
        self.send((tuple(refused), limit_s))

    @property
    def pid(self) -> int:
        """The process's id; 0 while there is none."""
        return self._process.processId()

    def send(self, message: object) -> None:
        """Hands the message to the helper in this turn of the event loop, behind the paint; long ones as it reads.

        Writing wakes the helper, which may take this thread's processor: a key is painted first.
        """
        if self._process.isOpen():
            self._process.write(packed(message))
            if not self._is_flush_posted:
                self._is_flush_posted = True
                QCoreApplication.postEvent(self, QEvent(_FLUSH), _AFTER_PAINT)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == _FLUSH:
            self._is_flush_posted = False
            self._process.waitForBytesWritten(0)
            return True
        return super().event(event)

    def look(self) -> None:
        """Tells what has come already, without waiting for the event loop."""
        self._process.waitForReadyRead(0)

    def end(self) -> None:
        """Ends the helper, whatever it does, and says nothing more. Waits for the process to be gone."""
        self.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_END_MS)
        self.deleteLater()

    def _on_process_ready_read(self) -> None:
        while True:
            if self._length is None and self._process.bytesAvailable() >= HEAD:
                self._length = length_of(bytes(self._process.read(HEAD).data()))
            if self._length is None or self._process.bytesAvailable() < self._length:
                return
            data = bytes(self._process.read(self._length).data())
            self._length = None
            self.received.emit(unpacked(data))

    def _on_process_failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.gone.emit()
