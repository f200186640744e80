#!/bin/sh
# Installs what catchment.war needs into a WildFly server. Running it again changes nothing; remove.sh takes it back.
#
#   WILDFLY_HOME=/opt/wildfly install.sh [h2|postgresql]        default: h2
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
case $database in
h2) run_cli "$here/install.cli" ;;
postgresql)
    add_driver_module
    run_cli "$here/install-postgresql.cli" "$here/install.cli"
    ;;
*) fail "The database is h2 or postgresql, not '$database'." ;;
esac
