#!/bin/sh
# Puts another version of Catchment in place of the one that is deployed, on a running domain.
#
#   redeploy.sh catchment.war
#
# While Payara replaces an application it answers 404, which Okta never repeats. So the ports are closed meanwhile, some
# seconds: a call that reaches nobody is repeated. This concerns every application behind them.
#
# Environment: as in install.sh, and
#   LISTENERS            the listeners through which Okta comes        http-listener-1 http-listener-2
set -eu

. "$(dirname "$0")/common.sh"

war=${1:?"Name the archive to be deployed."}
[ -f "$war" ] || fail "There is no file $war."

# listeners true|false: opens or closes those that are open in normal times
listeners() {
    for listener in $open; do
        later "$CONFIG.network-config.network-listeners.network-listener.$listener.enabled=$1"
    done
    set_all
}

read_state
open=
for listener in ${LISTENERS:-http-listener-1 http-listener-2}; do
    [ "$(value_of "$CONFIG.network-config.network-listeners.network-listener.$listener.enabled")" != true ] || open="$open $listener"
done

# Whatever happens, also if this is interrupted, they are opened again.
trap 'listeners true; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
listeners false
asadmin deploy --force=true --name catchment "$war" >/dev/null
echo "Deployed."
