#!/bin/sh
# Takes back what install.sh made.
#
#   remove.sh               everything but the data and what belongs to the operator
#   remove.sh --with-data   these too: undelivered messages, the h2 database, settings, users, the database password
#
# Settings (environment variables), as given to install.sh:
#   CATCHMENT_HOME          default ./catchment-server
#   CATCHMENT_DATA          default $CATCHMENT_HOME/data
set -eu

fail() { echo "remove.sh: $1" >&2; exit 1; }

case ${1:-} in ''|--with-data) ;; *) fail "the only argument is --with-data, not '$1'." ;; esac
home=${CATCHMENT_HOME:-./catchment-server}
[ -f "$home/run.sh" ] || [ "${1:-}" = --with-data ] || fail "nothing of Catchment's is in $home."
data=${CATCHMENT_DATA:-$home/data}
if [ -f "$home/work/pid" ] && grep -qs payara-micro.jar "/proc/$(cat "$home/work/pid")/cmdline"; then
  fail "the server is running: stop it first, with kill $(cat "$home/work/pid")."
fi

rm -rf "$home/lib" "$home/deployments" "$home/work"
for file in run.sh admin.sh Admin.java preboot.txt postboot.txt postdeploy.txt broker.xml logging.properties; do rm -f "$home/$file"; done
if [ "${1:-}" = --with-data ]; then
  rm -rf "$data/activemq" "$data/h2"
  for file in catchment.properties users database.password; do rm -f "$home/$file"; done
  rmdir "$data" "$home" 2>/dev/null || true
  echo "Removed the server, its data and its settings."
else
  echo "Removed the server. Data stays in $data, and settings, users and the database password in $home."
fi
