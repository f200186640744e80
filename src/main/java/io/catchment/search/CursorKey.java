package io.catchment.search;

import io.catchment.store.Writers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What cursors are signed with, the same on every node and after every start: made by whichever
 * node first needs it, and kept in the database. Safe for any number of threads.
 */
@ApplicationScoped
class CursorKey {

  private static final int BYTES = 32;

  private static final String SELECT = "select bytes from search_key where id = 1";

  /** Waits for another node that does the same, and does nothing then. */
  private static final String INSERT =
      "insert into search_key (id, bytes) values (1, ?) on conflict do nothing";

  @Inject SearchTransaction transaction;
  @Inject Writers writers;
  private volatile byte[] key;

  /**
   * The 32 bytes. Not to be called in a transaction, for that might not see another node's key.
   * Throws what the database throws.
   */
  byte[] bytes() throws Exception {
    byte[] known = key;
    if (known == null) {
      known = read();
      key = known;
    }
    return known.clone();
  }

  private byte[] read() throws Exception {
    Optional<byte[]> found = transaction.with(CursorKey::find);
    if (found.isPresent()) {
      return found.get();
    }
    writers.write(() -> transaction.with(CursorKey::insert));
    return transaction.with(CursorKey::find).orElseThrow();
  }

  private static Optional<byte[]> find(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
    }
  }

  private static int insert(Connection connection) throws SQLException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setBytes(1, bytes);
      return statement.executeUpdate();
    }
  }
}
