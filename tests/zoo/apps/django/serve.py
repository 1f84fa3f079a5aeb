"""A Django project with Django's own sign-in, served on a port that the system picks."""

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [here, os.path.join(here, "../../../servers/fixtures")]
os.environ["DJANGO_SETTINGS_MODULE"] = "zoo_settings"

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from serve_wsgi import serve  # noqa: E402

django.setup()
call_command("migrate", verbosity=0, run_syncdb=True)

from django.contrib.auth.models import User  # noqa: E402

User.objects.create(username="Ada")
serve(get_wsgi_application())
