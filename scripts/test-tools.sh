#!/usr/bin/env bash
# What the whole test suite needs beside Python: Chromium (pages in a browser), Java (the HTML
# validator), Node and its modules (calendar readers), and what a server has: nginx, systemd's
# checks, PostgreSQL's tools. Installs what is missing where that is possible; the suite itself says
# which tests it skips otherwise.
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

has nginx || missing+=(nginx-light)
compgen -G "/etc/nginx/modules-enabled/*brotli-static.conf" >/dev/null ||
  missing+=(libnginx-mod-http-brotli-static)
has systemd-analyze || missing+=(systemd)
has pg_dump || missing+=(postgresql-client)
has curl || missing+=(curl)
has openssl || missing+=(openssl)

# Debian would start what it installs, on ports that may be taken: the tests start their own nginx.
keep_nginx_quiet() {
  [[ " ${missing[*]} " == *" nginx"* ]] && [ ! -e /usr/sbin/policy-rc.d ] || return 0
  printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}

if [ "${#missing[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && has apt-get; then
  printf '%s\n' "→ Installation de ${missing[*]} (quelques minutes)…"
  export DEBIAN_FRONTEND=noninteractive
  keep_nginx_quiet
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    </dev/null >/dev/null || printf '%s\n' "L’installation de ${missing[*]} a échoué." >&2
fi

modules=tests/npm/node_modules
if has npm && ! cmp -s tests/npm/package.json "$modules/.installed"; then
  npm install --prefix tests/npm --no-package-lock --no-audit --no-fund --silent --ignore-scripts \
    </dev/null >/dev/null && cp tests/npm/package.json "$modules/.installed" ||
    printf '%s\n' "L’installation des modules de tests/npm a échoué." >&2
fi
