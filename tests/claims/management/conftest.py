from tests.claims.services.conftest import engine, text

__all__ = ["engine", "text"]
