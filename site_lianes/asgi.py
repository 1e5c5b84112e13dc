"""The ASGI application that uvicorn serves: the WSGI one, in threads."""

from django.conf import settings

from site_lianes.core.serving.threads import InThreads
from site_lianes.wsgi import application as site

application = InThreads(site, settings.THREADS)
