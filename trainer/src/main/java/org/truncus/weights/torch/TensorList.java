package org.truncus.weights.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.weights.DType;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.torch.PickleValue.Dict;
import org.truncus.weights.torch.PickleValue.Tensor;

/** The tensors in nested dictionaries, named by their keys with dots between. */
final class TensorList {

  private static final int DEPTH_LIMIT = 8;
  private static final int ENTRY_LIMIT = 200_000;

  private final ByteReader pickle;
  private final Storages storages;
  private final ByteOrder order;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private int entries;

  /** Where the numbers of storages are. */
  interface Storages {
    /** A storage's bytes from its start, as many as these elements take, or fewer. */
    ByteBuffer read(PickleValue.Storage storage, long elements);
  }

  TensorList(ByteReader pickle, Storages storages, ByteOrder order) {
    this.pickle = pickle;
    this.storages = storages;
    this.order = order;
  }

  Map<String, StoredTensor> of(PickleValue root) {
    add("", root, 0);
    return tensors;
  }

  private void add(String name, PickleValue value, int depth) {
    if (value instanceof Tensor tensor) {
      tensors.put(name, described(name, tensor));
    } else if (value instanceof Dict dict && depth < DEPTH_LIMIT) {
      for (Map.Entry<String, PickleValue> entry : dict.entries().entrySet()) {
        if (++entries > ENTRY_LIMIT) {
          throw pickle.damaged("dictionaries of more than %d entries".formatted(ENTRY_LIMIT));
        }
        String key = name.isEmpty() ? entry.getKey() : name + "." + entry.getKey();
        add(key, entry.getValue(), depth + 1);
      }
    }
  }

  private StoredTensor described(String name, Tensor tensor) {
    int[] shape = pickle.shape(name, tensor.shape());
    long elements = tensor.storage().elements();
    long first = tensor.storage().offset() + tensor.offset();
    long last = first;
    boolean sound = tensor.storage().offset() >= 0 && tensor.offset() >= 0;
    for (int d = 0; d < shape.length; d++) {
      long stride = tensor.strides()[d];
      sound &= stride >= 0 && stride <= Integer.MAX_VALUE;
      last += Math.max(shape[d] - 1L, 0) * stride;
      sound &= last >= 0;
    }
    sound &= last < Math.min(elements, Integer.MAX_VALUE) || isEmpty(shape);
    if (!sound) {
      throw pickle.damaged(
          "tensor %s lies outside its storage of %d elements".formatted(name, elements));
    }
    long needed = last + 1;
    return new StoredTensor(
        name, tensor.storage().dtype(), shape, () -> values(name, tensor, shape, first, needed));
  }

  private static boolean isEmpty(int[] shape) {
    for (int size : shape) {
      if (size == 0) {
        return true;
      }
    }
    return false;
  }

  private float[] values(String name, Tensor tensor, int[] shape, long first, long needed) {
    DType dtype = tensor.storage().dtype();
    int count = 1;
    for (int size : shape) {
      count *= size;
    }
    if (count == 0) {
      return new float[0];
    }
    ByteBuffer bytes = storages.read(tensor.storage(), needed).order(order);
    if (bytes.remaining() < needed * dtype.bytes()) {
      throw pickle.damaged(
          "tensor %s: its storage %s has %d bytes, %d are needed"
              .formatted(name, tensor.storage().key(), bytes.remaining(), needed * dtype.bytes()));
    }
    bytes.position((int) (first * dtype.bytes()));
    if (needed - first == count && isRowMajor(shape, tensor.strides())) {
      return dtype.decode(bytes, count);
    }
    return gathered(dtype.decode(bytes, (int) (needed - first)), shape, tensor.strides(), count);
  }

  private static boolean isRowMajor(int[] shape, long[] strides) {
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] > 1 && strides[d] != expected) {
        return false;
      }
      expected *= shape[d];
    }
    return true;
  }

  /** Puts elements that lie apart, as after a transposition, into row-major order. */
  private static float[] gathered(float[] from, int[] shape, long[] strides, int count) {
    float[] values = new float[count];
    int[] index = new int[shape.length];
    for (int i = 0; i < count; i++) {
      int at = 0;
      for (int d = 0; d < shape.length; d++) {
        at += index[d] * (int) strides[d];
      }
      values[i] = from[at];
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    return values;
  }
}
