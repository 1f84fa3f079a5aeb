"""Flask applications, one for each first label of the host that they are asked by."""

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path[:0] = [here, os.path.join(here, "../../../servers/fixtures")]

from zoo_app import create_app  # noqa: E402

from serve_wsgi import serve  # noqa: E402

apps = {}


def by_host(environ, start_response):
    name = environ["HTTP_HOST"].split(".")[0]
    # A load balancer names the instance that it sends a request to: each has the secret that it was given.
    instance = environ.get("HTTP_X_INSTANCE", "")
    app = apps.get((name, instance))
    if app is None:
        app = apps[(name, instance)] = create_app(name, instance)
    return app(environ, start_response)


serve(by_host)
