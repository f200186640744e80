#!/bin/sh
# Prepares Payara Micro with an embedded, durable ActiveMQ broker for Catchment, in one self-contained folder.
#
#   install.sh [h2|postgresql]            the database; h2 when nothing is said
#
# Running it again with the same settings changes nothing. It never touches the data folder, and it keeps the three
# files that belong to the operator: catchment.properties, database.password and users.
#
# Settings (environment variables):
#   CATCHMENT_HOME            the folder to make                                          default ./catchment-server
#   CATCHMENT_WAR             catchment.war                                               required
#   CATCHMENT_EXTRA_WARS      more archives to deploy beside it, separated by colons      default none
#   PAYARA_MICRO_JAR          payara-micro-6.2025.10.jar                                  required
#   ACTIVEMQ_RAR              activemq-rar-6.1.8.rar                                      required
#   POSTGRESQL_JAR            postgresql-42.7.14.jar                                      required for postgresql
#   CATCHMENT_DATA            messages, and the database when it is h2                    default $CATCHMENT_HOME/data
#   CATCHMENT_HTTP_ADDRESS    address to listen on                                        default 127.0.0.1
#   CATCHMENT_HTTP_PORT       port to listen on                                           default 8080
#   CATCHMENT_DB_URL          JDBC address        default h2: a file in the data folder;
#                                                 postgresql: jdbc:postgresql://127.0.0.1:5432/catchment with time-outs
#   CATCHMENT_DB_USER         database user                                               default catchment
#   CATCHMENT_DB_PASSWORD     written to database.password when that file does not exist  default catchment for h2
#   CATCHMENT_STORE_LIMIT     the most the broker may keep on disk                        default 20 gb
#
# The folder then has run.sh, which starts the server in the foreground, and admin.sh, which looks into the running server.
# Settings of run.sh (environment variables, read at each start):
#   CATCHMENT_JAVA            the java command, 17 or later                               default java
#   CATCHMENT_HEAP            the largest heap                                            default 1g
#   CATCHMENT_JAVA_OPTIONS    more options for java, such as -Dname=value                 default none
#   CATCHMENT_DB_PASSWORD     wins over the file database.password
set -eu

fail() { echo "install.sh: $1" >&2; exit 1; }
require_file() { [ -f "$2" ] || fail "$1 must name an existing file, and '$2' is none."; }

database=${1:-h2}
case $database in h2|postgresql) ;; *) fail "the database is h2 or postgresql, not '$database'." ;; esac

here=$(cd "$(dirname "$0")" && pwd)
home=${CATCHMENT_HOME:-./catchment-server}
require_file CATCHMENT_WAR "${CATCHMENT_WAR:-}"
require_file PAYARA_MICRO_JAR "${PAYARA_MICRO_JAR:-}"
require_file ACTIVEMQ_RAR "${ACTIVEMQ_RAR:-}"
[ "$database" = h2 ] || require_file POSTGRESQL_JAR "${POSTGRESQL_JAR:-}"

mkdir -p "$home"
home=$(cd "$home" && pwd)
data=${CATCHMENT_DATA:-$home/data}
case $data in /*) ;; *) data=$(pwd)/$data ;; esac
case $home$data in *[!A-Za-z0-9/._-]*) fail "the folders may only have letters, digits and . _ - in their names: $home $data" ;; esac
if [ "$database" = h2 ]; then
  # Never closed: H2 2.2.224 may write a file that it cannot open again if it is closed after a start that followed a kill.
  url="jdbc:h2:file:$data/h2/catchment;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1"
  data_source_class=org.h2.jdbcx.JdbcDataSource
  password=${CATCHMENT_DB_PASSWORD:-catchment}
else
  url="jdbc:postgresql://127.0.0.1:5432/catchment?reWriteBatchedInserts=true&connectTimeout=2&loginTimeout=2&socketTimeout=60&tcpKeepAlive=true&logServerErrorDetail=false"
  data_source_class=org.postgresql.ds.PGSimpleDataSource
  password=${CATCHMENT_DB_PASSWORD:-}
fi
url=${CATCHMENT_DB_URL:-$url}
user=${CATCHMENT_DB_USER:-catchment}

# The archives.
copy() { cmp -s "$1" "$2" || cp "$1" "$2"; }
mkdir -p "$home/lib/database" "$home/deployments"
copy "$PAYARA_MICRO_JAR" "$home/lib/payara-micro.jar"
copy "$ACTIVEMQ_RAR" "$home/lib/activemq-rar.rar"
if [ "$database" = postgresql ]; then copy "$POSTGRESQL_JAR" "$home/lib/database/postgresql.jar"
else rm -f "$home/lib/database/postgresql.jar"; fi

# The connection pools count nothing without Payara's own agent, which Micro packs but does not load.
agent=MICRO-INF/runtime/flashlight-agent.jar
if command -v unzip >/dev/null; then unzip -p "$PAYARA_MICRO_JAR" $agent > "$home/lib/agent.new"
else ( cd "$home/lib" && jar xf payara-micro.jar $agent && mv $agent agent.new && rm -r MICRO-INF ); fi
copy "$home/lib/agent.new" "$home/lib/flashlight-agent.jar"
rm "$home/lib/agent.new"

# Only the archives named this time stay deployed.
wanted=" catchment.war "
copy "$CATCHMENT_WAR" "$home/deployments/catchment.war"
old_ifs=$IFS; IFS=:
for war in ${CATCHMENT_EXTRA_WARS:-}; do
  [ -n "$war" ] || continue
  require_file CATCHMENT_EXTRA_WARS "$war"
  copy "$war" "$home/deployments/$(basename "$war")"
  wanted="$wanted$(basename "$war") "
done
IFS=$old_ifs
for war in "$home/deployments"/*; do
  case $wanted in *" $(basename "$war") "*) ;; *) rm -f "$war" ;; esac
done

# The server's files, with this installation's values in them. asadmin wants : = and \ in a property escaped.
escape() { printf '%s' "$1" | sed 's/[\\:=]/\\&/g'; }
literal() { printf '%s' "$1" | sed 's/[\\&|]/\\&/g'; }
fill() {
  sed -e "s|@HOME@|$home|g" -e "s|@DATA@|$data|g" \
      -e "s|@ADDRESS@|$(literal "${CATCHMENT_HTTP_ADDRESS:-127.0.0.1}")|g" -e "s|@PORT@|$(literal "${CATCHMENT_HTTP_PORT:-8080}")|g" \
      -e "s|@STORE_LIMIT@|$(literal "${CATCHMENT_STORE_LIMIT:-20 gb}")|g" \
      -e "s|@DATA_SOURCE_CLASS@|$data_source_class|g" \
      -e "s|@DB_URL@|$(literal "$(escape "$url")")|g" -e "s|@DB_USER@|$(literal "$(escape "$user")")|g" \
      "$here/files/$1" > "$home/$1.new"
  if cmp -s "$home/$1.new" "$home/$1"; then rm "$home/$1.new"; else mv "$home/$1.new" "$home/$1"; fi
}
for file in run.sh admin.sh Admin.java preboot.txt postboot.txt broker.xml logging.properties; do fill "$file"; done
rm -f "$home/postdeploy.txt" # of versions that turned statistics on when applications were running already
chmod 755 "$home/run.sh" "$home/admin.sh"

# What belongs to the operator is made once and then left alone.
keep() { [ -f "$home/$1" ] || ( umask 077; cat > "$home/$1" ); }
keep catchment.properties < "$here/files/catchment.properties"
keep users < "$here/files/users"
[ -z "$password" ] || printf '%s\n' "$password" | keep database.password

echo "Prepared $home for $database. Settings go into $home/catchment.properties; start it with $home/run.sh"
