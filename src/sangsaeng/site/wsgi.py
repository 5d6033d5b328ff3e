"""The application as a server runs it."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsaeng.site.settings")

# A phone that asks for a number waits for its turn several times; beside a page that is being
# written, the interpreter's usual five milliseconds for each turn would be most of its answer.
sys.setswitchinterval(0.001)

application = get_wsgi_application()
