package io.catchment.filter;

/**
 * Strings by their code points, which is also the order of their UTF-8 bytes: databases keep it
 * under the name of the collation C. Java's own order differs from U+E000 on.
 */
final class CodePointOrder {

  private CodePointOrder() {}

  static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        boolean alike = Character.isSurrogate(left) == Character.isSurrogate(right);
        return alike ? left - right : Character.isSurrogate(left) ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }
}
