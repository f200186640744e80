# What install.sh and remove.sh share; not to be run.

fail() {
    echo "$*" >&2
    exit 1
}

say() {
    echo "  $*"
}

[ -x "${PAYARA_HOME:-}/bin/asadmin" ] || fail "PAYARA_HOME must name the folder that contains bin/asadmin."
[ -x "$PAYARA_HOME/mq/bin/imqcmd" ] || fail "$PAYARA_HOME has no OpenMQ: Payara Server Full is needed."
ADMIN_HOST=${ADMIN_HOST:-localhost}
ADMIN_PORT=${ADMIN_PORT:-4848}
ADMIN_USER=${ADMIN_USER:-admin}
CONFIG=configs.config.server-config
# Values before the installation are properties of the server, so that they live and move with the domain.
BEFORE=servers.server.server.property.catchment-before

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

asadmin() {
    "$PAYARA_HOME/bin/asadmin" --host "$ADMIN_HOST" --port "$ADMIN_PORT" --user "$ADMIN_USER" --interactive=false \
        ${ADMIN_PASSWORD_FILE:+--passwordfile "$ADMIN_PASSWORD_FILE"} --terse=true "$@"
}

plain() {
    printf '%s\n' "$1" | sed 's/\\//g'
}

# later NAME=VALUE: remembers what is to be set; set_all sets it. Each call of asadmin takes a second or two.
later() {
    printf '%s\n' "$1" >>"$work/later"
}

set_all() {
    [ -e "$work/later" ] || return 0
    set --
    while IFS= read -r setting; do
        set -- "$@" "$setting"
    done <"$work/later"
    asadmin set "$@" >/dev/null
    rm "$work/later"
}

# Reads the whole configuration once; value_of and has answer from it.
read_state() {
    asadmin get '*' >"$work/state"
}

value_of() {
    name=$(plain "$1") awk 'index($0, ENVIRON["name"] "=") == 1 { print substr($0, length(ENVIRON["name"]) + 2); exit }' "$work/state"
}

has() {
    name=$(plain "$1") awk 'index($0, ENVIRON["name"] "=") == 1 { found = 1 } END { exit !found }' "$work/state"
}

# OpenMQ's own tool, at the embedded broker of this domain.
broker() {
    printf 'imq.imqcmd.password=%s\n' "${JMS_ADMIN_PASSWORD:-admin}" >"$work/broker-password"
    broker_port=$(value_of $CONFIG.system-property.JMS_PROVIDER_PORT.value)
    "$PAYARA_HOME/mq/bin/imqcmd" "$@" -f -b "$ADMIN_HOST:${broker_port:-7676}" -u "${JMS_ADMIN_USER:-admin}" \
        -passfile "$work/broker-password" 2>"$work/broker-errors" || {
        cat "$work/broker-errors" >&2
        fail "The broker at $ADMIN_HOST:${broker_port:-7676} did not answer as it should."
    }
}
