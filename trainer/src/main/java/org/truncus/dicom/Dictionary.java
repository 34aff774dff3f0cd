package org.truncus.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** VR and keyword of the standard's tags that the modules met here use (PS3.6, PS3.7 annex E). */
public final class Dictionary {

  private record Entry(String representations, String keyword) {}

  private static final Map<Integer, Entry> ENTRIES = load();

  private Dictionary() {}

  /**
   * The VR of a tag: UN where it isn't known, UL for group lengths, LO for private creators, US for
   * tags that are US or SS.
   */
  public static VR vr(int tag) {
    Entry entry = ENTRIES.get(normal(tag));
    if (entry != null) {
      return VR.valueOf(entry.representations().substring(0, 2));
    }
    if (Tag.element(tag) == 0) {
      return VR.UL;
    }
    boolean creator = Tag.isPrivate(tag) && Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF;
    return creator ? VR.LO : VR.UN;
  }

  /** Whether the tag is US or SS as PixelRepresentation says. */
  static boolean followsPixelRepresentation(int tag) {
    Entry entry = ENTRIES.get(normal(tag));
    return entry != null && entry.representations().equals("US|SS");
  }

  /** The keyword of PS3.6, empty where the tag isn't known. */
  public static Optional<String> keyword(int tag) {
    return Optional.ofNullable(ENTRIES.get(normal(tag))).map(Entry::keyword);
  }

  /** Overlays repeat over the even groups 6000 to 601E. */
  private static int normal(int tag) {
    boolean overlay = (tag & 0xFFE10000) == 0x60000000;
    return overlay ? tag & 0xFF00FFFF : tag;
  }

  private static Map<Integer, Entry> load() {
    try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      Map<Integer, Entry> entries = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", 3);
          entries.put(Integer.parseUnsignedInt(parts[0], 16), new Entry(parts[1], parts[2]));
        }
      }
      return Map.copyOf(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
