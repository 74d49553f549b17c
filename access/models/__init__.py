from access.models.idempotency import KeptAnswer
from access.models.token import Token

__all__ = ["KeptAnswer", "Token"]
