"""A network between a browser and a site that can be cut, for what a browser only pretends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_HOST = "127.0.0.1"


class Network:
    """Passes on what comes to its own port, and nothing while it is cut."""

    def __init__(self, site: str) -> None:
        """Begin to listen for what goes to the site."""
        self._beyond = (_HOST, urlsplit(site).port)
        self._open: set[socket.socket] = set()
        self._listening = self._listen(0)
        self._port = self._listening.getsockname()[1]
        self.site = f"http://{_HOST}:{self._port}"

    def cut(self) -> None:
        """Refuse who comes, and end what is under way."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Pass everything on again, at the same port."""
        self._listening = self._listen(self._port)

    def _listen(self, port: int) -> socket.socket:
        listening = socket.create_server((_HOST, port))
        threading.Thread(target=self._accept, args=(listening,), daemon=True).start()
        return listening

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):  # it is closed
            while True:
                near, _ = listening.accept()
                far = socket.create_connection(self._beyond)
                self._open |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(1 << 16):
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)
        one.close()
        self._open.discard(one)


@contextmanager
def connect(site: str) -> Iterator[Network]:
    """Give a network to a site, and cut it in the end."""
    network = Network(site)
    try:
        yield network
    finally:
        network.cut()
