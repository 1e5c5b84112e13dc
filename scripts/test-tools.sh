#!/usr/bin/env bash
# What the whole test suite needs beside Python: Chromium (pages in a browser), Java (the HTML
# validator), Node and its modules (calendar readers). Installs what is missing where that is
# possible; the suite itself says which tests it skips otherwise.
set -euo pipefail

PATH="$PATH:/usr/sbin:/sbin"
has() { command -v "$1" >/dev/null 2>&1; }

missing=()
has "${CHROMIUM:-chromium}" || has chromium || has chromium-browser ||
  missing+=(chromium fonts-liberation)
# The Node that Playwright brings along needs this library.
ldconfig -p | grep libatomic.so.1 >/dev/null || missing+=(libatomic1)
has java || missing+=(default-jre-headless)
if ! has node; then
  missing+=(nodejs npm)
elif ! has npm && dpkg-query -W -f '${Version}' nodejs 2>/dev/null | grep -q dfsg; then
  # Not for a Node of another origin: Debian's npm would bring another Node in its place.
  missing+=(npm)
fi

if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && has apt-get; then
  printf '%s\n' "→ Installation de ${missing[*]} (quelques minutes)…"
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    </dev/null >/dev/null || printf '%s\n' "L’installation de ${missing[*]} a échoué." >&2
fi

modules=tests/npm/node_modules
if has npm && ! cmp -s tests/npm/package.json "$modules/.installed"; then
  npm install --prefix tests/npm --no-package-lock --no-audit --no-fund --silent --ignore-scripts \
    </dev/null >/dev/null && cp tests/npm/package.json "$modules/.installed" ||
    printf '%s\n' "L’installation des modules de tests/npm a échoué." >&2
fi
