#!/bin/sh
# Starts Catchment on Payara Micro in the foreground: the process of this script becomes the server.
set -eu
home=@HOME@
data=@DATA@
if [ -f "$home/work/pid" ] && grep -qs "$home/lib/payara-micro.jar" "/proc/$(cat "$home/work/pid")/cmdline"; then
  echo "run.sh: this server is already running, as process $(cat "$home/work/pid")." >&2
  exit 1
fi
mkdir -p "$data/activemq" "$data/h2"
if [ -z "${CATCHMENT_DB_PASSWORD:-}" ]; then
  [ -f "$home/database.password" ] || { echo "run.sh: put the database password into $home/database.password." >&2; exit 1; }
  CATCHMENT_DB_PASSWORD=$(cat "$home/database.password")
fi
export CATCHMENT_DB_PASSWORD

# What Payara Micro unpacks is made anew at each start: nothing of a killed server can be in the way.
rm -rf "$home/work"
mkdir -p "$home/work/tmp"
echo $$ > "$home/work/pid"

set --
for war in "$home"/deployments/*; do set -- "$@" --deploy "$war"; done
for jar in "$home"/lib/database/*.jar; do [ ! -f "$jar" ] || set -- --addlibs "$jar" "$@"; done

cd "$home/work"
# A page of a System Log is larger than half of a region of the heap if the JVM chooses; CATCHMENT_JAVA_OPTIONS may differ.
# Statistics are turned on in preboot.txt: behind the deployment, their agent and requests would lock each other out.
# shellcheck disable=SC2086 # the options are several words on purpose
exec "${CATCHMENT_JAVA:-java}" "-Xmx${CATCHMENT_HEAP:-1g}" -XX:G1HeapRegionSize=8m -XX:+ExitOnOutOfMemoryError \
  "-javaagent:$home/lib/flashlight-agent.jar" "-Djava.io.tmpdir=$home/work/tmp" \
  -Dcom.sun.enterprise.connectors.inbound.ramid=activemq \
  ${CATCHMENT_JAVA_OPTIONS:-} \
  -jar "$home/lib/payara-micro.jar" \
  --nocluster --nohazelcast --disablephonehome --rootdir "$home/work/server" \
  --logproperties "$home/logging.properties" --enabledynamiclogging \
  --port @PORT@ --systemproperties "$home/catchment.properties" \
  --prebootcommandfile "$home/preboot.txt" --postbootcommandfile "$home/postboot.txt" "$@"
