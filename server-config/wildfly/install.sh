#!/bin/sh
# Installs what catchment.war needs into a WildFly server. Running it again changes nothing; remove.sh takes it back.
#
#   WILDFLY_HOME=/opt/wildfly install.sh [h2|postgresql] [embedded-broker|remote-broker]        default: h2 embedded-broker
#
# remote-broker: an Artemis broker elsewhere instead of WildFly's own; see install-remote-broker.cli
#
# WILDFLY_HOME        where WildFly is; required
# JBOSS_BASE_DIR      the server's folder, if not $WILDFLY_HOME/standalone
# SERVER_CONFIG       default standalone-full.xml
# WILDFLY_CONTROLLER  host:port of a running server's management, such as 127.0.0.1:9990;
#                     without it the configuration of a stopped server is changed
# POSTGRESQL_JAR      for postgresql: the JDBC driver's jar; needed the first time only
#
# It changes the server's configuration file and, for postgresql, adds the module io.catchment.postgresql to WILDFLY_HOME.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/cli.sh"

database=${1:-h2}
broker=${2:-embedded-broker}
set -- "$here/install.cli"
case $broker in
embedded-broker) ;;
remote-broker) set -- "$here/install-remote-broker.cli" "$@" ;;
*) fail "The broker is embedded-broker or remote-broker, not '$broker'." ;;
esac
case $database in
h2) ;;
postgresql)
    add_driver_module
    set -- "$here/install-postgresql.cli" "$@"
    ;;
*) fail "The database is h2 or postgresql, not '$database'." ;;
esac
run_cli "$@"
