"""A way to a server that can be shut: what a server that goes away and comes back looks like from outside."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Gate:
    """Forwards a port of its own to the server of a bolt:// address while it is open; keeps its port when shut."""

    def __init__(self, uri: str) -> None:
        server = urlsplit(uri)
        self._server = (server.hostname or "", server.port or 7687)
        self._port = 0
        self._listening: socket.socket | None = None
        self._ends: list[socket.socket] = []

    @property
    def uri(self) -> str:
        """Address of the gate."""
        return f"bolt://127.0.0.1:{self._port}"

    def open(self) -> Gate:
        """Lets connections through from now on."""
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()
        return self

    def shut(self) -> None:
        """Cuts all connections and takes no new ones."""
        listening, self._listening = self._listening, None
        for end in (listening, *self._ends):
            if end is not None:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._ends.clear()

    def _accept(self, listening: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(self._server)
                self._ends += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)
