#!/usr/bin/env bash
# Goes over to another version, node by node, without a visitor noticing:
#   release.sh v1.4          installs it beside those that are there, then goes over to it
#   release.sh --back v1.3   goes back to one that is still there
# A version only adds to the database, so that the one before works with it: see
# docs/operations.md. Stops at the first thing that fails; the nodes serve what they served.
#
# LIANES=/srv/lianes   its `depot` is a clone of the repository, `releases` has the versions,
#                      `current` leads to the one that is served
# NODES="8001 8002"    the ports of this machine, in the order in which they start again
set -euo pipefail

: "${LIANES:=/srv/lianes}" "${NODES:=8001 8002}"

say() { printf '→ %s\n' "$*"; }

go_over() {
  ln -sfn "$1" "$LIANES/.next"
  mv -T "$LIANES/.next" "$LIANES/current"
  # shellcheck disable=SC2086 - one word a node
  "$LIANES/current/deploy/roll.sh" $NODES
}

if [ "${1:-}" = --back ]; then
  release="$LIANES/releases/${2:?quelle version ?}"
  [ -x "$release/.venv/bin/python" ] || { echo "Cette version n’est plus là : $release" >&2; exit 1; }
  go_over "$release"
  exit
fi

version="${1:?quelle version ?}"
release="$LIANES/releases/${version//\//-}"
manage() { "$release/deploy/manage.sh" "$@"; }

say "Version $version"
git -C "$LIANES/depot" fetch --quiet --tags --force origin
commit="$(git -C "$LIANES/depot" rev-parse --verify --quiet "origin/$version^{commit}" ||
  git -C "$LIANES/depot" rev-parse --verify "$version^{commit}")"
mkdir -p "$release"
git -C "$LIANES/depot" archive "$commit" | tar -x -C "$release"
"$release/scripts/venv.sh" server
# The service may not write there: else Python would compile the site at each start.
"$release/.venv/bin/python" -m compileall -q -x '/\.venv/' "$release"

# Where the manifest of the static files goes; all else is only read.
mkdir -p "$release/var"
if id lianes >/dev/null 2>&1; then chown lianes: "$release/var"; fi
say "Fichiers statiques"
manage collectstatic --noinput --verbosity 0
if [ -e "$LIANES/current" ]; then
  say "Sauvegarde"
  manage backup
fi
say "Base de données"
manage migrate --noinput --verbosity 0
go_over "$release"
say "Agenda et recherche"
manage record_agenda
manage check_search_index --repair
