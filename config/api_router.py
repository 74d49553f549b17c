"""The one router that collects every API room."""

from rest_framework.routers import SimpleRouter

router = SimpleRouter()
