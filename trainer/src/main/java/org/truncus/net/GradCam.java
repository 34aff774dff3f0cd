package org.truncus.net;

import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Gradient-weighted class activation maps (Selvaraju et al. 2017): where in an image a network
 * finds its evidence for a label. The weight of a channel is the gradient of the label's logit by
 * the feature map, averaged over positions; a map is the positive part of the weighted sum of the
 * channels, divided by its largest value. Under global average pooling and a linear layer this is
 * the class activation map of Zhou et al. (2016).
 *
 * <p>A map has the resolution of the feature map, so the maps of a network that is cut early are
 * finer. Only operations of a graph: whoever owns the graph and its session closes them.
 *
 * @param selector to be fed: {@code [N,L]}, for each image 1 at the label asked for, 0 elsewhere
 * @param maps {@code [N,H,W]} in [0,1]; 0 everywhere where nothing speaks for the label
 */
public record GradCam(Placeholder<TFloat32> selector, Operand<TFloat32> maps) {

  private static final float TINY = 1e-30f;

  /**
   * Adds the maps of a network's last feature map to the graph that the network was built in.
   *
   * @param graph of the activations
   * @param network built in {@link Mode#INFERENCE}, so that images don't depend on each other
   * @param activations of the network by layer, as {@link Network#activations} gives them
   */
  public static GradCam of(
      Graph graph, Network network, Map<String, Operand<TFloat32>> activations) {
    return of(graph, activations.get(network.featureLayer()), activations.get(Network.HEAD));
  }

  /**
   * Adds the maps of any layer.
   *
   * @param features {@code [N,H,W,C]}
   * @param logits {@code [N,L]}, computed from the features
   */
  public static GradCam of(Graph graph, Operand<TFloat32> features, Operand<TFloat32> logits) {
    Ops tf = Ops.create(graph).withSubScope("grad_cam");
    Placeholder<TFloat32> selector =
        tf.withName("selector")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, logits.shape().get(1))));
    Operand<TFloat32> score = tf.sum(tf.math.mul(logits, selector), tf.constant(new int[] {0, 1}));
    Output<?>[] gradients =
        graph.addGradients(score.asOutput(), new Output<?>[] {features.asOutput()});
    Operand<TFloat32> gradient = gradients[0].expect(TFloat32.class);
    Operand<TFloat32> weights =
        tf.math.mean(gradient, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
    Operand<TFloat32> sum = tf.sum(tf.math.mul(features, weights), tf.constant(new int[] {3}));
    Operand<TFloat32> evidence = tf.nn.relu(sum);
    Operand<TFloat32> highest =
        tf.reduceMax(evidence, tf.constant(new int[] {1, 2}), ReduceMax.keepDims(true));
    return new GradCam(
        selector, tf.math.div(evidence, tf.math.maximum(highest, tf.constant(TINY))));
  }
}
