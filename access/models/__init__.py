from access.models.asked import Asked
from access.models.idempotency import KeptAnswer
from access.models.token import Token

__all__ = ["Asked", "KeptAnswer", "Token"]
