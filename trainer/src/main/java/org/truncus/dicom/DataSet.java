package org.truncus.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * A data set or an item: elements in the order of their tags (PS3.5 section 7). Not thread-safe.
 *
 * <p>Values read from a file stay the bytes they were. Text set here is encoded when it is written,
 * in the SpecificCharacterSet the data set then has; an item without one takes that of the data set
 * it was put into. Where a value isn't of its VR, accessors throw {@link InvalidDicomException}.
 */
public final class DataSet implements Iterable<Element> {

  private final TreeMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
  private DataSet parent;

  /** Whether the element is there, empty or not. */
  public boolean contains(int tag) {
    return elements.containsKey(tag);
  }

  /** The first value, padding taken off; empty where there is no element or no value. */
  public Optional<String> string(int tag) {
    List<String> values = strings(tag);
    return values.isEmpty() || values.get(0).isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(0));
  }

  /** All values as text, padding taken off; numbers in decimal. */
  public List<String> strings(int tag) {
    Element element = elements.get(tag);
    if (element == null || element instanceof Element.Sequence) {
      return List.of();
    }
    if (element instanceof Element.Text text) {
      return Values.split(text.vr(), text.value());
    }
    VR vr = valueVr(element);
    CharacterSet set = vr.isText() ? characterSet() : CharacterSet.of(List.of());
    return Values.strings(tag, vr, held(element), set);
  }

  /** The first value as a whole number, of IS, US, SS, UL, SL, AT. */
  public OptionalInt integer(int tag) {
    int[] all = integers(tag);
    return all.length == 0 ? OptionalInt.empty() : OptionalInt.of(all[0]);
  }

  /** All values as whole numbers; UL and AT above 2^31 come as their signed bit pattern. */
  public int[] integers(int tag) {
    double[] numbers = decimals(tag);
    int[] whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      long number = (long) numbers[i];
      if (number != numbers[i] || number < Integer.MIN_VALUE || number > 0xFFFF_FFFFL) {
        throw new InvalidDicomException(
            Tag.describe(tag) + ": the value is no whole number of 32 bits");
      }
      whole[i] = (int) number;
    }
    return whole;
  }

  /** The first value as a number, of DS, IS, FL, FD and the binary integers. */
  public OptionalDouble decimal(int tag) {
    double[] all = decimals(tag);
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
  }

  /** All values as numbers; none where there is no element. */
  public double[] decimals(int tag) {
    Element element = elements.get(tag);
    return element == null ? new double[0] : Values.decimals(tag, valueVr(element), held(element));
  }

  /** The value's bytes, numbers little endian; empty where there is no element. */
  public byte[] bytes(int tag) {
    Element element = elements.get(tag);
    return element == null ? new byte[0] : held(element).clone();
  }

  /** The items of a sequence, in order; none where there is no element. Changes show through. */
  public List<DataSet> items(int tag) {
    return elements.get(tag) instanceof Element.Sequence sequence ? sequence.items() : List.of();
  }

  /** The VR of the element, or of the dictionary where it isn't there. */
  public VR vr(int tag) {
    Element element = elements.get(tag);
    return element == null ? Dictionary.vr(tag) : element.vr();
  }

  /** The element as it is held. */
  public Optional<Element> element(int tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  /** Tags in order; not to be changed. */
  public Set<Integer> tags() {
    return java.util.Collections.unmodifiableSet(elements.keySet());
  }

  /** Number of elements. */
  public int size() {
    return elements.size();
  }

  @Override
  public Iterator<Element> iterator() {
    Collection<Element> all = elements.values();
    return java.util.Collections.unmodifiableCollection(all).iterator();
  }

  /** Sets values in the VR of the dictionary; numbers of binary VRs are parsed. */
  public DataSet set(int tag, String... values) {
    return set(tag, Dictionary.vr(tag), values);
  }

  /** Sets values in a VR of choice, for private tags. */
  public DataSet set(int tag, VR vr, String... values) {
    if (vr.isText()) {
      return put(new Element.Text(tag, vr, String.join("\\", values)));
    }
    if (vr.isString()) {
      String joined = String.join("\\", values);
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(joined)) {
        throw new IllegalArgumentException(Tag.describe(tag) + ": " + vr + " holds ASCII only");
      }
      return put(new Element.Bytes(tag, vr, joined.getBytes(StandardCharsets.US_ASCII)));
    }
    if (vr == VR.FL || vr == VR.FD) {
      double[] numbers = Arrays.stream(values).mapToDouble(Double::parseDouble).toArray();
      return put(new Element.Bytes(tag, vr, Values.encode(tag, vr, numbers)));
    }
    long[] numbers = Arrays.stream(values).mapToLong(Long::parseLong).toArray();
    return put(new Element.Bytes(tag, vr, Values.encode(tag, vr, numbers)));
  }

  /** Sets whole numbers in the VR of the dictionary: binary, IS or DS. */
  public DataSet setInts(int tag, int... values) {
    VR vr = Dictionary.vr(tag);
    if (vr.isString()) {
      return set(tag, vr, Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new));
    }
    long[] numbers = Arrays.stream(values).asLongStream().toArray();
    return put(new Element.Bytes(tag, vr, Values.encode(tag, vr, numbers)));
  }

  /** Sets numbers in the VR of the dictionary: DS (at most 16 characters each), FL or FD. */
  public DataSet setDecimals(int tag, double... values) {
    VR vr = Dictionary.vr(tag);
    if (vr.isString()) {
      String[] texts = Arrays.stream(values).mapToObj(Values::decimalString).toArray(String[]::new);
      return set(tag, vr, texts);
    }
    return put(new Element.Bytes(tag, vr, Values.encode(tag, vr, values)));
  }

  /** Sets a value as bytes, numbers little endian. */
  public DataSet setBytes(int tag, VR vr, byte[] value) {
    return put(new Element.Bytes(tag, vr, value.clone()));
  }

  /** Sets a sequence. */
  public DataSet setItems(int tag, List<DataSet> items) {
    items.forEach(item -> item.parent = this);
    return put(new Element.Sequence(tag, List.copyOf(items)));
  }

  /** Sets a sequence. */
  public DataSet setItems(int tag, DataSet... items) {
    return setItems(tag, List.of(items));
  }

  /** Sets an element without value: type 2 attributes that aren't known. */
  public DataSet setEmpty(int tag) {
    VR vr = Dictionary.vr(tag);
    return vr == VR.SQ ? setItems(tag) : put(new Element.Bytes(tag, vr, new byte[0]));
  }

  /** Takes an element away, where it is there. */
  public DataSet remove(int tag) {
    elements.remove(tag);
    return this;
  }

  /**
   * Copies an element byte for byte; nothing happens where the source lacks it. Text keeps the
   * bytes of the source's character set: copy SpecificCharacterSet too, or use {@link #translate}.
   */
  public DataSet copyFrom(DataSet source, int tag) {
    Element element = source.elements.get(tag);
    return element == null ? this : put(duplicate(element));
  }

  /**
   * Copies an element so that its characters stay the same in this data set's character set, items
   * included; what isn't text is copied byte for byte.
   */
  public DataSet translate(DataSet source, int tag) {
    Element element = source.elements.get(tag);
    if (element instanceof Element.Sequence sequence) {
      List<DataSet> items = new ArrayList<>();
      for (DataSet item : sequence.items()) {
        DataSet translated = new DataSet();
        item.tags().stream()
            .filter(inner -> inner != Tag.SpecificCharacterSet)
            .forEach(inner -> translated.translate(item, inner));
        items.add(translated);
      }
      return setItems(tag, items);
    }
    if (element instanceof Element.Bytes bytes && bytes.vr().isText()) {
      return put(new Element.Text(tag, bytes.vr(), source.characterSet().decode(bytes.value())));
    }
    return copyFrom(source, tag);
  }

  /** A deep copy; values that can't change are shared. */
  public DataSet copy() {
    DataSet copy = new DataSet();
    elements.values().forEach(element -> copy.put(copy.duplicate(element)));
    return copy;
  }

  /** Puts an element in place, as the reader does. */
  DataSet put(Element element) {
    if (element instanceof Element.Sequence sequence) {
      sequence.items().forEach(item -> item.parent = this);
    }
    elements.put(element.tag(), element);
    return this;
  }

  /** An item to be read into: it knows where it stands. */
  DataSet newItem() {
    DataSet item = new DataSet();
    item.parent = this;
    return item;
  }

  /** The character set in force: its own, or that of the data set around it. */
  CharacterSet characterSet() {
    if (contains(Tag.SpecificCharacterSet) || parent == null) {
      return CharacterSet.of(asciiStrings());
    }
    return parent.characterSet();
  }

  /** Whether pixel values are signed here or in the data set around: decides US or SS. */
  boolean signedPixels() {
    OptionalInt own = integer(Tag.PixelRepresentation);
    return own.isPresent() ? own.getAsInt() == 1 : parent != null && parent.signedPixels();
  }

  private List<String> asciiStrings() {
    return elements.get(Tag.SpecificCharacterSet) instanceof Element.Bytes bytes
        ? Values.split(VR.CS, new String(bytes.value(), StandardCharsets.US_ASCII))
        : List.of();
  }

  private byte[] held(Element element) {
    if (element instanceof Element.Bytes bytes) {
      return bytes.value();
    }
    if (element instanceof Element.Text text) {
      return DicomWriter.encode(text, characterSet());
    }
    if (element instanceof Element.Skipped skipped) {
      throw new UnsupportedDicomException(
          Tag.describe(skipped.tag())
              + String.format(": %d bytes at offset %d", skipped.length(), skipped.offset())
              + " are more than is held in memory");
    }
    if (element instanceof Element.Stored stored) {
      throw new UnsupportedDicomException(
          Tag.describe(stored.tag())
              + ": its "
              + stored.bytes().length()
              + " bytes were left in the file");
    }
    throw new InvalidDicomException(
        Tag.describe(element.tag()) + ": " + element.vr() + " where a single value was expected");
  }

  /** Values of a known tag that passed through a system that didn't know it come as UN. */
  private static VR valueVr(Element element) {
    return element.vr() == VR.UN ? Dictionary.vr(element.tag()) : element.vr();
  }

  private Element duplicate(Element element) {
    if (element instanceof Element.Sequence sequence) {
      return new Element.Sequence(
          sequence.tag(), sequence.items().stream().map(DataSet::copy).toList());
    }
    return element;
  }
}
