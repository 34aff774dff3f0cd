package org.truncus.dicom;

/** Value representations of PS3.5 section 6.2. */
public enum VR {
  AE(Kind.ASCII, 1),
  AS(Kind.ASCII, 1),
  AT(Kind.BINARY, 2),
  CS(Kind.ASCII, 1),
  DA(Kind.ASCII, 1),
  DS(Kind.ASCII, 1),
  DT(Kind.ASCII, 1),
  FD(Kind.BINARY, 8),
  FL(Kind.BINARY, 4),
  IS(Kind.ASCII, 1),
  LO(Kind.TEXT, 1),
  LT(Kind.PARAGRAPH, 1),
  OB(Kind.BINARY, 1),
  OD(Kind.BINARY, 8),
  OF(Kind.BINARY, 4),
  OL(Kind.BINARY, 4),
  OV(Kind.BINARY, 8),
  OW(Kind.BINARY, 2),
  PN(Kind.TEXT, 1),
  SH(Kind.TEXT, 1),
  SL(Kind.BINARY, 4),
  SQ(Kind.ITEMS, 1),
  SS(Kind.BINARY, 2),
  ST(Kind.PARAGRAPH, 1),
  SV(Kind.BINARY, 8),
  TM(Kind.ASCII, 1),
  UC(Kind.TEXT, 1),
  UI(Kind.ASCII, 1),
  UL(Kind.BINARY, 4),
  UN(Kind.BINARY, 1),
  UR(Kind.ASCII, 1),
  US(Kind.BINARY, 2),
  UT(Kind.PARAGRAPH, 1),
  UV(Kind.BINARY, 8);

  private enum Kind {
    ASCII,
    TEXT,
    PARAGRAPH,
    BINARY,
    ITEMS
  }

  private final Kind kind;
  private final int unit;

  VR(Kind kind, int unit) {
    this.kind = kind;
    this.unit = unit;
  }

  /** Whether the value is characters. */
  public boolean isString() {
    return kind == Kind.ASCII || isText();
  }

  /** Whether the value is characters of the data set's SpecificCharacterSet. */
  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.PARAGRAPH;
  }

  /** Whether a backslash separates values; it is an ordinary character in LT, ST, UT and UR. */
  public boolean isMultiValued() {
    return kind != Kind.PARAGRAPH && this != UR;
  }

  /** Bytes of one number: what is swapped between little and big endian. */
  public int unit() {
    return unit;
  }

  /** Whether the explicit form has two reserved bytes and a 32 bit length (PS3.5 section 7.1.2). */
  public boolean hasLongLength() {
    return switch (this) {
      case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
      default -> false;
    };
  }

  /** The byte that makes an odd length even: space for characters, NUL for the rest and for UI. */
  byte padding() {
    return (byte) (isString() && this != UI ? ' ' : 0);
  }

  /** The representation with this two-letter code, or null where there is none. */
  static VR of(int first, int second) {
    for (VR vr : VALUES) {
      if (vr.name().charAt(0) == first && vr.name().charAt(1) == second) {
        return vr;
      }
    }
    return null;
  }

  private static final VR[] VALUES = values();
}
