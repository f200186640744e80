package io.catchment.reconcile;

import io.catchment.store.StoredDeliveries;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Stored deliveries that need no database. */
final class KnownDeliveries extends StoredDeliveries {

  final Set<UUID> ids = ConcurrentHashMap.newKeySet();

  @Override
  public Set<UUID> among(Collection<UUID> some) {
    return some.stream().filter(ids::contains).collect(Collectors.toSet());
  }
}
