"""The doors of the server: on which address it may listen, and under which names it answers.

Without accounts whoever reaches the server reads and publishes. It then listens for this machine alone unless somebody
has set ZHIPING_OPEN=1 by hand. A foreign name in the address is refused also
here: a page of the internet that lets its own name lead to this machine would else read in a viewer's browser.
"""

import re
import socket
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from zhiping.settings import SettingsError
from zhiping.words import _

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[\w.-]+?)\.?(?::\d*)?", re.ASCII)


def is_loopback(name: str) -> bool:
    """Whether `name`, a host name or an address, leads to the machine itself whoever asks."""
    address = _address(name)
    return name == "localhost" or (address is not None and address.is_loopback)


def is_exposed(address: str | None) -> bool:
    """Whether a server that listens on `address` (None: on all) can be reached from other machines."""
    return not (address and is_loopback(address))


def check_may_listen(address: str | None, *, is_for_others: bool) -> None:
    """Raises SettingsError where a server without accounts would be open to others, and nobody said so by hand."""
    if is_exposed(address) and not is_for_others:
        raise SettingsError(
            _(
                "治屏还没有账号，监听 {address} 会让网络里的任何人都能查看、上传和撤销，所以没有启动："
                "请先用 python -m zhiping accounts add-admin 建账号，或把 server.address 改回 127.0.0.1；"
                "确实要不登录就对内网开放时，先设 ZHIPING_OPEN=1 再启动。"
            ).format(address=address or "0.0.0.0")
        )


def is_host_known(host: str, own: str | None, hosts: tuple[str, ...], *, is_for_others: bool) -> bool:
    """Whether a request with the header `Host: host` is answered; `own`: the address at which it came in.

    This machine's loopback names always are; beside them `hosts` (of ZHIPING_HOSTS), or, where none are set and the
    server answers others, the machine's name and the address itself. The port does not matter.
    """
    found = _HOST.fullmatch(host.lower())
    if found is None:
        return False
    name = found[1].strip("[]")
    if is_loopback(name):
        return True
    if hosts:
        return _plain(name) in map(_plain, hosts)
    return is_for_others and (name in _own_names() or (own is not None and _plain(name) == _plain(own)))


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """Whether what a browser says of the page that asks (`Origin`; None: it says nothing) is a page of this server (`Host`)."""
    return origin is None or urlsplit(origin).netloc.lower() == (host or "").lower()


@cache
def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()  # getfqdn() would ask a name server, which may not be there
    return frozenset({name, name.partition(".")[0]})


def _plain(name: str) -> str:
    """One writing for every writing of an address; a name as it is."""
    return str(_address(name) or name)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(name)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address  # a socket for both families gives ::ffff:10.1.2.3
