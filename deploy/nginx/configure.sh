#!/usr/bin/env bash
# Writes the configuration of nginx for this site:   HOST=… deploy/nginx/configure.sh [/etc/nginx]
#
# HOST         the public name, that of SITE_URL                            (demanded)
# ALIASES      other names, which lead to it (their certificate is the same)
# NODES        where the application answers              (127.0.0.1:8001 127.0.0.1:8002)
# DATA_DIR     what holds static/ and media/                              (/var/lib/lianes)
# CERTIFICATE, KEY                    (/etc/letsencrypt/live/$HOST/fullchain.pem, privkey.pem)
# HTTP, HTTPS, PAGES, CACHE, LOG, ACME, IPV6=no          ports, folders: see below
#
# Nothing is read by nginx before `nginx -t && systemctl reload nginx`.
set -euo pipefail
cd "$(dirname "$0")"

conf="${1:-/etc/nginx}"
: "${HOST:?HOST=lianes.example deploy/nginx/configure.sh}"
: "${NODES:=127.0.0.1:8001 127.0.0.1:8002}" "${DATA_DIR:=/var/lib/lianes}" "${ALIASES:=}"
: "${CERTIFICATE:=/etc/letsencrypt/live/$HOST/fullchain.pem}"
: "${KEY:=/etc/letsencrypt/live/$HOST/privkey.pem}"
: "${HTTP:=80}" "${HTTPS:=443}" "${IPV6:=yes}"
: "${PAGES:=/run/lianes-pages}" "${CACHE:=/var/cache/nginx/lianes}" "${LOG:=/var/log/nginx}" "${ACME:=/var/www/html}"

nodes=""
for node in $NODES; do
  # Three failures in a row, and the node is left alone for five seconds (see deploy/roll.sh).
  nodes+="    server $node max_fails=3 fail_timeout=5s;\\n"
done
# Debian: libnginx-mod-http-brotli-static.
brotli=""
if compgen -G "/etc/nginx/modules-enabled/*brotli-static.conf" >/dev/null; then
  brotli="brotli_static on;"
fi
[ "$IPV6" = yes ] && ipv6="" || ipv6='/listen \[::\]/d'

render() {
  sed -e "s|@NODES@|${nodes%\\n}|" -e "s|@HOST@|$HOST|g" -e "s|@ALIASES@|$ALIASES|g" \
    -e "s|@HTTP@|$HTTP|g" -e "s|@HTTPS@|$HTTPS|g" -e "s|@CONF@|$conf|g" -e "s|@ROOT@|$DATA_DIR|g" \
    -e "s|@CERTIFICATE@|$CERTIFICATE|g" -e "s|@KEY@|$KEY|g" -e "s|@PAGES@|$PAGES|g" -e "s|@CACHE@|$CACHE|g" \
    -e "s|@LOG@|$LOG|g" -e "s|@ACME@|$ACME|g" -e "s|@BROTLI@|$brotli|g" -e "$ipv6" \
    -e "s|server_name \(.*[^ ]\) *;|server_name \1;|" "$1"
}

# A page that asks for nothing else, for what the application cannot say itself.
page() {
  sed -e "s|@TITLE@|$2|g" -e "s|@TEXT@|$3|" page.html >"$conf/lianes/$1.html"
}

mkdir -p "$conf/lianes" "$conf/sites-enabled" "$CACHE" "$ACME"
for file in lianes/*.conf; do
  render "$file" >"$conf/$file"
done
page 503 "Le site est momentanément indisponible" "Ce n’est pas de votre fait, et rien n’est perdu. \
Réessayez dans une minute. Si vous remplissiez un formulaire, le bouton de retour de votre navigateur \
vous y ramène."
page 413 "Cet envoi est trop lourd" "Envoyez moins de fichiers à la fois, ou des fichiers plus légers : \
100 Mo au plus en tout. Le bouton de retour de votre navigateur vous ramène au formulaire."
page 429 "Trop de demandes à la fois" "Attendez une minute, puis réessayez."
render lianes.conf >"$conf/sites-enabled/lianes.conf"
