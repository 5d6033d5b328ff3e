"""Settings of the site; what an operator may change comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from sangsaeng.site import environment

PACKAGE = Path(__file__).resolve().parent.parent

# Where the site is and what it keeps
BASE_URL = environment.text("BASE_URL", "http://localhost:8000").rstrip("/")
DEBUG = environment.switch("DEBUG")
SECRET_KEY = environment.secret_key()
ALLOWED_HOSTS = environment.listed(
    "HOSTS", f"{urlsplit(BASE_URL).hostname},localhost,127.0.0.1,[::1]"
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_ROOT = environment.DATA / "files"
# The ledger is signed with a key outside the database, and its checkpoints are listed beside it.
KEYS_ROOT = environment.DATA / "keys"
LEDGER_KEY = environment.text("LEDGER_KEY") or KEYS_ROOT / "ledger-ed25519.pem"
# Plaques are signed with keys in files of their own; a folder elsewhere may be a mounted secret.
ISSUER_KEYS = environment.text("ISSUER_KEYS") or KEYS_ROOT
TRANSPARENCY_ROOT = environment.DATA / "transparency"
LEDGER_ORIGIN = f"{urlsplit(BASE_URL).netloc}/ledger"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "sangsaeng.kernel",
    "sangsaeng.ledger",
    "sangsaeng.organizations",
    "sangsaeng.exchange",
    "sangsaeng.disclosure",
    "sangsaeng.fairs",
    "sangsaeng.programs",
    "sangsaeng.judging",
    "sangsaeng.honors",
    "sangsaeng.notices",
    "sangsaeng.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sangsaeng.web.middleware.PhonesFirst",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sangsaeng.web.middleware.PrivatePages",
    "sangsaeng.web.middleware.RefusalPages",
]

ROOT_URLCONF = "sangsaeng.site.urls"
WSGI_APPLICATION = "sangsaeng.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            # Loaders that are named are not kept by themselves: without this one every answer
            # would read and compile its templates anew.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sangsaeng.web.page.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Language and time
LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("한국어")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = environment.DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Signing in
AUTH_USER_MODEL = "kernel.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my"
ACCOUNT_ADAPTER = "sangsaeng.kernel.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "sangsaeng.kernel.accounts.SignUpForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[상생] "
SIGN_UP_IS_OPEN = environment.text("SIGN_UP", "open") == "open"
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.text("PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SOCIALACCOUNT_PROVIDERS = environment.sign_in_provider()
SOCIALACCOUNT_ONLY = False

# Looking business numbers up at the tax office: off without a key
REGISTRY_KEY = environment.text("REGISTRY_KEY")

# Mail goes to the outbox; the worker hands it to the transport
MAIL_TRANSPORT = environment.mail_transport()
MAIL_TRANSPORT_OPTIONS = environment.mail_options()
EMAIL_BACKEND = "sangsaeng.kernel.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "상생 <no-reply@localhost>")

# Matching of needs and offers: Kiwi's morphemes where it is installed, or pairs of letters
MATCHING = environment.text("MATCHING", "kiwi")
MATCHING_ROOT = environment.DATA / "matching"

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Safety
SECURE_SSL = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "sangsaeng.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
