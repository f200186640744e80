#!/bin/sh
# Makes a user who may sign in to Catchment's console and call its API. Run again, it changes his password and role.
#
#   WILDFLY_HOME=/opt/wildfly add-user.sh ann operator        operator or viewer
#
# Asks for the password, or reads it from the first line of its input. While WildFly's own tool runs, a second or two,
# whoever may list the processes of this machine sees it. In force at once, without a restart.
#
# WILDFLY_HOME     where WildFly is; required
# JBOSS_BASE_DIR   the server's folder, if not $WILDFLY_HOME/standalone
set -eu

fail() {
    echo "$1" >&2
    exit 1
}

WILDFLY_HOME=${WILDFLY_HOME:-${JBOSS_HOME:-}}
[ -n "$WILDFLY_HOME" ] || fail "Set WILDFLY_HOME to WildFly's folder."
[ -f "$WILDFLY_HOME/bin/add-user.sh" ] || fail "There is no WildFly in $WILDFLY_HOME (bin/add-user.sh is missing)."
[ $# -eq 2 ] || fail "Name the user, and his role: operator or viewer."
case $2 in
operator | viewer) ;;
*) fail "The role is operator or viewer, not '$2'." ;;
esac

# So that what is to be done at the end is done then too.
trap 'exit 130' INT TERM HUP
if [ -t 0 ]; then
    trap 'stty echo' EXIT
    printf 'Password: ' >&2
    stty -echo
    IFS= read -r password || true
    echo >&2
else
    IFS= read -r password || true
fi
[ -n "$password" ] || fail "The password is empty."
case $password in
-*) fail "WildFly's tool takes no password that begins with a hyphen." ;;
esac

sh "$WILDFLY_HOME/bin/add-user.sh" -a -s -sc "${JBOSS_BASE_DIR:-$WILDFLY_HOME/standalone}/configuration" \
    -u "$1" -p "$password" -g "catchment-$2"
echo "$1 may sign in as $2."
