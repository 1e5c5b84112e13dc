"""How the site meets uvicorn: Django in threads, kept pages where the bytes come in."""
