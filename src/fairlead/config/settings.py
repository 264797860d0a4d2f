"""Django settings, read from the environment; docs/reference/settings.md explains each one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import platformdirs

from fairlead.config.database_url import parse_connection
from fairlead.config.environment import Environment
from fairlead.config.mail_url import parse_mail_server
from fairlead.config.providers import list_origins, read_providers
from fairlead.config.secret import read_secret
from fairlead.ui.languages import LOCALE, SOURCE, list_translations

env = Environment(os.environ)

# Where Fairlead keeps its own things: the embedded database, the secret key, flows of editions.
FAIRLEAD_HOME = env.folder("FAIRLEAD_HOME", Path(platformdirs.user_data_path("fairlead")))
# Where the worker looks for new months of trade flows, a folder for each edition.
FAIRLEAD_NEW_FLOWS = (
    env.folder("FAIRLEAD_NEW_FLOWS", FAIRLEAD_HOME) if env.text("FAIRLEAD_NEW_FLOWS") else None
)
DEBUG = env.flag("FAIRLEAD_DEBUG", default=False)
ALLOWED_HOSTS = env.hosts("FAIRLEAD_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
HTTPS = env.flag("FAIRLEAD_HTTPS", default=False)
FAIRLEAD_PROXIES = env.networks("FAIRLEAD_PROXIES")
FAIRLEAD_DATABASE_URL = env.text("FAIRLEAD_DATABASE_URL")
embedded_durable = env.flag("FAIRLEAD_DATABASE_DURABLE", default=True)
secret = env.text("FAIRLEAD_SECRET_KEY")
default_language = env.choice(
    "FAIRLEAD_LANGUAGE", SOURCE, tuple(code for code, _ in list_translations())
)

owner_url = env.text("FAIRLEAD_DATABASE_OWNER_URL")
# How the connection differs while tables are brought up to date.
DATABASE_AS_OWNER: dict[str, Any] = {}
if owner_url and not FAIRLEAD_DATABASE_URL:
    env.blame(
        "FAIRLEAD_DATABASE_OWNER_URL",
        "expected FAIRLEAD_DATABASE_URL too: the embedded database has its own roles",
    )
if FAIRLEAD_DATABASE_URL:
    if owner_url:
        DATABASE_AS_OWNER = parse_connection(env, "FAIRLEAD_DATABASE_OWNER_URL", owner_url)
    DATABASES = {"default": parse_connection(env, "FAIRLEAD_DATABASE_URL", FAIRLEAD_DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "fairlead.config.embedded",
            "NAME": "fairlead",
            "OPTIONS": {"home": FAIRLEAD_HOME, "durable": embedded_durable},
        }
    }
    DATABASE_AS_OWNER = {
        "OPTIONS": {"home": FAIRLEAD_HOME, "durable": embedded_durable, "role": "owner"}
    }
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

# Links in mails begin with it; the first name of the site by default.
FAIRLEAD_SITE_URL = env.site_url("FAIRLEAD_SITE_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = env.mail_address("FAIRLEAD_MAIL_FROM", "fairlead@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
mail_url = env.text("FAIRLEAD_MAIL_URL")
if mail_url:
    globals().update(parse_mail_server(env, "FAIRLEAD_MAIL_URL", mail_url))
else:
    EMAIL_BACKEND = "fairlead.apps.messages.mail_files.EmailBackend"

if secret and len(secret) < 32:
    env.blame("FAIRLEAD_SECRET_KEY", "expected at least 32 characters that nobody can guess")
if not secret and FAIRLEAD_DATABASE_URL and not DEBUG:
    env.blame(
        "FAIRLEAD_SECRET_KEY",
        "expected at least 32 characters that nobody can guess, the same on every machine: "
        "with a database server of your own no key is made for you",
    )
IDENTITY_PROVIDERS = read_providers(env, "FAIRLEAD_OIDC")
# Forms may lead there: browsers hold what a form's answer redirects to against form-action.
FORM_ORIGINS = list_origins(IDENTITY_PROVIDERS)
env.refuse_unknown("FAIRLEAD_", known=("FAIRLEAD_SPARK_MASTER", "FAIRLEAD_SHARED_DATA"))
env.finish()
SECRET_KEY = secret or read_secret(FAIRLEAD_HOME)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "fairlead.sites.desk",  # its templates stand in place of django-allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "fairlead.apps.fairs",
    "fairlead.apps.work",
    "fairlead.apps.consent",
    "fairlead.apps.messages",
    "fairlead.apps.people",
    "fairlead.apps.exhibition",
    "fairlead.apps.congress",
    "fairlead.apps.attendance",
    "fairlead.apps.proposals",
    "fairlead.apps.trade",
    "fairlead.apps.meetings",
    "fairlead.apps.screening",
    "fairlead.apps.delegations",
    "fairlead.apps.market",
    "fairlead.apps.standing_search",
    "fairlead.apps.cooperation",
    "fairlead.apps.consortia",
    "fairlead.apps.practices",
    "fairlead.apps.transfer",
    "fairlead.apps.pipeline",
    "fairlead.apps.privacy",
    "fairlead.ui",
    "fairlead.sites.public",
    "fairlead.sites.office",
]
MIDDLEWARE = [
    "fairlead.config.text_language.TextLanguageMiddleware",
    "fairlead.config.preparing.FirstAddressesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "fairlead.config.security.ContentSecurityPolicyMiddleware",
    "fairlead.config.security.PrivateCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "fairlead.config.preparing.PreparationMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "fairlead.config.control_characters.ControlCharactersMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fairlead.config.unavailable.DatabaseUnavailableMiddleware",
    "fairlead.config.unstorable.UnstorableTextMiddleware",
    "fairlead.config.too_long.TooLongTextMiddleware",
]
ROOT_URLCONF = "fairlead.config.urls"
WSGI_APPLICATION = "fairlead.config.wsgi.application"
ASGI_APPLICATION = "fairlead.config.asgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "fairlead.ui.forms.renderer.PlainRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fairlead.sites.desk.account.frame.give_frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "fairlead.apps.people.passwords.SurpriseValidator"},
]

# Signing in: django-allauth, with limits of our own in front (decisions 661 and 662).
# The first takes passwords; the second finds who is signed in, whatever by.
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "fairlead.apps.people.account_backend.AccountBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_index"
ACCOUNT_ADAPTER = "fairlead.sites.desk.account.adapters.AccountAdapter"
MFA_ADAPTER = "fairlead.sites.desk.account.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "fairlead.sites.desk.account.adapters.ProviderAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Phones' clocks differ, and a code is typed for some seconds: the half minutes beside count too.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": IDENTITY_PROVIDERS}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = default_language
LANGUAGES = list(list_translations())
LOCALE_PATHS = [LOCALE]

# WhiteNoise finds the files where they lie, so nothing has to be collected before serving.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# A session ends after this, and sooner when it is idle (sites.office.access).
SESSION_ENGINE = "fairlead.apps.people.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fairlead.config.outdated_form.answer_outdated_form"
DEVICE_COOKIE_NAME = "device"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if HTTPS:
    # The proxy in front ends TLS and sets this header; serve only behind one that sets this header.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # A name that browsers take only with Secure, for the whole of this host and no other.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    DEVICE_COOKIE_NAME = "__Host-device"
    CSRF_TRUSTED_ORIGINS = [
        f"https://*{host}" if host.startswith(".") else f"https://{host}"
        for host in ALLOWED_HOSTS
        if host != "*"
    ]

SILENCED_SYSTEM_CHECKS = [
    # An account's address is unique without regard to case: account_email. With one backend it is
    # E003 that misses it, with more W004.
    "auth.E003",
    "auth.W004",
    "security.W002",  # no page is framed: frame-ancestors of the Content-Security-Policy
    "security.W021",  # whether a domain goes on the browsers' list is for its owner to say
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "fairlead.config.log_lines.PlainFormatter",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {
        "requests": {"()": "fairlead.config.log_lines.RequestFilter"},
        "queue": {"()": "fairlead.config.log_lines.QueueFilter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["requests", "queue"],
        },
        # Without any handler Python would write the record and its traceback all the same.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # A wrong Host is the visitor's business: answered with 400, and no line for each.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
