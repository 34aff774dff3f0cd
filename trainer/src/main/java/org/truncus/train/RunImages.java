package org.truncus.train;

import java.util.Arrays;
import java.util.List;
import org.truncus.image.FloatImage;
import org.truncus.report.CaseImages;

/**
 * The images behind the predictions of a run, and the heat maps of its network. Holds no image.
 *
 * @param network not closed here
 * @param pipeline where the images come from
 * @param rows for each prediction the row of the pipeline
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record RunImages(NetworkPredictor network, InputPipeline pipeline, int[] rows)
    implements CaseImages {

  @Override
  public FloatImage image(int row) {
    int size = pipeline.size();
    float[] samples = pipeline.unvaried().vary(pipeline.image(rows[row]).samples(), rows[row]);
    return new FloatImage(size, size, pipeline.channels(), samples);
  }

  @Override
  public List<FloatImage> heatMaps(List<FloatImage> images, int label) {
    int[] labels = new int[images.size()];
    Arrays.fill(labels, label);
    return network.heatMaps(images, labels);
  }
}
