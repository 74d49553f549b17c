"""A browser that comes as somebody who has signed in."""

from django.test import Client
from playwright.sync_api import Page


def sign_in(page: Page, user, live_server) -> Page:
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page
