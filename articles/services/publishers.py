from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.text import slugify

from articles.models import Publisher
from articles.reading.rules import publisher_named
from articles.reading.wires import wire_named


def publisher_get_or_create(*, name: str | None, url: str | None) -> Publisher | None:
    """The publisher of that name; where no name was read, the publisher at that address.

    Any of the names that the reading rules know finds it, and so does one that an editor has given
    it or has changed. One not yet known comes to be; None where neither name nor address is given.
    """
    domain = _domain(url)
    name = (name or "").strip()[:200]
    if known := _known(_names(name), domain):
        return known
    name = _canonical(name) or domain
    if not name:
        return None
    wire = wire_named(name)
    publisher = Publisher(
        name=name,
        slug=free_slug(name),
        domain=domain,
        is_wire_service=wire is not None and wire.name == name,
    )
    publisher.full_clean(validate_unique=False)
    # Two imports may meet a new publisher at once; the later one takes the earlier one's row.
    return Publisher.objects.get_or_create(
        name=name,
        defaults={
            "slug": publisher.slug,
            "domain": domain,
            "is_wire_service": publisher.is_wire_service,
        },
    )[0]


def _canonical(name: str) -> str:
    known = publisher_named(name) or wire_named(name)
    return known.name if known else name


def _names(name: str) -> list[str]:
    """All by which the reading rules know it; where two share one, it is the other's."""
    publisher, wire = publisher_named(name), wire_named(name)
    names = {name, *(publisher.all_names if publisher else ()), *(wire.all_names if wire else ())}
    return sorted(other for other in names if _canonical(other) == _canonical(name))


def _known(names: list[str], domain: str) -> Publisher | None:
    """A name outweighs an address, for one site may carry the articles of several publishers."""
    publishers = Publisher.objects.order_by("pk")
    if any(names):
        now = publishers.filter(name__in=names).first()
        given = now or publishers.filter(names__name__in=names).first()
        return given or publishers.filter(events__name__in=names).first()
    if not domain:
        return None
    return publishers.filter(Q(domain=domain) | Q(domains__domain=domain)).first()


def _domain(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")[:253] if url else ""


def free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:190] or "publisher"
    slug, number = base, 1
    while Publisher.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
