#!/bin/sh
# Takes back what install.sh did, on a running domain. Running it again changes nothing. The database is left alone.
#
#   remove.sh
#
# Environment: as in install.sh, and
#   PURGE=yes            also when messages are still waiting: they are lost                    no
set -eu

. "$(dirname "$0")/common.sh"

# drop WHAT COMMAND...: says what is removed and removes it
drop() {
    say "removed $1"
    shift
    asadmin "$@" >/dev/null
}

read_state

if asadmin list-applications | grep -q '^catchment '; then
    fail "Catchment is still deployed: undeploy it first."
fi
waiting=$(broker list dst | awk '($1 == "CatchmentDeliveries" || $1 == "CatchmentEvents") && $8 > 0 { print $1 ": " $8 }')
if [ -n "$waiting" ] && [ "${PURGE:-no}" != yes ]; then
    fail "Messages are still waiting ($(echo "$waiting" | paste -sd, -)): PURGE=yes removes them as well."
fi

# --- messages ---------------------------------------------------------------------------------------------------------
for resource in CatchmentDeliveries CatchmentEvents CatchmentDeadLetters; do
    has resources.admin-object-resource.jms/$resource.jndi-name && drop "jms/$resource" delete-admin-object jms/$resource
done
has resources.connector-resource.jms/CatchmentConnectionFactory.jndi-name &&
    drop "the connection factory" delete-jms-resource jms/CatchmentConnectionFactory
destinations=$(asadmin list-jmsdest)
echo "$destinations" | grep -qx CatchmentDeliveries &&
    drop "the queue CatchmentDeliveries" delete-jmsdest --desttype queue CatchmentDeliveries
echo "$destinations" | grep -qx CatchmentEvents &&
    drop "the topic CatchmentEvents" delete-jmsdest --desttype topic CatchmentEvents
if broker query dst -t q -n mq.sys.dmq | grep -q 'Max Number of Messages *100000$'; then
    broker update dst -t q -n mq.sys.dmq -o maxNumMsgs=1000 -o maxTotalMsgBytes=10m >/dev/null
    say "the queue of dead messages holds 1,000 again"
fi

asadmin list-system-properties | grep -q '^catchment\.queue\.redelivery=' &&
    drop "catchment.queue.redelivery" delete-system-property catchment.queue.redelivery
has "$BEFORE-direct" && drop "imq.jmsra.direct" delete-system-property imq.jmsra.direct

# --- database ---------------------------------------------------------------------------------------------------------
has resources.jdbc-connection-pool.CatchmentPool.name &&
    drop "jdbc/Catchment and its connection pool" delete-jdbc-connection-pool --cascade=true CatchmentPool
has "$BEFORE-driver" && drop "the driver" remove-library "$(value_of "$BEFORE-driver")"
has "$BEFORE-alias" && drop "the password alias" delete-password-alias "$(value_of "$BEFORE-alias")"

# --- settings all applications share: what they were ------------------------------------------------------------------
restore() {
    if has "$BEFORE-$1"; then
        before=$(value_of "$BEFORE-$1")
        [ "$before" != - ] || before=
        later "$2=$before"
        say "put back $(plain "$2")"
    fi
}
restore sync "$CONFIG.jms-service.property.imq\\.persist\\.file\\.sync\\.enabled"
restore consumed "$CONFIG.jms-service.property.imq\\.transaction\\.consumer\\.maxNumMsgs"
restore http-threads "$CONFIG.thread-pools.thread-pool.http-thread-pool.max-thread-pool-size"
for module in jdbc-connection-pool connector-connection-pool jms-service http-service thread-pool; do
    restore "monitor-$module" "$CONFIG.monitoring-service.module-monitoring-levels.$module"
done
for property in $(sed -n 's/^\(servers\.server\.server\.property\.catchment-before-[^=]*\)=.*/\1/p' "$work/state"); do
    later "$property="
done
set_all

echo "Removed. Restart the domain when convenient: some of this takes effect only then."
