package io.catchment.publish;

/** How many events a subscription has still to be sent. */
record Backlog(String subscription, Long events) {}
