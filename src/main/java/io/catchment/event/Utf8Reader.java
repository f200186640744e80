package io.catchment.event;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads bytes as UTF-8, and refuses what is not, by a {@link CharacterCodingException}.
 *
 * <p>A piece at a time: as one string a page of a System Log takes several times its size, in
 * pieces of memory that the garbage collector has most trouble with.
 *
 * <p>Not safe for more than one thread.
 */
final class Utf8Reader extends Reader {

  /** In bytes. */
  static final int PIECE = 8_192;

  /** What Java puts where bytes are no UTF-8. They may also hold it themselves. */
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private int nextPiece;
  private String piece = "";
  private int next;

  Utf8Reader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** As many as are asked for, or all that is left: given less, a parser copies what it has. */
  @Override
  public int read(char[] characters, int offset, int length) throws CharacterCodingException {
    int read = 0;
    while (read < length && (next < piece.length() || decodePiece())) {
      int number = Math.min(length - read, piece.length() - next);
      piece.getChars(next, next + number, characters, offset + read);
      next += number;
      read += number;
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  private boolean decodePiece() throws CharacterCodingException {
    if (nextPiece == bytes.length) {
      return false;
    }
    int length = Math.min(PIECE, bytes.length - nextPiece);
    while (length > PIECE - Utf8Text.LONGEST && isInside(nextPiece + length)) {
      length--;
    }
    piece = decode(nextPiece, length);
    next = 0;
    nextPiece += length;
    return true;
  }

  /** Whether a character begins before these bytes and ends in them. */
  private boolean isInside(int index) {
    return index < bytes.length && Utf8Text.isContinuation(bytes[index]);
  }

  /**
   * The strict decoder takes several times as long as the one that replaces what is wrong, and is
   * asked only if there is such a replacement.
   */
  private String decode(int start, int length) throws CharacterCodingException {
    String text = new String(bytes, start, length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0
        ? text
        : StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, length))
            .toString();
  }

  @Override
  public void close() {
    // There is nothing to be given back.
  }
}
