"""Which IP addresses belong to the open web, and that an address has one spelling."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.fetching import FetchFailed, is_public, parse_address


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1"),
        *("198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.1.1.1"),
        *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1"),
        *("fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
        *("::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1"),
        *("2002:7f00:1::", "2002:808:808::", "2001::1", "2001:10::1", "2001:20::1"),
        *("2001:db8::1", "3fff::1", "4000::1", "5f00::1", "2606:4700::1111%eth0"),
    ],
)
def test_not_on_the_open_web(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip",
    ["93.184.215.14", "8.8.8.8", "100.63.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"],
)
def test_on_the_open_web(ip: str) -> None:
    assert is_public(ip)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_public_in_a_wrapping(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for prefix, shift in (("::ffff:0:0", 0), ("2002::", 80), ("64:ff9b::", 0), ("::", 0)):
        wrapped = int(ipaddress.IPv6Address(prefix)) | number << shift
        assert not is_public(str(ipaddress.IPv6Address(wrapped)))


@pytest.mark.parametrize(
    ("spelt", "read"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example.:443/a b?c=d e#f", "https://news.example/a%20b?c=d%20e"),
        ("https://news.example/%E6%96%87/文", "https://news.example/%E6%96%87/%E6%96%87"),
        ("http://BÜCHER.example/", "http://xn--bcher-kva.example/"),
        ("http://news。example/", "http://news.example/"),
        ("http://faß.example/", "http://xn--fa-hia.example/"),
        ("http://my_site.example:8080/?", "http://my_site.example:8080/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_one_spelling(spelt: str, read: str) -> None:
    assert str(parse_address(spelt)) == read
    assert str(parse_address(read)) == read


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/a/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example/"),
    ],
)
def test_a_place_to_go_on_to(place: str, read: str) -> None:
    base = parse_address("https://news.example/a/")
    assert str(parse_address(place, base=base)) == read


def test_the_switch_names_a_host_at_a_port() -> None:
    allowed = frozenset({"intranet.example:9000", "[::1]:9000", "wiki.example"})
    for url in ("http://intranet.example:9000/", "http://[::1]:9000/", "http://wiki.example:8080/"):
        parse_address(url, allowed=allowed)
    for url in ("http://intranet.example:9001/", "http://wiki.example:9000/"):
        with pytest.raises(FetchFailed, match="port"):
            parse_address(url, allowed=allowed)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    for url in (typed, f"http://{typed}", f"https://news.example/{typed}"):
        try:
            address = parse_address(url)
        except FetchFailed:
            continue
        assert str(address).isascii()
        assert not set(str(address)) & set(" \r\n\0\t\\@") or "@" in address.target
        assert parse_address(str(address)) == address
