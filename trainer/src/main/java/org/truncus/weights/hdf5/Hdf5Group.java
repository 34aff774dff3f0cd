package org.truncus.weights.hdf5;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.weights.bytes.ByteReader;

/** A group: links to groups and data sets by name, and attributes. Read when it is asked for. */
public final class Hdf5Group {

  private static final int DEPTH_LIMIT = 32;

  private final Format format;
  private final String path;
  private final ObjectHeader header;
  private Map<String, Long> links;
  private Attributes attributes;

  Hdf5Group(Format format, String path, long address) {
    this(format, path, new ObjectHeader(format, address));
  }

  private Hdf5Group(Format format, String path, ObjectHeader header) {
    this.format = format;
    this.path = path;
    this.header = header;
    if (path.chars().filter(c -> c == '/').count() > DEPTH_LIMIT) {
      throw format.damaged("groups lie more than %d deep".formatted(DEPTH_LIMIT));
    }
  }

  /** Where it lies, without a slash at the end; empty for the root. */
  public String path() {
    return path;
  }

  /** The names of the groups and data sets in it, in the order of the file. */
  public List<String> names() {
    return List.copyOf(links().keySet());
  }

  /** A group in this one or further below. */
  public Optional<Hdf5Group> group(String name) {
    return child(name)
        .filter(child -> !child.header.has(ObjectHeader.DATASPACE))
        .map(child -> new Hdf5Group(format, child.path, child.header));
  }

  /** A data set in this group or further below. */
  public Optional<Hdf5Dataset> dataset(String name) {
    return child(name)
        .filter(child -> child.header.has(ObjectHeader.DATASPACE))
        .map(child -> new Hdf5Dataset(format, child.path, child.header));
  }

  /** Whether there is an attribute of this name. */
  public boolean hasAttribute(String name) {
    return attributes().has(name);
  }

  /** The texts of an attribute; none where it isn't there. */
  public List<String> texts(String attribute) {
    return attributes().texts(attribute);
  }

  private record Child(String path, ObjectHeader header) {}

  private Optional<Child> child(String name) {
    int slash = name.indexOf('/');
    if (slash >= 0) {
      String rest = name.substring(slash + 1);
      Optional<Hdf5Group> next = slash == 0 ? Optional.of(this) : group(name.substring(0, slash));
      return next.flatMap(group -> group.child(rest));
    }
    Long address = links().get(name);
    return address == null
        ? Optional.empty()
        : Optional.of(new Child(path + "/" + name, new ObjectHeader(format, address)));
  }

  private Attributes attributes() {
    if (attributes == null) {
      attributes = new Attributes(format, header);
    }
    return attributes;
  }

  private Map<String, Long> links() {
    if (links == null) {
      Optional<ByteReader> table = header.first(ObjectHeader.SYMBOL_TABLE);
      links = table.isPresent() ? SymbolTable.links(format, table.get()) : newStyle();
    }
    return links;
  }

  private Map<String, Long> newStyle() {
    Map<String, Long> found = new LinkedHashMap<>();
    header.all(ObjectHeader.LINK).forEach(message -> link(message, found));
    header
        .first(ObjectHeader.LINK_INFO)
        .ifPresent(
            info -> DenseStorage.ofLinks(format, info).forEach(message -> link(message, found)));
    return found;
  }

  /** A link message (specification IV.A.2.g); soft and external links are left out. */
  private void link(ByteReader in, Map<String, Long> found) {
    format.count();
    in.skip(1);
    int flags = in.u8();
    int type = (flags & 0x08) != 0 ? in.u8() : 0;
    in.skip((flags & 0x04) != 0 ? 8 : 0);
    in.skip((flags & 0x10) != 0 ? 1 : 0);
    String name = in.text(in.unsigned(1 << (flags & 3)));
    if (type == 0) {
      found.put(name, format.address(in));
    }
  }
}
