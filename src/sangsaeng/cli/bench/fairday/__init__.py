"""The fair's day under load: an installation, its server, phones that ask, a desk that writes."""
