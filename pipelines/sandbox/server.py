"""The server that children are forked from; `main` is its program, with the descriptor of a socket as argument.

It has every reader loaded, so that a child starts in milliseconds. A request is one byte with two file descriptors: the
socket on which the child works, and a pipe that is told the child's id and, when it ends, its status and peak memory.
"""

import contextlib
import ctypes
import gc
import os
import selectors
import signal
import socket
import struct
import sys

READY = b"r"
"""What the server says once, when it takes requests."""
STARTED = struct.Struct(">q")
"""The child's process id."""
ENDED = struct.Struct(">qq")
"""The status that `os.waitpid` gives, and the most memory used, in bytes."""

_DESCRIPTORS = 2
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


def serve(control: socket.socket) -> None:
    """Forks a child for each request until the other end is closed."""
    wake, children = _wake_on_child_exit(), dict[int, int]()
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if wake in ready:
                wake.recv(4096)
                _reap(children)
            if control in ready and not _accept(control, children):
                return


def _wake_on_child_exit() -> socket.socket:
    wake, alarm = socket.socketpair()
    alarm.setblocking(False)
    signal.set_wakeup_fd(alarm.detach(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)
    return wake


def _accept(control: socket.socket, children: dict[int, int]) -> bool:
    _, descriptors, _, _ = socket.recv_fds(control, 1, _DESCRIPTORS)
    if len(descriptors) != _DESCRIPTORS:
        return False
    channel, status = descriptors
    child = os.fork()
    if child == 0:
        _become_child(channel)
    os.close(channel)
    children[child] = status
    _tell(status, STARTED.pack(child))
    return True


def _become_child(channel: int) -> None:
    from pipelines.sandbox.child import work

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        work(channel)
        code = 0
    finally:
        os._exit(code)


def _reap(children: dict[int, int]) -> None:
    while children:
        child, status, usage = os.wait4(-1, os.WNOHANG)
        if child == 0:
            return
        pipe = children.pop(child)
        _tell(pipe, ENDED.pack(status, usage.ru_maxrss * 1024))
        os.close(pipe)


def _tell(pipe: int, message: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(pipe, message)


def leave_network() -> bool:
    """Moves this process into a network of its own, where nothing can be reached; False where the system forbids it."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_NETWORK | _NEW_USER))


def main() -> None:
    """Serves on the socket whose descriptor is the only argument."""
    from pipelines.sandbox import child

    child.warm_up()
    leave_network()
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(sys.argv[1])) as control:
        control.sendall(READY)
        serve(control)


if __name__ == "__main__":
    main()
