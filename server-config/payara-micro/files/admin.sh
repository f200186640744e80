#!/bin/sh
# Looks into and steers the running server: "admin.sh" alone lists the commands. Needs a JDK, and the server's user.
set -eu
exec "${CATCHMENT_JAVA:-java}" -Xmx64m @HOME@/Admin.java @HOME@ "$@"
