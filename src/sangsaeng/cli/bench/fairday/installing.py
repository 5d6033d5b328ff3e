"""Makes an installation with a large published fair, in a process of its own; prints its phones and desk."""

import dataclasses
import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sangsaeng.site.settings")


def main() -> None:
    """Install for as many participants as the first argument says."""
    import django

    django.setup()
    from django.core.management import call_command

    from sangsaeng.kernel import clock
    from sangsaeng.sample.crowd import gather_crowd

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    crowd = gather_crowd(int(sys.argv[1]), at=clock.now())
    print(json.dumps(dataclasses.asdict(crowd)))


if __name__ == "__main__":
    main()
