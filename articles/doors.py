"""What one request may hand in, at the admin and at the API alike, and how it becomes an import.

The request only takes in: reading, unpacking and fetching are the jobs' work.
"""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from articles import services
from articles.models import ImportBatch
from articles.services import ImportInput
from articles.services.acts import act_of

LARGEST_FILE = 100 * 2**20  # bytes
LARGEST_REQUEST = 2**30  # bytes
MOST_FILES = 200
MOST_ADDRESSES = 200

_is_address = URLValidator(schemes=["http", "https"])


def hand_in(*, inputs: Iterable[ImportInput], door: ImportBatch.Door, user: User) -> ImportBatch:
    """Keep everything that is handed in, and leave it to the jobs. All of it, or nothing."""
    with act_of(user, "import.begin"):
        batch = services.import_begin(door=door, user=user)
        for given in inputs:
            services.import_add(batch=batch, given=given)
        services.import_sealed(batch=batch)
    return batch


def inputs_of_files(
    files: Sequence[UploadedFile], paths: Sequence[str] = ()
) -> Iterable[ImportInput]:
    """The bytes are loaded one file after another, each only when its turn has come.

    `paths`, if it names every file, says where each lay in a folder that was handed in whole: of a
    file's own name no more than the last part is sent.
    """
    names = paths if len(paths) == len(files) else [""] * len(files)
    for file, path in zip(files, names, strict=True):
        yield ImportInput(
            name=path or file.name or "",
            data=file.read,
            encoding=_charset(file),
            media_type=file.content_type or "",
        )


def _charset(file: UploadedFile) -> str | None:
    """As the part of the request declares it; Django leaves it in bytes."""
    charset: str | bytes | None = file.charset
    return charset.decode("ascii", "replace") if isinstance(charset, bytes) else charset


def inputs_of_addresses(addresses: Iterable[str]) -> Iterable[ImportInput]:
    return (ImportInput(name=address, url=address) for address in addresses)


def megabytes(size: int) -> str:
    return _("%d MB") % (size // 2**20)


def check_files(files: Sequence[UploadedFile]) -> None:
    """Raises ValidationError where there are too many, or some are too large."""
    if len(files) > MOST_FILES:
        raise ValidationError(
            _("At most %(most)d files at once; put more into a ZIP.") % {"most": MOST_FILES}
        )
    too_large = [file.name or "" for file in files if (file.size or 0) > LARGEST_FILE]
    if too_large:
        raise ValidationError(
            _("Larger than %(limit)s: %(names)s")
            % {"limit": megabytes(LARGEST_FILE), "names": ", ".join(too_large)}
        )


def check_addresses(addresses: Sequence[str]) -> None:
    """Raises ValidationError where there are too many, or one is no web address."""
    if len(addresses) > MOST_ADDRESSES:
        raise ValidationError(_("At most %d addresses at once.") % MOST_ADDRESSES)
    wrong = [address for address in addresses if not _is_web_address(address)]
    if wrong:
        raise ValidationError(
            _("Not an http or https address: %(names)s") % {"names": ", ".join(wrong[:5])}
        )


def _is_web_address(address: str) -> bool:
    try:
        _is_address(address)
    except ValidationError:
        return False
    return len(address) <= 2000
