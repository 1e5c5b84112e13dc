#!/usr/bin/env bash
# manage.py with the settings of this server, as the user of the site:
#   deploy/manage.sh backup
# The file is read as systemd reads it: a line is a name, « = » and all that follows.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

while IFS= read -r line || [ -n "$line" ]; do
  case "$line" in
    [A-Z]*=*) export "${line?}" ;;
  esac
done <"${ENVIRONMENT_FILE:-/etc/lianes/environment}"
export DJANGO_SETTINGS_MODULE=site_lianes.settings.production
export DATA_DIR="${DATA_DIR:-/var/lib/lianes}" BACKUP_DIR="${BACKUP_DIR:-/var/backups/lianes}"
umask 0027

if [ "$(id -u)" -eq 0 ] && id lianes >/dev/null 2>&1; then
  exec runuser -u lianes -- .venv/bin/python manage.py "$@"
fi
exec .venv/bin/python manage.py "$@"
