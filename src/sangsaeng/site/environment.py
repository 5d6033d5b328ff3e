"""What an operator may set: environment variables beginning with SANGSAENG_."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DATA = Path(os.environ.get("SANGSAENG_DATA", "var")).resolve()


def text(name: str, default: str = "") -> str:
    """Return a setting as text."""
    return os.environ.get(f"SANGSAENG_{name}", default).strip()


def switch(name: str, *, default: bool = False) -> bool:
    """Return a setting that is on or off."""
    return text(name, "on" if default else "off").lower() in {"1", "on", "true", "yes"}


def listed(name: str, default: str = "") -> list[str]:
    """Return a setting that is a list parted by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """Return the configured secret, or one made at the first start and kept with the data."""
    given = text("SECRET_KEY")
    if given:
        return given
    kept = DATA / "secret.key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text().strip()


def database() -> dict[str, object]:
    """Return Django's database settings: SQLite in the data folder, or the given PostgreSQL."""
    url = text("DATABASE")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "sangsaeng.sqlite3",
            # Writers queue instead of failing: a transaction takes its lock when it begins. The
            # queue is not in order of arrival, so a writer is given long to have its turn.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
            # Opening the file and reading its schema anew costs more than most questions asked of it.
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_transport() -> str:
    """Return how mail leaves: to files in the data folder, or to the given server."""
    kind = "smtp" if text("MAIL") else "filebased"
    return f"django.core.mail.backends.{kind}.EmailBackend"


def mail_options() -> dict[str, Any]:
    """Return where mail goes."""
    url = text("MAIL")
    if not url:
        return {"file_path": str(DATA / "mail")}
    parts = urlsplit(url)
    return {
        "host": parts.hostname or "localhost",
        "port": parts.port or 25,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }


def sign_in_provider() -> dict[str, object]:
    """Return the OpenID Connect provider, when one is configured."""
    if not text("OIDC_SERVER"):
        return {}
    return {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": text("OIDC_NAME", "기관 로그인"),
                    "client_id": text("OIDC_CLIENT"),
                    "secret": text("OIDC_SECRET"),
                    "settings": {"server_url": text("OIDC_SERVER")},
                }
            ]
        }
    }
