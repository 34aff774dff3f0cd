package org.truncus.weights.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.weights.StoredTensor;

/** Against jHDF, another implementation: the same data sets with the same shapes and numbers. */
class Hdf5OracleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReaderFuzzTestInputs/hdf5/legacy.h5",
        "ReaderFuzzTestInputs/hdf5/packed.h5",
        "ReaderFuzzTestInputs/hdf5/variable.h5",
        "ReaderFuzzTestInputs/hdf5/latest.h5",
        "ReaderFuzzTestInputs/hdf5/dense.h5",
        "ReaderFuzzTestInputs/hdf5/single.h5",
        "ReaderFuzzTestInputs/hdf5/model.h5",
        "schemes/keras.h5.gz",
        "schemes/latest.h5.gz",
        "schemes/nested.h5.gz",
        "schemes/numbered.weights.h5.gz"
      })
  void jhdfReadsTheSame(String name) throws IOException {
    byte[] bytes = bytes(name);
    Map<String, String> ours = new TreeMap<>();
    walk(Hdf5File.open(ByteBuffer.wrap(bytes), name).root(), ours);
    Map<String, String> theirs = new TreeMap<>();
    walk(HdfFile.fromBytes(bytes), theirs);
    assertThat(ours).isNotEmpty().isEqualTo(theirs);
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        Hdf5OracleTest.class.getResourceAsStream("/org/truncus/weights/" + name)) {
      return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    }
  }

  private static void walk(Hdf5Group group, Map<String, String> found) {
    for (String name : group.names()) {
      group.group(name).ifPresent(child -> walk(child, found));
      group
          .dataset(name)
          .filter(Hdf5Dataset::isNumeric)
          .ifPresent(
              dataset -> {
                StoredTensor tensor = dataset.tensor(name);
                found.put(dataset.path(), described(tensor.shape(), tensor.read().values()));
              });
    }
  }

  private static void walk(Group group, Map<String, String> found) {
    for (Node node : group) {
      if (node instanceof Group child) {
        walk(child, found);
      } else if (node instanceof Dataset dataset) {
        found.put(node.getPath(), described(dataset.getDimensions(), floats(dataset)));
      }
    }
  }

  private static float[] floats(Dataset dataset) {
    Object data = dataset.getDataFlat();
    if (data instanceof float[] floats) {
      return floats;
    }
    double[] doubles = (double[]) data;
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }

  private static String described(int[] shape, float[] values) {
    return Arrays.toString(shape) + " " + Arrays.hashCode(values);
  }
}
