#!/bin/sh
# Gives a running Payara Server 6 domain everything Catchment needs: database, queue, topic, connection factory, dead
# messages, durable writes, threads and statistics. Running it again changes nothing; remove.sh takes it all back.
#
#   install.sh [h2|postgresql]           default: h2, a file in the domain's folder, for trying out
#
# Environment:
#   PAYARA_HOME          the folder that contains bin/asadmin                                  (required)
#   ADMIN_HOST           where the domain is administered                                      localhost
#   ADMIN_PORT                                                                                 4848
#   ADMIN_USER                                                                                 admin
#   ADMIN_PASSWORD_FILE  asadmin's password file, with a line AS_ADMIN_PASSWORD=...            none: no password
#   DB_URL               the complete JDBC URL      h2: <domain>/data/catchment, postgresql: localhost:5432/catchment
#   DB_USER                                                                                    catchment
#   DB_PASSWORD_FILE     a file with the database password in its first line (postgresql)      none: see the alias
#   DB_PASSWORD_ALIAS    the password alias that holds it, made from the file when missing     catchment-database
#   DB_DRIVER_JAR        the PostgreSQL driver, added to the domain's lib when none is there
#   DB_STATEMENT_SECONDS a statement that takes longer is cancelled (postgresql)               50
#   HTTP_THREADS         request threads of the http-thread-pool (Payara's own default is 5)   64
#   JMS_ADMIN_USER       administrator of the embedded OpenMQ broker                           admin
#   JMS_ADMIN_PASSWORD                                                                         admin
#
# Restart the domain afterwards when the last line says so.
set -eu

database=${1:-h2}
. "$(dirname "$0")/common.sh"

case $database in
h2)
    data_source=org.h2.jdbcx.JdbcDataSource
    # Never closed: H2 2.2.224 may write a file that it cannot open again if it is closed after a start that followed a kill.
    url='jdbc:h2:file:${com.sun.aas.instanceRoot}/data/catchment;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1'
    password=catchment
    statement_seconds=-1
    ;;
postgresql)
    data_source=org.postgresql.ds.PGSimpleDataSource
    url='jdbc:postgresql://localhost:5432/catchment?reWriteBatchedInserts=true&connectTimeout=2&loginTimeout=2&socketTimeout=60&tcpKeepAlive=true&logServerErrorDetail=false&ApplicationName=catchment'
    password="\${ALIAS=${DB_PASSWORD_ALIAS:-catchment-database}}"
    statement_seconds=${DB_STATEMENT_SECONDS:-50}
    ;;
*) fail "The database is h2 or postgresql, not '$database'." ;;
esac
url=${DB_URL:-$url}

changed=no
need_restart=no

# set_to NAME VALUE: sets a dotted name unless it already has that value. Dots inside a part are written \. as in asadmin.
set_to() {
    if [ "$(value_of "$1")" != "$2" ]; then
        later "$1=$2"
        say "set $(plain "$1")"
        changed=yes
    fi
}

# set_shared KEY NAME VALUE: like set_to, for a setting all applications share; the value before is kept for remove.sh.
set_shared() {
    before=$(value_of "$2")
    if [ "$before" != "$3" ]; then
        has "$BEFORE-$1" || later "$BEFORE-$1=${before:--}"
        set_to "$2" "$3"
        need_restart=yes
    fi
}

make() {
    say "$1"
    shift
    asadmin "$@" >/dev/null
    changed=yes
}

read_state

# --- database ---------------------------------------------------------------------------------------------------------
if [ "$database" = postgresql ]; then
    if ! asadmin list-libraries | grep -q '^postgresql-.*\.jar'; then
        [ -f "${DB_DRIVER_JAR:-}" ] || fail "The domain has no PostgreSQL driver: name its jar in DB_DRIVER_JAR."
        make "added the driver $(basename "$DB_DRIVER_JAR")" add-library "$DB_DRIVER_JAR"
        asadmin set "$BEFORE-driver=$(basename "$DB_DRIVER_JAR")" >/dev/null
        need_restart=yes
    fi
    alias=${DB_PASSWORD_ALIAS:-catchment-database}
    if ! asadmin list-password-aliases | grep -qx "$alias"; then
        [ -r "${DB_PASSWORD_FILE:-}" ] || fail "There is no password alias '$alias': name a file with the password in DB_PASSWORD_FILE."
        { cat "${ADMIN_PASSWORD_FILE:-/dev/null}"; echo; echo "AS_ADMIN_ALIASPASSWORD=$(head -n 1 "$DB_PASSWORD_FILE")"; } >"$work/passwords"
        "$PAYARA_HOME/bin/asadmin" --host "$ADMIN_HOST" --port "$ADMIN_PORT" --user "$ADMIN_USER" --interactive=false \
            --passwordfile "$work/passwords" create-password-alias "$alias" >/dev/null
        asadmin set "$BEFORE-alias=$alias" >/dev/null
        say "made the password alias $alias"
        changed=yes
    fi
fi

pool=resources.jdbc-connection-pool.CatchmentPool
if has "$pool.name" && [ "$(value_of "$pool.datasource-classname")" != "$data_source" ]; then
    make "removed the connection pool of the other database" delete-jdbc-connection-pool --cascade=true CatchmentPool
    read_state
fi
has "$pool.name" || make "made the connection pool CatchmentPool" \
    create-jdbc-connection-pool --restype javax.sql.DataSource --datasourceclassname "$data_source" CatchmentPool
has resources.jdbc-resource.jdbc/Catchment.jndi-name || make "made the data source jdbc/Catchment" \
    create-jdbc-resource --connectionpoolid CatchmentPool jdbc/Catchment
read_state
set_to $pool.property.URL "$url"
set_to $pool.property.User "${DB_USER:-catchment}"
set_to $pool.property.Password "$password"
# A data source that is in use does not survive a change of these.
[ $changed = no ] || need_restart=yes
set_to $pool.steady-pool-size 2
set_to $pool.max-pool-size 30
set_to $pool.max-wait-time-in-millis 2000
set_to $pool.statement-timeout-in-seconds "$statement_seconds"
# Connection.isValid at every checkout, and all connections are dropped when one turns out dead: a database that was
# restarted is used again at once.
set_to $pool.connection-validation-method custom-validation
set_to $pool.validation-classname org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation
set_to $pool.is-connection-validation-required true
set_to $pool.fail-all-connections true

# --- messages ---------------------------------------------------------------------------------------------------------
# Before the first use of the broker, which may start it.
set_shared sync "$CONFIG.jms-service.property.imq\\.persist\\.file\\.sync\\.enabled" true
# OpenMQ fails a transaction that consumes more than 100 messages, and only when it ends.
set_shared consumed "$CONFIG.jms-service.property.imq\\.transaction\\.consumer\\.maxNumMsgs" 1000

has resources.connector-resource.jms/CatchmentConnectionFactory.jndi-name || make "made the connection factory" \
    create-jms-resource --restype jakarta.jms.ConnectionFactory jms/CatchmentConnectionFactory
has resources.admin-object-resource.jms/CatchmentDeliveries.jndi-name || make "made jms/CatchmentDeliveries" \
    create-jms-resource --restype jakarta.jms.Queue --property Name=CatchmentDeliveries jms/CatchmentDeliveries
has resources.admin-object-resource.jms/CatchmentEvents.jndi-name || make "made jms/CatchmentEvents" \
    create-jms-resource --restype jakarta.jms.Topic --property Name=CatchmentEvents jms/CatchmentEvents
# OpenMQ has exactly one queue of dead messages, and create-jms-resource refuses its name.
has resources.admin-object-resource.jms/CatchmentDeadLetters.jndi-name || make "made jms/CatchmentDeadLetters" \
    create-admin-object --restype jakarta.jms.Queue --raname jmsra --property Name=mq.sys.dmq jms/CatchmentDeadLetters
read_state
factory=resources.connector-connection-pool.jms/CatchmentConnectionFactory-Connection-Pool
set_to $factory.max-wait-time-in-millis 1500
set_all

destinations=$(asadmin list-jmsdest)
limits=MaxNumMsgs=-1:MaxTotalMsgBytes=-1:MaxBytesPerMsg=-1:MaxNumProducers=-1:LimitBehavior=REJECT_NEWEST:UseDMQ=true
echo "$destinations" | grep -qx CatchmentDeliveries || make "made the queue CatchmentDeliveries" \
    create-jmsdest --desttype queue --property $limits CatchmentDeliveries
echo "$destinations" | grep -qx CatchmentEvents || make "made the topic CatchmentEvents" \
    create-jmsdest --desttype topic --property $limits CatchmentEvents

# The queue of dead messages drops the oldest beyond 1,000 messages or 10 MiB: room for more.
if ! broker query dst -t q -n mq.sys.dmq | grep -q 'Max Number of Messages *100000$'; then
    broker update dst -t q -n mq.sys.dmq -o maxNumMsgs=100000 -o maxTotalMsgBytes=1024m >/dev/null
    say "made room for 100,000 dead messages"
    changed=yes
fi

properties=$(asadmin list-system-properties)
# OpenMQ brings back at once, hundreds of times a second, what is rolled back: Catchment delays it instead.
if ! echo "$properties" | grep -q '^catchment\.queue\.redelivery='; then
    make "set catchment.queue.redelivery=copy" create-system-properties catchment.queue.redelivery=copy
    need_restart=yes
fi

# In its default mode, without a connection, OpenMQ can miss the wake-up of a bean whose messages were there before it
# (SessionListener.process): after a crash none would be taken any more. Over a connection it cannot.
if ! echo "$properties" | grep -q '^imq\.jmsra\.direct='; then
    make "set imq.jmsra.direct=false" create-system-properties imq.jmsra.direct=false
    later "$BEFORE-direct=-"
    need_restart=yes
fi

# --- threads and statistics -------------------------------------------------------------------------------------------
set_shared http-threads "$CONFIG.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size" "${HTTP_THREADS:-64}"
# Not transaction-service: with it, transactions that begin while the server starts fail now and then, and with them the
# deployment (NoClassDefFoundError: ProbeRegistry).
for module in jdbc-connection-pool connector-connection-pool jms-service http-service thread-pool; do
    set_shared "monitor-$module" "$CONFIG.monitoring-service.module-monitoring-levels.$module" HIGH
done
set_all

if [ $need_restart = yes ]; then
    echo "Installed. Restart the domain now: some of this takes effect only then."
elif [ $changed = yes ]; then
    echo "Installed."
else
    echo "Nothing to do."
fi
