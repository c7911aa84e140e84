"""Three nodes of one cluster, each a process of its own."""

import json
import time
import urllib.request
from contextlib import suppress

from tests.elasticsearch.node import PATIENCE, Member, Node, free_port

SIZE = 3
LONGEST = 3 * PATIENCE
"""Seconds until they must have found each other."""


class Cluster:
    """Started by the constructor; `url` names all nodes, and answers when it returns."""

    def __init__(self, *, prefix: str = "tally") -> None:
        ports = [free_port() for _ in range(SIZE)]
        names = [f"node-{number}" for number in range(SIZE)]
        seeds = tuple(f"127.0.0.1:{port}" for port in ports)
        members = [Member(name, port, seeds, tuple(names)) for name, port in zip(names, ports, strict=True)]
        self.nodes = [Node(member=member, wait=False) for member in members]
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        self.url = f"elasticsearch://{hosts}/{prefix}"
        self.wait()

    def wait(self) -> None:
        """Wait until all nodes have found each other and hold every copy."""
        wanted = f"wait_for_nodes={SIZE}&wait_for_status=green&timeout=1s"
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            for node in self.nodes:
                with suppress(OSError):
                    address = f"http://127.0.0.1:{node.port}/_cluster/health?{wanted}"
                    with urllib.request.urlopen(address, timeout=5) as answer:  # its own address
                        if not json.load(answer)["timed_out"]:
                            return
            time.sleep(0.2)
        raise RuntimeError("The cluster did not become green.")

    def stop(self) -> None:
        """End all nodes and remove their data."""
        for node in self.nodes:
            node.stop()
