package org.truncus.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Identity;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.truncus.weights.WeightTensor;

/**
 * Variables of a graph by name, set through placeholders (never through constants, which would end
 * up in the graph) and read back as a whole. Owns no native memory: variables live in the session.
 */
final class VariableStore {

  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Slot(
      int[] shape,
      Variable<TFloat32> variable,
      Identity<TFloat32> read,
      Placeholder<TFloat32> value,
      Assign<TFloat32> assign) {}

  private final Ops tf;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  VariableStore(Graph graph) {
    this.tf = Ops.create(graph);
  }

  /** The variable of this name, created at the first call. */
  Operand<TFloat32> variable(String name, int[] shape) {
    return slots.computeIfAbsent(name, key -> create(key, shape.clone())).variable();
  }

  /**
   * The value of the variable, of type float where the variable itself is a reference: some
   * gradients (of Square, for one) crash the process when their input is a reference.
   */
  Operand<TFloat32> read(String name, int[] shape) {
    return slots.computeIfAbsent(name, key -> create(key, shape.clone())).read();
  }

  private Slot create(String name, int[] shape) {
    Variable<TFloat32> variable = tf.withName(name).variable(Tensors.shape(shape), TFloat32.class);
    Identity<TFloat32> read = tf.withName(name + ".read").identity(variable);
    Placeholder<TFloat32> value =
        tf.withName(name + ".value")
            .placeholder(TFloat32.class, Placeholder.shape(Tensors.shape(shape)));
    Assign<TFloat32> assign = tf.withName(name + ".assign").assign(variable, value);
    return new Slot(shape, variable, read, value, assign);
  }

  /** The names in order of creation. */
  List<String> names() {
    return List.copyOf(slots.keySet());
  }

  int[] shape(String name) {
    return slots.get(name).shape().clone();
  }

  /** Sets variables; those that no tensor names keep their value. */
  void load(Session session, Collection<WeightTensor> tensors) {
    if (tensors.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    List<TFloat32> values = new ArrayList<>();
    try {
      for (WeightTensor tensor : tensors) {
        Slot slot = slots.get(tensor.name());
        if (slot == null || !Arrays.equals(slot.shape(), tensor.shape())) {
          throw new IllegalArgumentException(
              "tensor %s fits no variable of the graph%s"
                  .formatted(tensor, slot == null ? "" : ": " + Arrays.toString(slot.shape())));
        }
        TFloat32 value = Tensors.of(tensor);
        values.add(value);
        runner.feed(slot.value(), value).addTarget(slot.assign());
      }
      runner.run().close();
    } finally {
      values.forEach(TFloat32::close);
    }
  }

  /** The values of all variables, in order of creation. */
  Map<String, WeightTensor> fetch(Session session) {
    Session.Runner runner = session.runner();
    slots.values().forEach(slot -> runner.fetch(slot.variable()));
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    try (Result result = runner.run()) {
      int index = 0;
      for (Map.Entry<String, Slot> slot : slots.entrySet()) {
        float[] values = Tensors.values((TFloat32) result.get(index++));
        tensors.put(
            slot.getKey(), new WeightTensor(slot.getKey(), slot.getValue().shape(), values));
      }
    }
    return tensors;
  }
}
