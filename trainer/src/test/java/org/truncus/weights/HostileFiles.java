package org.truncus.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files that nobody should be able to harm us with, and what the refusal has to say. */
final class HostileFiles {

  private static final int BOMB_BYTES = 300 << 20;
  private static final String STREAM_HEAD =
      "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."
          + "\u0080\u0002M\u00e9\u0003."
          + "\u0080\u0002}.";

  private final Path folder;
  private final Map<String, String> expected = new LinkedHashMap<>();

  private HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** From the names of the files written to a part of the message expected. */
  static Map<String, String> write(Path folder) throws IOException {
    HostileFiles files = new HostileFiles(folder);
    files.truncated();
    files.safetensors();
    files.pickles();
    files.bombs();
    files.hdf5();
    files.shards();
    return files.expected;
  }

  private void put(String name, byte[] bytes, String message) throws IOException {
    Files.write(folder.resolve(name), bytes);
    expected.put(name, message);
  }

  private static byte[] seed(String name) throws IOException {
    try (InputStream in = HostileFiles.class.getResourceAsStream("ReaderFuzzTestInputs/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void truncated() throws IOException {
    for (String name :
        new String[] {
          "safetensors/types.safetensors",
          "torchArchive/state.pth",
          "torchStream/state.pth",
          "npz/stored.npz",
          "kerasArchive/model.keras"
        }) {
      byte[] whole = seed(name);
      String file = "half-" + name.substring(name.indexOf('/') + 1);
      put(file, Arrays.copyOf(whole, whole.length / 2), "damaged");
    }
    byte[] legacy = seed("hdf5/legacy.h5");
    put("half-legacy.h5", Arrays.copyOf(legacy, 600), "damaged");
    put("empty", new byte[0], "no known format");
  }

  private void safetensors() throws IOException {
    put("overlap.safetensors", seed("safetensors/overlap.safetensors"), "gap or an overlap");
    ByteBuffer long60 = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    long60.putLong(1L << 60).put((byte) '{');
    put("long.safetensors", long60.array(), "header length 1152921504606846976");
    byte[] deep = ascii("{\"a\":" + "[".repeat(1 << 20));
    ByteBuffer nested = ByteBuffer.allocate(8 + deep.length).order(ByteOrder.LITTLE_ENDIAN);
    nested.putLong(deep.length).put(deep);
    put("deep.safetensors", nested.array(), "not JSON");
  }

  private void pickles() throws IOException {
    put(
        "os.pth",
        stream("\u0080\u0002cposix\nsystem\nX\u0002\u0000\u0000\u0000ls\u0085R."),
        "posix.system");
    put(
        "eval.pth",
        archive("data.pkl", ascii("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093.")),
        "builtins.eval");
    put(
        "module.pth",
        archive(
            "data.pkl", ascii("\u0080\u0002ctorchvision.models.resnet\nResNet\nq\u0000)\u0081.")),
        "torchvision.models.resnet.ResNet");
    put("newobj.pth", stream("\u0080\u0002))\u0081."), "instruction 0x81");
    put("inst.pth", stream("\u0080\u0002(iposix\nsystem\n."), "instruction 0x69");
    put(
        "reduce.pth",
        stream("\u0080\u0002X\u0001\u0000\u0000\u0000a)R."),
        "a call that makes a tensor");
    put("script.pth", archive("code/model.py", ascii("import os")), "TorchScript");
    StringBuilder laughs =
        new StringBuilder("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000aK\u0001s");
    for (char level = 1; level < 40; level++) {
      laughs.append("0}(X\u0001\u0000\u0000\u0000ah").append((char) (level - 1));
      laughs.append("X\u0001\u0000\u0000\u0000bh").append((char) (level - 1));
      laughs.append("uq").append(level);
    }
    put("laughs.pth", stream(laughs + "."), "damaged");
    put("endless.pth", stream("\u0080\u0002" + "N0".repeat(1 << 21) + "."), "steps");
  }

  private static byte[] stream(String pickle) {
    return ascii(STREAM_HEAD + pickle);
  }

  private static byte[] archive(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("model/" + name));
      zip.write(content);
      if (!name.equals("data.pkl")) {
        zip.putNextEntry(new ZipEntry("model/data.pkl"));
      }
    }
    return out.toByteArray();
  }

  /** Zeros that pack a thousandfold. */
  private void bombs() throws IOException {
    put("bomb.pth", bomb("model/data.pkl"), "at most 16777216 are expected");
    put("bomb.keras", bomb("model.weights.h5"), "more than weights do");
    put("bomb.npz", bomb("a.npy"), "not an array");
    byte[] lying = bomb("model/data.pkl");
    ByteBuffer directory = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
    int entry = indexOf(lying, ascii("PK\u0001\u0002"));
    directory.putInt(entry + 24, 100); // says that it is small
    put("lying.pth", lying, "0x00");
  }

  private static byte[] bomb(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(name));
      byte[] zeros = new byte[1 << 20];
      for (int written = 0; written < BOMB_BYTES; written += zeros.length) {
        zip.write(zeros);
      }
    }
    return out.toByteArray();
  }

  private void hdf5() throws IOException {
    put("cycle.h5", seed("hdf5/cycle.h5"), "more than 32 deep");
    put("cycle3.h5", seed("hdf5/cycle3.h5"), "more than 32 deep");
    byte[] tree = seed("hdf5/legacy.h5");
    int node = indexOf(tree, ascii("TREE"));
    tree[node + 5] = 1; // a level above the leaves,
    ByteBuffer.wrap(tree).order(ByteOrder.LITTLE_ENDIAN).putLong(node + 32, node); // its own child
    put("tree.h5", tree, "refers to itself");
    byte[] loop = seed("hdf5/legacy.h5");
    ByteBuffer header = ByteBuffer.wrap(loop).order(ByteOrder.LITTLE_ENDIAN);
    int root = (int) header.getLong(64); // a root whose first message continues at itself
    header.putShort(root + 16, (short) 0x10).putShort(root + 18, (short) 16);
    header.putLong(root + 24, root).putLong(root + 32, 64);
    put("continuation.h5", loop, "refers to itself");
    byte[] huge = seed("hdf5/legacy.h5");
    ByteBuffer sizes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    sizes.putLong(3).putLong(3).putLong(2).putLong(4);
    int shape = indexOf(huge, sizes.array());
    huge[shape + 24 + 5] = 1; // 4 + 2^40 filters
    put("huge.h5", huge, "bad shape");
  }

  private void shards() throws IOException {
    String model =
        "{\"weightsManifest\":[{\"paths\":[\"%s\"],\"weights\":[{\"name\":\"a/b\",\"shape\":[1],"
            + "\"dtype\":\"float32\"}]}]}";
    put("elsewhere.json", ascii(model.formatted("../../etc/passwd")), "doesn't lie beside");
    put("absolute.json", ascii(model.formatted("/etc/passwd")), "doesn't lie beside");
    put("missing.json", ascii(model.formatted("group1-shard1of1")), "is missing");
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
