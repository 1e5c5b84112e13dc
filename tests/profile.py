"""How much a run tries: CI=true tries hard, on SQLite.

What is tried is our own reading of what is asked; on PostgreSQL a short run shows that it is the
same there.
"""

import os

IS_THOROUGH = os.environ.get("CI") == "true" and not os.environ.get("DATABASE_URL")
