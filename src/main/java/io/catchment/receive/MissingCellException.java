package io.catchment.receive;

import java.io.IOException;

/** A file of addresses that is sound, and has none of a cell that counts. */
class MissingCellException extends IOException {
  private static final long serialVersionUID = 1L;

  MissingCellException(String cell) {
    super("The file has no ranges of the cell " + cell + ".");
  }
}
