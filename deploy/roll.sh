#!/usr/bin/env bash
# Starts the nodes of this machine again one after the other, each once nginx sends visitors to the
# one before again:
#   deploy/roll.sh 8001 8002
# A node refuses them from the moment it ends until it has loaded the site, and nginx passes them on:
# none of them notices. Stops at the first node that is not ready, with the others as they were.
#
# RESTART=command   what starts the node of a port again, given the port  (systemctl restart lianes-web@…)
# SECONDS_TO_BE_READY                                                                    (60)
# SECONDS_TO_BE_ASKED   more than the fail_timeout of nginx, for which it leaves a node alone (7)
set -euo pipefail

restart() {
  if [ -n "${RESTART:-}" ]; then
    $RESTART "$1"
  else
    systemctl restart "lianes-web@$1"
  fi
}
probe() { curl --silent --max-time 5 "http://127.0.0.1:$1/sante/pret/"; }
is_ready() { curl --silent --fail --output /dev/null --max-time 5 "http://127.0.0.1:$1/sante/pret/"; }

for port in "$@"; do
  printf '→ Nœud %s… ' "$port"
  restart "$port"
  for ((waited = 0; waited < ${SECONDS_TO_BE_READY:-60}; waited++)); do
    is_ready "$port" && break
    sleep 1
  done
  if ! is_ready "$port"; then
    printf 'pas prêt : %s\n' "$(probe "$port" || true)" >&2
    exit 1
  fi
  printf 'prêt\n'
  sleep "${SECONDS_TO_BE_ASKED:-7}"
done
