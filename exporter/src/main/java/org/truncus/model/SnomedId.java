package org.truncus.model;

/**
 * The form of a SNOMED CT identifier: 6 to 18 digits, the last a check digit by Verhoeff's dihedral
 * scheme, so that a mistyped or invented code is told from a real one.
 */
final class SnomedId {

  private static final int[][] PERMUTATION = permutation();

  private SnomedId() {}

  static boolean valid(String id) {
    if (!id.matches("[1-9][0-9]{5,17}")) {
      return false;
    }
    int check = 0;
    for (int i = 0; i < id.length(); i++) {
      int digit = id.charAt(id.length() - 1 - i) - '0';
      check = product(check, PERMUTATION[i % PERMUTATION.length][digit]);
    }
    return check == 0;
  }

  /** Multiplication in the dihedral group of the pentagon: 0 to 4 turn, 5 to 9 turn over. */
  private static int product(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
    }
    return b < 5 ? 5 + (a - b) % 5 : (a - b + 5) % 5;
  }

  private static int[][] permutation() {
    int[][] powers = new int[8][];
    powers[0] = new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    powers[1] = new int[] {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    for (int power = 2; power < powers.length; power++) {
      powers[power] = new int[10];
      for (int digit = 0; digit < 10; digit++) {
        powers[power][digit] = powers[power - 1][powers[1][digit]];
      }
    }
    return powers;
  }
}
