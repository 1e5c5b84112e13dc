#!/usr/bin/env bash
# What the whole test suite needs beside Python: Chromium (pages in a browser) and Java (the HTML
# validator). Installs what is missing where that is possible; the suite itself says which tests
# it skips otherwise.
set -euo pipefail

PATH="$PATH:/usr/sbin:/sbin"
has() { command -v "$1" >/dev/null 2>&1; }

missing=()
has "${CHROMIUM:-chromium}" || has chromium || has chromium-browser ||
  missing+=(chromium fonts-liberation)
# The Node that Playwright brings along needs this library.
ldconfig -p | grep libatomic.so.1 >/dev/null || missing+=(libatomic1)
has java || missing+=(default-jre-headless)

[ "${#missing[@]}" -gt 0 ] || exit 0
if [ "$(id -u)" -eq 0 ] && has apt-get; then
  printf '%s\n' "→ Installation de ${missing[*]} (quelques minutes)…"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    </dev/null >/dev/null || printf '%s\n' "L’installation de ${missing[*]} a échoué." >&2
fi
