package org.truncus.weights.torch;

import java.util.List;
import java.util.Map;
import org.truncus.weights.DType;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.torch.PickleValue.Dict;
import org.truncus.weights.torch.PickleValue.Global;
import org.truncus.weights.torch.PickleValue.Int;
import org.truncus.weights.torch.PickleValue.Sequence;
import org.truncus.weights.torch.PickleValue.Storage;
import org.truncus.weights.torch.PickleValue.Tensor;
import org.truncus.weights.torch.PickleValue.Text;

/** The functions and classes that a pickle may name, and what stands for calling them. */
final class Calls {

  /** What to do with a file that is refused. */
  static final String ADVICE =
      "save it anew with torch.save(model.state_dict(), …) or as safetensors";

  private static final int RANK_LIMIT = 8;

  private static final Map<String, Global> ALLOWED =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", Global.ORDERED_DICT),
          Map.entry("torch._utils._rebuild_tensor_v2", Global.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_tensor", Global.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_parameter", Global.REBUILD_PARAMETER),
          Map.entry("torch.Size", Global.SIZE),
          Map.entry("torch.HalfStorage", Global.STORAGE_F16),
          Map.entry("torch.BFloat16Storage", Global.STORAGE_BF16),
          Map.entry("torch.FloatStorage", Global.STORAGE_F32),
          Map.entry("torch.DoubleStorage", Global.STORAGE_F64),
          Map.entry("torch.BoolStorage", Global.STORAGE_I8),
          Map.entry("torch.ByteStorage", Global.STORAGE_I8),
          Map.entry("torch.CharStorage", Global.STORAGE_I8),
          Map.entry("torch.ShortStorage", Global.STORAGE_I16),
          Map.entry("torch.IntStorage", Global.STORAGE_I32),
          Map.entry("torch.LongStorage", Global.STORAGE_I64));

  private final ByteReader in;
  private final Map<String, Storage> storages;

  Calls(ByteReader in, Map<String, Storage> storages) {
    this.in = in;
    this.storages = storages;
  }

  Global global(String module, String name) {
    String full = module + "." + name;
    Global global = ALLOWED.get(full.replace("torch.cuda.", "torch."));
    if (global == null) {
      throw new UnsupportedWeightsException(
          "%s: the pickle names %s; a file of tensors needs no code, and none is run; %s"
              .formatted(in.where(), full, ADVICE));
    }
    return global;
  }

  String text(PickleValue value) {
    if (value instanceof Text text) {
      return text.value();
    }
    throw unexpected("a text");
  }

  List<PickleValue> items(PickleValue value) {
    if (value instanceof Sequence sequence) {
      return sequence.items();
    }
    throw unexpected("a tuple");
  }

  private long number(PickleValue value) {
    if (value instanceof Int number) {
      return number.value();
    }
    throw unexpected("a number");
  }

  PickleValue call(PickleValue function, List<PickleValue> arguments) {
    if (function == Global.ORDERED_DICT) {
      return new Dict();
    }
    if (function == Global.SIZE && arguments.size() == 1) {
      return arguments.get(0);
    }
    if (function == Global.REBUILD_PARAMETER && !arguments.isEmpty()) {
      return arguments.get(0);
    }
    if (function == Global.REBUILD_TENSOR && arguments.size() >= 4) {
      return tensor(arguments);
    }
    throw unexpected("a call that makes a tensor");
  }

  /** {@code _rebuild_tensor_v2(storage, storage_offset, size, stride, …)}. */
  private Tensor tensor(List<PickleValue> arguments) {
    if (!(arguments.get(0) instanceof Storage storage)) {
      throw unexpected("a storage");
    }
    long[] shape = numbers(arguments.get(2));
    long[] strides = numbers(arguments.get(3));
    if (shape.length != strides.length || shape.length > RANK_LIMIT) {
      throw unexpected("as many strides as dimensions");
    }
    return new Tensor(storage, number(arguments.get(1)), shape, strides);
  }

  private long[] numbers(PickleValue tuple) {
    List<PickleValue> items = items(tuple);
    long[] numbers = new long[Math.min(items.size(), RANK_LIMIT + 1)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(items.get(i));
    }
    return numbers;
  }

  /** {@code ('storage', class, key, device, elements[, (view key, offset, view elements)])}. */
  Storage persistent(List<PickleValue> id) {
    if (id.size() < 5
        || !text(id.get(0)).equals("storage")
        || !(id.get(1) instanceof Global type)
        || type.dtype() == null) {
      throw unexpected("the identity of a storage");
    }
    DType dtype = type.dtype();
    long offset = 0;
    if (id.size() > 5 && id.get(5) instanceof Sequence view) {
      offset = view.items().size() == 3 ? number(view.items().get(1)) : -1;
    }
    Storage storage = new Storage(text(id.get(2)), dtype, number(id.get(4)), offset);
    storages.put(storage.key(), storage);
    return storage;
  }

  /**
   * Sets attributes: only the version notes that a state dictionary carries, which don't matter.
   */
  void build(List<PickleValue> objectAndState, List<PickleValue> stack) {
    if (!(objectAndState.get(0) instanceof Dict)) {
      throw unexpected("a dictionary");
    }
    stack.add(objectAndState.get(0));
  }

  private InvalidWeightsException unexpected(String expected) {
    return in.damaged(
        "the pickle has something else than %s at byte %d".formatted(expected, in.position()));
  }
}
