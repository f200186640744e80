package io.catchment.hooks;

import io.catchment.okta.OktaTakenOverException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Records in memory, of which everybody gets a copy, as from a database. */
final class KeptRecords extends HookRecords {

  private final Map<String, HookEntity> rows = new ConcurrentHashMap<>();

  @Override
  Optional<HookEntity> find(String org) {
    return Optional.ofNullable(rows.get(org)).map(KeptRecords::copy);
  }

  @Override
  HookEntity change(String org, Change change) throws OktaTakenOverException {
    HookEntity row = find(org).orElseGet(() -> new HookEntity(org));
    change.make(row);
    rows.put(org, copy(row));
    return row;
  }

  @Override
  Void forget(String org) {
    rows.remove(org);
    return null;
  }

  private static HookEntity copy(HookEntity row) {
    try {
      HookEntity copy = new HookEntity("");
      for (Field field : HookEntity.class.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          field.set(copy, field.get(row));
        }
      }
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
