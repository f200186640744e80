package io.catchment.search;

import io.catchment.filter.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and recognises the cursors of pages.
 *
 * <p>A cursor is signed together with the query that it belongs to, which it does not hold. So it
 * is taken for that query only, by every node that has the key, as long as the key is kept.
 */
@ApplicationScoped
class Cursors {

  /** In bytes. */
  static final int SIGNATURE_LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  @Inject CursorKey key;

  /**
   * The cursor for the page of a query that begins there; fit for an address as it is. Throws what
   * the database throws that has the key.
   */
  String write(EventQuery query, Position position) throws Exception {
    byte[] content = new Cursor(position, query.since(), query.until()).content();
    byte[] signed =
        ByteBuffer.allocate(content.length + SIGNATURE_LENGTH)
            .put(content)
            .put(signature(content, query))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
  }

  /**
   * Returns if we wrote this cursor for this query.
   *
   * @param position the position that it says
   * @throws BadQueryException if we did not
   */
  void requireOurs(String after, EventQuery query, Position position) throws Exception {
    byte[] expected = write(query, position).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, after.getBytes(StandardCharsets.UTF_8))) {
      throw Cursor.refusal();
    }
  }

  private byte[] signature(byte[] content, EventQuery query) throws Exception {
    Mac mac = Mac.getInstance(ALGORITHM);
    mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
    mac.update(content);
    for (String part : parts(query)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With its length, so that no part can be lengthened at the cost of the next.
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      mac.update(bytes);
    }
    return mac.doFinal();
  }

  /** What the cursor does not hold of its query. */
  private static List<String> parts(EventQuery query) {
    List<String> parts = new ArrayList<>();
    parts.add(query.order().name());
    parts.add(query.sources().toString());
    parts.add(query.filter().map(Filter::toString).orElse(""));
    parts.addAll(query.keywords().words());
    return parts;
  }
}
