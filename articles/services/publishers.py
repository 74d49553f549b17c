from urllib.parse import urlsplit

from django.utils.text import slugify

from articles.models import Publisher


def publisher_get_or_create(*, name: str | None, url: str | None) -> Publisher | None:
    """The publisher of that name; where no name was read, the publisher at that address.

    A name that an editor has changed goes on finding it. One not yet known comes to be; None where
    neither name nor address is given.
    """
    domain = _domain(url)
    name = (name or "").strip()[:200]
    if known := _known(name, domain):
        return known
    name = name or domain
    if not name:
        return None
    publisher = Publisher(name=name, slug=_free_slug(name), domain=domain)
    publisher.full_clean(validate_unique=False)
    # Two imports may meet a new publisher at once; the later one takes the earlier one's row.
    return Publisher.objects.get_or_create(
        name=name, defaults={"slug": publisher.slug, "domain": domain}
    )[0]


def _known(name: str, domain: str) -> Publisher | None:
    """A name outweighs an address, for one site may carry the articles of several publishers."""
    publishers = Publisher.objects.order_by("pk")
    if name:
        now = publishers.filter(name=name).first()
        return now or publishers.filter(events__name=name).first()
    return publishers.filter(domain=domain).first() if domain else None


def _domain(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")[:253] if url else ""


def _free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:190] or "publisher"
    slug, number = base, 1
    while Publisher.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
