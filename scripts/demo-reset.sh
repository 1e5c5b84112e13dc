#!/usr/bin/env bash
# Moves the SQLite database, the media and the password made for them aside: nothing is lost.
set -euo pipefail

if [ -n "${DATABASE_URL:-}" ]; then
  echo "make demo-reset n’agit que sur SQLite : videz vous-même la base de DATABASE_URL." >&2
  exit 1
fi
cd "$DATA_DIR" 2>/dev/null || exit 0

aside="avant-$(date +%Y%m%d-%H%M%S)"
for name in db.sqlite3 db.sqlite3-wal db.sqlite3-shm media admin-password; do
  [ -e "$name" ] || continue
  mkdir -p "$aside"
  mv "$name" "$aside/"
done
[ ! -d "$aside" ] || echo "→ Anciennes données gardées dans $DATA_DIR/$aside"
