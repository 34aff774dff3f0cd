package org.truncus.weights.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.truncus.weights.StoredTensor;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;
import org.truncus.weights.bytes.ZipArchive;
import org.truncus.weights.torch.PickleValue.Dict;
import org.truncus.weights.torch.PickleValue.Int;
import org.truncus.weights.torch.PickleValue.Other;
import org.truncus.weights.torch.PickleValue.Sequence;
import org.truncus.weights.torch.PickleValue.Storage;

/**
 * {@code .pth} and {@code .pt} files of {@code torch.save}. All methods throw {@link
 * org.truncus.weights.InvalidWeightsException} where a file is damaged and {@link
 * UnsupportedWeightsException} where it holds more than tensors.
 */
public final class TorchFile {

  /** A stream's first pickle: {@code PROTO 2, LONG1 0x1950a86a20f9469cfc6c, STOP}. */
  private static final byte[] MAGIC = {
    (byte) 0x80,
    2,
    (byte) 0x8a,
    10,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19,
    '.'
  };

  private static final String PICKLE = "data.pkl";
  private static final int PICKLE_LIMIT = 16 << 20;
  private static final int PROTOCOL = 1001;
  private static final int LARGEST = Integer.MAX_VALUE - Long.BYTES;

  private TorchFile() {}

  /** Whether a zip archive is one: it has a {@code data.pkl} in its only folder. */
  public static boolean is(ZipArchive archive) {
    return folder(archive) != null;
  }

  /** Whether a file that starts like this is a stream of before PyTorch 1.6. */
  public static boolean startsStream(ByteReader start) {
    return start.skipIf(MAGIC);
  }

  private static String folder(ZipArchive archive) {
    for (String name : archive.names()) {
      if (name.endsWith("/" + PICKLE)) {
        return name.substring(0, name.length() - PICKLE.length());
      }
    }
    return null;
  }

  /** The description of all tensors of an archive, by their dotted names. */
  public static Map<String, StoredTensor> readArchive(ZipArchive archive, String where) {
    String folder = folder(archive);
    for (String name : archive.names()) {
      if (name.startsWith(folder + "code/")) {
        throw new UnsupportedWeightsException(
            "%s: a TorchScript program, which is code; %s".formatted(where, Calls.ADVICE));
      }
    }
    String inner = where + ", " + folder + PICKLE;
    byte[] bytes = archive.readAll(folder + PICKLE, PICKLE_LIMIT);
    ByteReader pickle = new ByteReader(ByteBuffer.wrap(bytes), inner);
    PickleValue root = Pickle.load(pickle);
    TensorList.Storages storages =
        (storage, elements) ->
            archive.read(folder + "data/" + storage.key(), size(storage, elements));
    return new TensorList(pickle, storages, order(archive, folder)).of(root);
  }

  private static int size(Storage storage, long elements) {
    return (int) Math.min(elements * storage.dtype().bytes(), LARGEST);
  }

  private static ByteOrder order(ZipArchive archive, String folder) {
    String file = folder + "byteorder";
    boolean big =
        archive.has(file)
            && new String(archive.readAll(file, 16), StandardCharsets.US_ASCII).startsWith("big");
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** The description of all tensors of a stream, by their dotted names. */
  public static Map<String, StoredTensor> readStream(ByteBuffer bytes, String where) {
    ByteReader in = new ByteReader(bytes, where);
    if (!startsStream(in)) {
      throw in.damaged("not a stream of PyTorch");
    }
    if (!(Pickle.load(in) instanceof Int protocol) || protocol.value() != PROTOCOL) {
      throw in.damaged("a stream of another protocol than %d".formatted(PROTOCOL));
    }
    if (Pickle.load(in) instanceof Dict system
        && system.entries().get("little_endian") == Other.FALSE) {
      throw new UnsupportedWeightsException(where + ": written on a big-endian machine");
    }
    Map<String, Storage> known = new HashMap<>();
    PickleValue root = Pickle.load(in, known);
    Map<String, ByteReader> data = storages(in, known);
    TensorList.Storages storages =
        (storage, elements) -> {
          ByteReader found = data.get(storage.key());
          if (found == null) {
            throw in.damaged("storage %s is missing".formatted(storage.key()));
          }
          return found.at(0).take(Math.min(size(storage, elements), found.size()));
        };
    return new TensorList(in, storages, ByteOrder.LITTLE_ENDIAN).of(root);
  }

  /** The numbers behind the pickles: a list of keys, then for each its length and its numbers. */
  private static Map<String, ByteReader> storages(ByteReader in, Map<String, Storage> known) {
    if (!(Pickle.load(in) instanceof Sequence keys)) {
      throw in.damaged("a stream without the list of its storages");
    }
    Calls calls = new Calls(in, known);
    Map<String, ByteReader> data = new HashMap<>();
    for (PickleValue item : keys.items()) {
      String key = calls.text(item);
      Storage storage = known.get(key);
      if (storage == null) {
        throw in.damaged("storage %s belongs to no tensor".formatted(key));
      }
      long elements = in.i64();
      if (elements < 0 || elements > in.remaining() / storage.dtype().bytes()) {
        throw in.damaged("storage %s claims %d elements".formatted(key, elements));
      }
      long size = elements * storage.dtype().bytes();
      data.put(key, in.slice(in.position(), size));
      in.skip(size);
    }
    return data;
  }
}
