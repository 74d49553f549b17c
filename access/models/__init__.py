from access.models.idempotency import KeptAnswer

__all__ = ["KeptAnswer"]
