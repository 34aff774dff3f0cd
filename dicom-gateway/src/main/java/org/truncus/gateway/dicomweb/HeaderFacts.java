package org.truncus.gateway.dicomweb;

import java.nio.file.Path;
import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Element;
import org.truncus.dicom.Tag;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Takes out of a stored file what searches need, in UTF-8. Values longer than any of their VR may
 * be are left out, so that no file makes the index large.
 */
final class HeaderFacts {

  private static final int MAX_VALUE = 512;
  private static final int MAX_ITEMS = 2;

  private HeaderFacts() {}

  /** The header of a file; empty of attributes where it can't be read. */
  static DataSet header(Path file) {
    try {
      return DicomReader.readHeader(file).dataSet();
    } catch (InvalidInputException | UnsupportedInputException e) {
      return new DataSet();
    }
  }

  /** Adds the attributes of a level that the header has. */
  static void copy(DataSet header, SearchKeys level, DataSet into) {
    into.set(Tag.SpecificCharacterSet, "ISO_IR 192");
    copy(header, level.standard(), into);
    copy(header, level.further(), into);
  }

  private static void copy(DataSet header, List<Integer> tags, DataSet into) {
    for (int tag : tags) {
      if (header.element(tag).filter(HeaderFacts::isSmall).isPresent()) {
        into.translate(header, tag);
      }
    }
  }

  private static boolean isSmall(Element element) {
    if (element instanceof Element.Sequence sequence) {
      return sequence.items().size() <= MAX_ITEMS
          && sequence.items().stream().allMatch(HeaderFacts::isSmall);
    }
    return element instanceof Element.Bytes bytes && bytes.value().length <= MAX_VALUE;
  }

  private static boolean isSmall(DataSet item) {
    for (Element element : item) {
      if (!isSmall(element)) {
        return false;
      }
    }
    return item.size() <= 16;
  }
}
