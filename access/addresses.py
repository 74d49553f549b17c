"""Where the rows of the API's resources are found."""

from typing import Any

from rest_framework.request import Request
from rest_framework.reverse import reverse


def address(request: Request, resource: str, key: Any) -> str:
    """The address of one row, `…/api/v1/claims/<key>/`.

    A list of a hundred claims has a thousand addresses: where a resource stands is looked up once
    a request.
    """
    found: dict[str, str] = request.__dict__.setdefault("resources_found", {})
    if resource not in found:
        found[resource] = reverse(f"{resource}-list", request=request)
    return f"{found[resource]}{key}/"
