"""Settings. Everything that differs between machines comes from the environment; see README."""

import os
import secrets
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from config.embedded_database import database_url

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("ACCORDING_VAR", BASE_DIR / "var"))


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _names(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _secret_key() -> str:
    """The key from the environment, else one made once and kept under var/ for its owner."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = _flag("DEBUG")
ALLOWED_HOSTS = _names("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = _names("CSRF_TRUSTED_ORIGINS", "")
HTTPS = _flag("HTTPS")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django_filters",
    "csp",
    "rest_framework",
    "knox",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "access",
    "articles",
    "claims",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "access.throttles.tell_counts",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.admin.last_act.last_act",
            ]
        },
    }
]

# Database: PostgreSQL only.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or database_url(VAR_DIR / "postgres"), conn_max_age=60
    )
}
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE_NAME", "test_according")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Which jobs await every new article text. Articles never knows claims; this line joins them.
TASKS_FOR_NEW_TEXTS = [
    "claims.tasks.extract_article_text",
    "articles.tasks.find_reprints",
    "claims.tasks.suggest_merges",  # of its sources, once they are extracted: in this order
    "claims.tasks.suggest_links",  # of its claims to others
]
# Who keeps the list of editors' acts, those on articles too.
ACTS_ARE_RECORDED_BY = "claims.services.acts.act_of"
# Who tells, act by act, what became of a row, articles and publishers too.
HISTORIES_ARE_TOLD_BY = "claims.admin.timeline.Timeline"

# Folders with publishers and wire services of one's own, one TOML file each: docs/publishers.md.
READING_RULE_FOLDERS = _names("READING_RULE_FOLDERS", "")

# Fetching. Who we are, said to every server; the hosts ("host" or "host:port") that are fetched
# although they are not on the open web; and the pause between two pages of one host.
PUBLIC_URL = os.environ.get("PUBLIC_URL", "")
FETCH_CONTACT = os.environ.get("FETCH_CONTACT", "")
FETCH_ALLOWED_HOSTS = _names("FETCH_ALLOWED_HOSTS", "")
FETCH_SECONDS_BETWEEN = float(os.environ.get("FETCH_SECONDS_BETWEEN", "1"))

# Accounts
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Reading pages need no account unless this is off; writing always does.
PUBLIC_PAGES = _flag("PUBLIC_PAGES", True)
# Whoever made a comparison may review and release it too, where there is nobody else.
ONE_PERSON_DESK = _flag("ONE_PERSON_DESK")
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "/"

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.HashedFiles"},
}

# Security. One policy for every page, the admin's and the API's too: docs/decisions/0077.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 2**20
# More than either door takes, so that the doors themselves can say what is too much.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "access.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "access.permissions.InScope",
        "rest_framework.permissions.DjangoModelPermissions",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["access.throttles.RequestsThrottle"],
    # Proxies in front of the service: whose address X-Forwarded-For says is told by them.
    "NUM_PROXIES": int(os.environ.get("PROXIES", "0")),
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "access.schema.ApiSchema",
    "EXCEPTION_HANDLER": "access.problems.handler",
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.URLPathVersioning",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_VERSION": "v1",
    "ALLOWED_VERSIONS": ["v1"],
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Requests a minute: of one token, of one address without a token, and passwords tried.
# 0: any number of requests, but no password.
API_REQUESTS_A_MINUTE = int(os.environ.get("API_REQUESTS_A_MINUTE", "600"))
API_ANONYMOUS_REQUESTS_A_MINUTE = int(os.environ.get("API_ANONYMOUS_REQUESTS_A_MINUTE", "60"))
API_PASSWORDS_A_MINUTE = int(os.environ.get("API_PASSWORDS_A_MINUTE", "10"))
# Whether released comparisons and their releases may be read over the API without a token.
PUBLIC_API = _flag("PUBLIC_API")
KNOX_TOKEN_MODEL = "access.Token"  # noqa: S105
# Its tokens are rows of ours; its first migration would want ours to have been there before it.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {"TOKEN_TTL": timedelta(days=90), "TOKEN_LIMIT_PER_USER": 20}
SPECTACULAR_SETTINGS = {
    "TITLE": "According",
    "DESCRIPTION": "Attributed claims: who said what, through whom, when, how many.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v[0-9]",
    "OAS_VERSION": "3.1.0",
    "ENUM_NAME_OVERRIDES": {
        "ClaimKind": "claims.models.Claim.Kind",
        "ClaimStatus": "claims.models.Claim.Status",
        "SourceKind": "claims.models.Source.Kind",
        "Anonymity": "claims.models.Source.Anonymity",
        "ComparisonKind": "claims.models.Comparison.Kind",
        "ComparisonState": "claims.models.Comparison.State",
        "DifferenceKind": "claims.models.ScopeDifference.Kind",
        "ReleaseKind": "claims.models.Release.Kind",
        "LinkRelation": "claims.models.Link.Relation",
        "LinkJudgement": "claims.models.Link.Judgement",
        "ArticleState": "articles.models.Article.State",
        "TimeRelation": "claims.models.TimeExpression.Relation",
    },
}

# Admin
UNFOLD = {
    "SITE_TITLE": "According",
    "SITE_HEADER": "According",
    "SITE_SYMBOL": "format_quote",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("according.svg")}
    ],
    "SHOW_HISTORY": True,
    "SHOW_LANGUAGES": True,
    "ENVIRONMENT": "claims.admin.dashboard.environment",
    "DASHBOARD_CALLBACK": "claims.admin.dashboard.start_page",
    "STYLES": [
        lambda request: static("desk/theme.css"),
        lambda request: static("desk/desk.css"),
        lambda request: static("desk/work.css"),
        lambda request: static("desk/linking.css"),
    ],
    "SIDEBAR": {"show_search": True, "navigation": "claims.admin.navigation.rooms"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
