#!/bin/sh
# Makes a user who may sign in to Catchment's console and call its API, on a running domain. Run again, it changes his
# password and role.
#
#   PAYARA_HOME=/opt/payara6 add-user.sh ann operator         operator or viewer
#
# Asks for the password, or reads it from the first line of its input. In force at once, without a restart.
#
# Environment: as in install.sh
set -eu

. "$(dirname "$0")/common.sh"

[ $# -eq 2 ] || fail "Name the user, and his role: operator or viewer."
case $2 in
operator | viewer) ;;
*) fail "The role is operator or viewer, not '$2'." ;;
esac

# So that what is to be done at the end is done then too.
trap 'exit 130' INT TERM HUP
if [ -t 0 ]; then
    trap 'stty echo; rm -rf "$work"' EXIT
    printf 'Password: ' >&2
    stty -echo
    IFS= read -r password || true
    echo >&2
else
    IFS= read -r password || true
fi
[ -n "$password" ] || fail "The password is empty."
[ -z "$(printf '%s' "$password" | LC_ALL=C tr -d '\000-\177')" ] ||
    fail "Payara's tool takes no password with other characters than those of ASCII."

# In one file with the administrator's, for asadmin takes one. It is read as a file of properties, in which a backslash
# means something, and a blank at the beginning nothing.
[ -z "${ADMIN_PASSWORD_FILE:-}" ] || cat "$ADMIN_PASSWORD_FILE" >"$work/passwords"
escaped=$(printf '%s\n' "$password" | sed 's/\\/\\\\/g; s/^[[:blank:]]/\\&/')
printf '\nAS_ADMIN_USERPASSWORD=%s\n' "$escaped" >>"$work/passwords"
ADMIN_PASSWORD_FILE=$work/passwords

command=create-file-user
asadmin list-file-users >"$work/users"
! grep -qx "$(printf '%s' "$1" | sed 's/[][\.*^$]/\\&/g') *" "$work/users" || command=update-file-user
asadmin $command --groups "catchment-$2" "$1" >/dev/null
echo "$1 may sign in as $2."
