#!/usr/bin/env bash
# Makes .venv and brings it to what a lock file says:   scripts/venv.sh base|server|dev
#
# Does nothing, in a fraction of a second, when .venv already holds that lock file (compared by
# content) and still works. Anything less, such as an interrupted set-up or a Python that has gone,
# is repaired.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly wanted="$1"
readonly lock="requirements/$wanted.txt"
readonly python=".venv/bin/python"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "→ $*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

works() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

checksum() { cksum <"requirements/$1.txt"; }
stamp() { printf '%s' ".venv/.$1-installed"; }
is_installed() { [ "$(cat "$(stamp "$1")" 2>/dev/null)" = "$(checksum "$1")" ]; }

# Each lock file holds all that those before it hold.
is_ready() {
  local name
  works "$python" || return
  case "$wanted" in
    base) set -- base server dev ;;
    server) set -- server dev ;;
    *) set -- "$wanted" ;;
  esac
  for name; do
    is_installed "$name" && return
  done
  return 1
}

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if works "$name"; then
      command -v "$name"
      return
    fi
  done
  stop "Il faut Python 3.11 ou plus récent (commande « python3 ») : installez-le, puis relancez make."
}

# Debian ships Python without what makes a virtual environment.
ensure_venv_module() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installation du paquet python3-venv…"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null
    apt-get install -y -qq python3-venv </dev/null >/dev/null
  fi
  "$1" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "Il manque le paquet python3-venv : « sudo apt install python3-venv », puis relancez make."
}

make_environment() {
  local found
  found="$(find_python)"
  ensure_venv_module "$found"
  say "Création de l’environnement Python (.venv)…"
  "$found" -m venv --clear .venv
}

# One line a package instead of pip's five; its errors pass by, on the other stream.
show_progress() {
  local word rest count=0
  while read -r word rest; do
    case "$word" in
      Collecting) count=$((count + 1)) && printf '  %3d. %s\n' "$count" "${rest%% *}" ;;
      Installing) printf '  Mise en place de ces paquets (une demi-minute environ)…\n' ;;
    esac
  done
}

install_requirements() {
  say "Installation des paquets Python ($lock)…"
  rm -f "$(stamp "$wanted")"
  "$python" -m pip install --require-hashes --progress-bar off -r "$lock" | show_progress
  checksum "$wanted" >"$(stamp "$wanted")"
}

is_ready && exit
works "$python" && "$python" -m pip --version >/dev/null 2>&1 || make_environment
install_requirements
