package org.truncus.weights.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.bytes.ByteReader;

/** Whatever a pickle says, the machine builds something or refuses. */
class PickleFuzzTest {

  @FuzzTest
  void pickle(byte[] bytes) {
    ByteReader in = new ByteReader(ByteBuffer.wrap(bytes), "fuzz");
    try {
      PickleValue root = Pickle.load(in);
      new TensorList(in, (storage, elements) -> ByteBuffer.allocate(0), ByteOrder.LITTLE_ENDIAN)
          .of(root);
    } catch (InvalidWeightsException | UnsupportedWeightsException e) {
      // refused
    }
  }
}
