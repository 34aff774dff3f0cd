package org.truncus.weights.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.torch.PickleValue.Dict;
import org.truncus.weights.torch.PickleValue.Int;
import org.truncus.weights.torch.PickleValue.Mark;
import org.truncus.weights.torch.PickleValue.Other;
import org.truncus.weights.torch.PickleValue.Sequence;
import org.truncus.weights.torch.PickleValue.Storage;
import org.truncus.weights.torch.PickleValue.Text;

/**
 * Runs a pickle (protocols 2 to 5, the instructions that {@code torch.save} writes) without running
 * any of its code: an unknown instruction, function or class is refused.
 */
final class Pickle {

  /** Far more than any network's dictionary needs. */
  private static final int STEP_LIMIT = 2_000_000;

  private static final int PROTOCOL_LIMIT = 5;

  private final ByteReader in;
  private final Calls calls;
  private final List<PickleValue> stack = new ArrayList<>();
  private final Map<Integer, PickleValue> memo = new HashMap<>();

  private Pickle(ByteReader in, Map<String, Storage> storages) {
    this.in = in;
    this.calls = new Calls(in, storages);
  }

  /** Runs the pickle that starts at the cursor; the cursor ends behind it. */
  static PickleValue load(ByteReader in) {
    return load(in, new HashMap<>());
  }

  /** As above, and notes the storages it refers to by their keys. */
  static PickleValue load(ByteReader in, Map<String, Storage> storages) {
    return new Pickle(in, storages).run();
  }

  private PickleValue run() {
    for (int step = 0; step < STEP_LIMIT; step++) {
      int opcode = in.u8();
      if (opcode == '.') { // STOP
        return pop();
      }
      if (!constant(opcode) && !collection(opcode) && !machine(opcode)) {
        throw new UnsupportedWeightsException(
            "%s: the pickle has the instruction 0x%02x at byte %d, which no file of tensors needs; %s"
                .formatted(in.where(), opcode, in.position() - 1, Calls.ADVICE));
      }
    }
    throw in.damaged("a pickle of more than %d steps".formatted(STEP_LIMIT));
  }

  /** Instructions that push a constant. */
  private boolean constant(int opcode) {
    switch (opcode) {
      case 'N' -> push(Other.VALUE); // NONE
      case 0x88 -> push(Other.TRUE); // NEWTRUE
      case 0x89 -> push(Other.FALSE); // NEWFALSE
      case 'G' -> { // BINFLOAT
        in.skip(8);
        push(Other.VALUE);
      }
      case 'J' -> push(new Int(in.i32())); // BININT
      case 'K' -> push(new Int(in.u8())); // BININT1
      case 'M' -> push(new Int(in.u16())); // BININT2
      case 0x8a -> push(longOf(in.u8())); // LONG1
      case 'X' -> push(new Text(in.text(in.u32()))); // BINUNICODE
      case 0x8c, 'U' -> push(new Text(in.text(in.u8()))); // SHORT_BINUNICODE, SHORT_BINSTRING
      case 0x8d -> push(new Text(in.text(in.i64()))); // BINUNICODE8
      case 'T' -> push(new Text(in.text(in.u32()))); // BINSTRING
      case 'C', 'B' -> { // SHORT_BINBYTES, BINBYTES
        in.skip(opcode == 'C' ? in.u8() : in.u32());
        push(Other.VALUE);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private PickleValue longOf(int size) {
    byte[] bytes = in.copy(size);
    return size == 0 ? new Int(0) : size <= Long.BYTES ? new Int(littleEndian(bytes)) : Other.VALUE;
  }

  private static long littleEndian(byte[] bytes) {
    long value = bytes[bytes.length - 1]; // signed
    for (int i = bytes.length - 2; i >= 0; i--) {
      value = (value << Byte.SIZE) | (bytes[i] & 0xff);
    }
    return value;
  }

  /** Instructions that make and fill lists, tuples and dictionaries. */
  private boolean collection(int opcode) {
    switch (opcode) {
      case '}' -> push(new Dict()); // EMPTY_DICT
      case ']', ')' -> push(new Sequence()); // EMPTY_LIST, EMPTY_TUPLE
      case '(' -> push(Mark.MARK);
      case 't', 'l' -> push(new Sequence(popToMark())); // TUPLE, LIST
      case 0x85 -> push(new Sequence(popLast(1))); // TUPLE1
      case 0x86 -> push(new Sequence(popLast(2)));
      case 0x87 -> push(new Sequence(popLast(3)));
      case 'a' -> append(popLast(1)); // APPEND
      case 'e' -> append(popToMark()); // APPENDS
      case 's' -> setItems(popLast(2)); // SETITEM
      case 'u' -> setItems(popToMark()); // SETITEMS
      case 'd' -> { // DICT
        List<PickleValue> items = popToMark();
        push(new Dict());
        setItems(items);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Instructions for the memo, for calls and for the file's own objects. */
  private boolean machine(int opcode) {
    switch (opcode) {
      case 0x80 -> checkProtocol(in.u8()); // PROTO
      case 0x95 -> in.skip(8); // FRAME
      case '0' -> pop(); // POP
      case 'q' -> memo.put(in.u8(), top()); // BINPUT
      case 'r' -> memo.put(in.i32(), top()); // LONG_BINPUT
      case 0x94 -> memo.put(memo.size(), top()); // MEMOIZE
      case 'h' -> push(remembered(in.u8())); // BINGET
      case 'j' -> push(remembered(in.i32())); // LONG_BINGET
      case 'c' -> push(calls.global(in.textUntil('\n'), in.textUntil('\n'))); // GLOBAL
      case 0x93 -> { // STACK_GLOBAL
        List<PickleValue> names = popLast(2);
        push(calls.global(calls.text(names.get(0)), calls.text(names.get(1))));
      }
      case 'R' -> { // REDUCE
        List<PickleValue> call = popLast(2);
        push(calls.call(call.get(0), calls.items(call.get(1))));
      }
      case 'Q' -> push(calls.persistent(calls.items(pop()))); // BINPERSID
      case 'b' -> calls.build(popLast(2), stack); // BUILD
      default -> {
        return false;
      }
    }
    return true;
  }

  private void checkProtocol(int protocol) {
    if (protocol > PROTOCOL_LIMIT) {
      throw in.damaged("a pickle of protocol " + protocol);
    }
  }

  private void push(PickleValue value) {
    stack.add(value);
  }

  private PickleValue top() {
    if (stack.isEmpty()) {
      throw in.damaged("a pickle that takes from an empty stack");
    }
    return stack.get(stack.size() - 1);
  }

  private PickleValue pop() {
    PickleValue value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private List<PickleValue> popLast(int count) {
    if (stack.size() < count) {
      throw in.damaged("a pickle that takes from an empty stack");
    }
    List<PickleValue> last = stack.subList(stack.size() - count, stack.size());
    List<PickleValue> copy = new ArrayList<>(last);
    last.clear();
    return copy;
  }

  private List<PickleValue> popToMark() {
    int mark = stack.lastIndexOf(Mark.MARK);
    if (mark < 0) {
      throw in.damaged("a pickle without a mark");
    }
    List<PickleValue> items = popLast(stack.size() - mark - 1);
    pop();
    return items;
  }

  private PickleValue remembered(int place) {
    PickleValue value = memo.get(place);
    if (value == null) {
      throw in.damaged("a pickle that remembers nothing under " + place);
    }
    return value;
  }

  private void append(List<PickleValue> items) {
    if (!(top() instanceof Sequence list)) {
      throw in.damaged("a pickle that appends to no list");
    }
    list.items().addAll(items);
  }

  private void setItems(List<PickleValue> items) {
    if (!(top() instanceof Dict dict) || items.size() % 2 != 0) {
      throw in.damaged("a pickle that adds to no dictionary");
    }
    for (int i = 0; i < items.size(); i += 2) {
      String key = null;
      if (items.get(i) instanceof Text text) {
        key = text.value();
      } else if (items.get(i) instanceof Int number) {
        key = Long.toString(number.value());
      }
      if (key != null) {
        dict.entries().put(key, items.get(i + 1));
      }
    }
  }
}
