package org.truncus.weights.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.DType;

/** What the pickle machine can build. */
sealed interface PickleValue {

  /** What has no parts. */
  enum Other implements PickleValue {
    TRUE,
    FALSE,
    /** None, bytes or a number that isn't whole: nothing that is of use here. */
    VALUE
  }

  /** The bottom of a list that is being built. */
  enum Mark implements PickleValue {
    MARK
  }

  /** A whole number. */
  record Int(long value) implements PickleValue {}

  /** A text. */
  record Text(String value) implements PickleValue {}

  /** A list or tuple. */
  record Sequence(List<PickleValue> items) implements PickleValue {
    Sequence() {
      this(new ArrayList<>());
    }
  }

  /** A dictionary; entries whose key is no text and no whole number are left out. */
  record Dict(Map<String, PickleValue> entries) implements PickleValue {
    Dict() {
      this(new LinkedHashMap<>());
    }
  }

  /** A function or class of the allow-list. */
  enum Global implements PickleValue {
    ORDERED_DICT,
    REBUILD_TENSOR,
    REBUILD_PARAMETER,
    SIZE,
    STORAGE_F16,
    STORAGE_BF16,
    STORAGE_F32,
    STORAGE_F64,
    STORAGE_I8,
    STORAGE_I16,
    STORAGE_I32,
    STORAGE_I64;

    /** The numbers of a storage class; null for others. */
    DType dtype() {
      return name().startsWith("STORAGE_") ? DType.valueOf(name().substring(8)) : null;
    }
  }

  /**
   * Numbers in a row somewhere else in the file.
   *
   * @param key of the storage
   * @param dtype of its numbers
   * @param elements how many there are
   * @param offset of the first one in the storage of that key; 0 but for views in old files
   */
  record Storage(String key, DType dtype, long elements, long offset) implements PickleValue {}

  /**
   * A tensor on a storage.
   *
   * @param offset of the first element, in elements
   * @param strides in elements
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Tensor(Storage storage, long offset, long[] shape, long[] strides)
      implements PickleValue {}
}
