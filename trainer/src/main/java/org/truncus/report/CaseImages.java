package org.truncus.report;

import java.util.List;
import org.truncus.image.FloatImage;

/** The images behind predictions, and what a network looked at in them. Asked for few of them. */
public interface CaseImages {

  /**
   * The image of a row as the network saw it, {@code [S,S,C]} in [0,1].
   *
   * @param row index of the prediction
   */
  FloatImage image(int row);

  /**
   * Heat maps of where the evidence for a label lies.
   *
   * @param images as {@link #image} gives them
   * @param label index of the label
   * @return for each image {@code [h,w,1]} in [0,1]
   */
  List<FloatImage> heatMaps(List<FloatImage> images, int label);
}
