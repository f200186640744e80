package io.catchment.event;

import java.nio.charset.StandardCharsets;

/**
 * A text as its bytes of UTF-8, of which parts are cut out by characters. Forwards only: each byte
 * is looked at once.
 *
 * <p>Of bytes that are no UTF-8 the parts are any. Not safe for more than one thread.
 */
final class Utf8Text {

  /** The most bytes that a character has. */
  static final int LONGEST = 4;

  private final byte[] bytes;
  private int index;
  private int characters;

  Utf8Text(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean isContinuation(byte b) {
    return (b & 0b1100_0000) == 0b1000_0000;
  }

  /**
   * Where so many characters end that follow the beginning of the text; its end if it has not as
   * many. Not before an earlier end.
   */
  int indexOf(int character) {
    while (characters < character && index < bytes.length) {
      // Beyond the basic plane: one character of four bytes, two of Java's.
      characters += (bytes[index] & 0b1111_1000) == 0b1111_0000 ? 2 : 1;
      do {
        index++;
      } while (index < bytes.length && isContinuation(bytes[index]));
    }
    return index;
  }

  byte at(int place) {
    return bytes[place];
  }

  String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }
}
