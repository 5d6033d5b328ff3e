"""Who may search: everybody, over what they may see."""

PERSONAS = ("anonymous", "outsider", "competitor", "member", "owner", "operator")
ROUTES = {"search": dict.fromkeys(PERSONAS, 200)}
