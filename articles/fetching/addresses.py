"""Which addresses are fetched: pages of the open web, spelt without tricks."""

import ipaddress
import re
import socket
from collections.abc import Set
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from articles.fetching.failure import FetchFailed, Unreachable

DEFAULT_PORTS = {"http": 80, "https": 443}
# Where the web is served. Other services (mail, databases) are never spoken to, in nobody's name.
WEB_PORTS = frozenset({80, 443, 8080, 8443})
LONGEST = 2000  # characters

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# What may stand as it is in a path or a query; what is quoted already is not quoted again.
_SAFE = "/%:=&?~+!$,;'@()*"

_IPV4_RESERVED = [ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24")]
_IPV6_UNICAST = ipaddress.ip_network("2000::/3")
# Within it: protocol assignments with Teredo, examples, and 6to4, which carries an IPv4 address.
_IPV6_RESERVED = [
    ipaddress.ip_network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in its one spelling. `host` is a lower-case name or IP address, without
    brackets; `target` is what is asked for: path and query in ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    def __str__(self) -> str:
        return self.site + self.target


def parse_address(
    url: str, *, base: Address | None = None, allowed: Set[str] = frozenset()
) -> Address:
    """Read an address, relative to `base` if given. `allowed` hosts may be served at odd ports.

    Raises FetchFailed for everything that is not plainly a page on the web.
    """
    url = url.strip()
    if _CONTROL.search(url):
        raise FetchFailed("the address holds control characters")
    if len(url) > LONGEST:
        raise FetchFailed(f"the address is longer than {LONGEST} characters")
    try:
        parts = urlsplit(urljoin(str(base), url) if base else url)
        port = parts.port
    except ValueError as error:
        raise FetchFailed(f"the address cannot be read: {error}") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise FetchFailed("only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise FetchFailed("the address holds a user name; only public pages are fetched")
    host = _host(parts.hostname)
    target = quote(parts.path or "/", _SAFE) + (
        f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    )
    address = Address(
        parts.scheme, host, DEFAULT_PORTS[parts.scheme] if port is None else port, target
    )
    if address.port not in WEB_PORTS and not is_allowed(address, allowed):
        ports = ", ".join(map(str, sorted(WEB_PORTS)))
        raise FetchFailed(f"port {address.port} is not fetched from, only {ports}")
    return address


def _host(spelt: str) -> str:
    """A host in its one spelling. Numbers that some resolvers take for IP addresses (2130706433,
    0x7f.1, 0177.0.0.1) are refused, lest two readers of one address see two hosts."""
    if ":" in spelt:
        return _ip(spelt).compressed
    try:
        name = idna.encode(spelt.removesuffix("."), uts46=True).decode().lower()
    except idna.IDNAError:
        name = spelt.removesuffix(".").lower()  # names with _ are no IDNA, and exist
    if not _NAME.fullmatch(name):
        raise FetchFailed(f"{spelt} is no name of a server")
    return _ip(name).compressed if _NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _ip(spelt: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        if "%" in spelt:
            raise ValueError("a zone")
        return ipaddress.ip_address(spelt)
    except ValueError as error:
        raise FetchFailed(f"{spelt} is an odd spelling of an IP address") from error


def is_allowed(address: Address, allowed: Set[str]) -> bool:
    """Whether the switch names this host: as "host" (at the web's ports) or "host:port"."""
    host = f"[{address.host}]" if ":" in address.host else address.host
    return f"{host}:{address.port}" in allowed or (host in allowed and address.port in WEB_PORTS)


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the open web.

    Not this machine, its neighbours, its provider's metadata service, what is reserved, nor what
    carries an IPv4 address inside that some gateway might unwrap (mapped, 6to4, Teredo, NAT64).
    """
    parsed = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        return (
            "%" not in ip
            and parsed in _IPV6_UNICAST
            and parsed.is_global
            and not any(parsed in net for net in _IPV6_RESERVED)
        )
    if parsed.is_multicast or parsed.is_reserved or any(parsed in net for net in _IPV4_RESERVED):
        return False
    return parsed.is_global


def resolve(address: Address, *, allowed: Set[str] = frozenset()) -> list[str]:
    """The IP addresses of a host, each of them public unless the switch names the host.

    One that is not spoils them all: a name that points at this machine too is no honest name.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no server has the name {address.host}") from error
    ips = list(dict.fromkeys(str(place[0]) for *_, place in found))
    if not ips:
        raise Unreachable(f"no server has the name {address.host}")
    if not is_allowed(address, allowed) and not all(map(is_public, ips)):
        raise Unreachable(f"{address.host} is not on the open web")
    return ips
