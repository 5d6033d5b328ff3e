"""How the doors are hung: settings, addresses, the application server."""
