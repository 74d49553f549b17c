from urllib.parse import urlsplit

from django.utils.text import slugify

from articles.models import Publisher


def publisher_get_or_create(*, name: str | None, url: str | None) -> Publisher | None:
    """The publisher of that name, else of that address; a new one where neither is known.

    An editor may rename a publisher: its domain goes on finding it. None without name and address.
    """
    domain = _domain(url)
    name = (name or "").strip()[:200] or domain
    if not name:
        return None
    known = Publisher.objects.filter(name=name).first()
    if known is None and domain:
        known = Publisher.objects.filter(domain=domain).order_by("pk").first()
    if known:
        return known
    publisher = Publisher(name=name, slug=_free_slug(name), domain=domain)
    publisher.full_clean(validate_unique=False)
    # Two imports may meet a new publisher at once; the later one takes the earlier one's row.
    return Publisher.objects.get_or_create(
        name=name, defaults={"slug": publisher.slug, "domain": domain}
    )[0]


def _domain(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")[:253] if url else ""


def _free_slug(name: str) -> str:
    base = slugify(name, allow_unicode=True)[:190] or "publisher"
    slug, number = base, 1
    while Publisher.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
