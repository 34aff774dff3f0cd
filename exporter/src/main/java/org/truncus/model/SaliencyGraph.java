package org.truncus.model;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.net.GradCam;

/**
 * Grad-CAM in the graph of a package. Its operations are added when the first map is asked for, so
 * that nobody else pays for them; graph and session are their owner's.
 */
final class SaliencyGraph {

  private final Graph graph;
  private final Session session;
  private final SignatureDef signature;
  private final Optional<String> features;
  private final Map<String, GradCam> built = new ConcurrentHashMap<>();

  /**
   * Maps of one signature.
   *
   * @param signature of one image
   * @param features the operation that puts out the last feature map
   */
  SaliencyGraph(Graph graph, Session session, SignatureDef signature, Optional<String> features) {
    this.graph = graph;
    this.session = session;
    this.signature = signature;
    this.features = features;
  }

  /**
   * The map of one image and one label.
   *
   * @param fed {@code [H,W,C]}, with the channels of the model's input
   * @param label index of the output
   * @return empty where the graph has no feature map that could be found
   */
  Optional<Saliency> map(FloatImage fed, int label, Saliency.Region region) {
    return features.map(name -> map(fed, label, region, built.computeIfAbsent(name, this::build)));
  }

  private GradCam build(String name) {
    return GradCam.of(graph, output(name), output(tensor(ServingSignatures.LOGITS)));
  }

  private Saliency map(FloatImage fed, int label, Saliency.Region region, GradCam cam) {
    Shape shape = Shape.of(fed.height(), fed.width(), fed.channels());
    float[] selected = new float[Math.toIntExact(cam.selector().shape().get(1))];
    selected[label] = 1;
    try (TFloat32 pixels = TFloat32.tensorOf(shape, DataBuffers.of(fed.samples(), true, false));
        TFloat32 selector =
            TFloat32.tensorOf(Shape.of(1, selected.length), DataBuffers.of(selected));
        Result result =
            session
                .runner()
                .feed(signature.getInputsOrThrow(ServingSignatures.IMAGE).getName(), pixels)
                .feed(cam.selector(), selector)
                .fetch(cam.maps())
                .run()) {
      TFloat32 maps = (TFloat32) result.get(0);
      float[] values = new float[Math.toIntExact(maps.shape().size())];
      maps.asRawTensor().data().asFloats().read(values);
      int height = Math.toIntExact(maps.shape().get(1));
      return new Saliency(height, values.length / height, values, region);
    }
  }

  private String tensor(String output) {
    String name = signature.getOutputsOrThrow(output).getName();
    return name.substring(0, name.lastIndexOf(':'));
  }

  private Operand<TFloat32> output(String operation) {
    GraphOperation found = graph.operationOrThrow(operation);
    return found.<TFloat32>output(0);
  }
}
