"""Who is answered what by the interface for programs about benefits: a session opens nothing."""

from tests.web.matrix_benefits import PERSONAS

ROUTES = {"api:check_benefit": dict.fromkeys(PERSONAS, 401)}
