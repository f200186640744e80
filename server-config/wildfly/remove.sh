#!/bin/sh
# Takes back what install.sh did: the server's configuration is as before. Undeploy catchment.war first.
#
#   WILDFLY_HOME=/opt/wildfly remove.sh        same variables as install.sh
#
# Files stay: the H2 database, the broker's journal (with any messages in it), users and their roles.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/cli.sh"

run_cli "$here/remove.cli"
remove_driver_module
