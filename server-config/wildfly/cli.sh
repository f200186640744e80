# Shared by install.sh and remove.sh: runs .cli files on a stopped server, or on a running one (WILDFLY_CONTROLLER).

fail() {
    echo "$1" >&2
    exit 1
}

WILDFLY_HOME=${WILDFLY_HOME:-${JBOSS_HOME:-}}
[ -n "$WILDFLY_HOME" ] || fail "Set WILDFLY_HOME to WildFly's folder."
[ -f "$WILDFLY_HOME/bin/jboss-cli.sh" ] || fail "There is no WildFly in $WILDFLY_HOME (bin/jboss-cli.sh is missing)."
export JBOSS_HOME="$WILDFLY_HOME"
config=${SERVER_CONFIG:-standalone-full.xml}
if [ -n "${JBOSS_BASE_DIR:-}" ]; then
    export JAVA_OPTS="${JAVA_OPTS:-} -Djboss.server.base.dir=$JBOSS_BASE_DIR"
fi
driver_module=$WILDFLY_HOME/modules/io/catchment/postgresql

jboss_cli() {
    sh "$WILDFLY_HOME/bin/jboss-cli.sh" "$@"
}

# All files in one session, because starting one takes seconds.
run_cli() {
    script=$(mktemp)
    trap 'rm -f "$script"' EXIT
    if [ -n "${WILDFLY_CONTROLLER:-}" ]; then
        cat "$@" >"$script"
        jboss_cli --connect --controller="$WILDFLY_CONTROLLER" --file="$script"
    else
        echo "embed-server --server-config=$config --std-out=discard" >"$script"
        cat "$@" >>"$script"
        jboss_cli --file="$script"
    fi
}

add_driver_module() {
    if [ -d "$driver_module" ]; then
        return
    fi
    [ -f "${POSTGRESQL_JAR:-}" ] || fail "Set POSTGRESQL_JAR to the PostgreSQL JDBC driver's jar."
    jboss_cli --command="module add --name=io.catchment.postgresql --resources=$POSTGRESQL_JAR --dependencies=jakarta.transaction.api,java.sql,java.management,java.naming,java.xml,java.security.sasl"
    echo "Added the module io.catchment.postgresql to $WILDFLY_HOME/modules."
}

remove_driver_module() {
    if [ -d "$driver_module" ]; then
        jboss_cli --command="module remove --name=io.catchment.postgresql"
        echo "Removed the module io.catchment.postgresql from $WILDFLY_HOME/modules."
    fi
}
