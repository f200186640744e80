package io.catchment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table as its entity describes it: whatever columns that has, the rows have them too. */
public final class EntityTable {

  private final String name;
  private final List<Field> fields;

  EntityTable(Class<?> entity) {
    name = entity.getAnnotation(Table.class).name();
    fields =
        Arrays.stream(entity.getDeclaredFields())
            .filter(f -> f.isAnnotationPresent(Column.class) || f.isAnnotationPresent(Id.class))
            .toList();
    fields.forEach(field -> field.setAccessible(true));
  }

  public String name() {
    return name;
  }

  /** Their names, in the order of the values. */
  public List<String> columns() {
    return fields.stream().map(EntityTable::column).toList();
  }

  private static String column(Field field) {
    Column column = field.getAnnotation(Column.class);
    return column == null || column.name().isEmpty() ? field.getName() : column.name();
  }

  /** What Hibernate would give to the database, but for an Instant; null stands for null. */
  List<Object> row(Object entity) {
    List<Object> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      try {
        Object value = field.get(entity);
        values.add(value instanceof Enum<?> constant ? constant.name() : value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}
