from tests.articles.api.clients import analyst

__all__ = ["analyst"]
