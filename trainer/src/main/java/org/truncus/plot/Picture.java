package org.truncus.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.truncus.image.FloatImage;
import org.truncus.problem.EnvironmentException;

/**
 * A picture that becomes part of a page.
 *
 * @param mediaType {@code image/png} or {@code image/jpeg}
 * @param width in pixels
 * @param height in pixels
 * @param bytes of the file; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Picture(String mediaType, int width, int height, byte[] bytes) {

  /**
   * A PNG file; where it has more bytes than wanted it becomes a JPEG, the smaller the file has to
   * be the coarser.
   *
   * @throws org.truncus.problem.EnvironmentException where it can't be read
   */
  public static Picture read(Path png, int mostBytes) {
    try {
      byte[] bytes = Files.readAllBytes(png);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        throw new EnvironmentException(png + ": is no PNG");
      }
      return bytes.length <= mostBytes
          ? new Picture("image/png", image.getWidth(), image.getHeight(), bytes)
          : Jpeg.of(opaque(image), mostBytes);
    } catch (IOException e) {
      throw new EnvironmentException(png + ": can't be read: " + e.getMessage(), e);
    }
  }

  /** An image {@code [H,W,C]} in [0,1] as a PNG of 8 bits, all its pixels kept. */
  public static Picture png(FloatImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(Pixels.buffered(image), "png", bytes)) {
        throw new IllegalStateException("this Java can't write PNG files");
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return new Picture("image/png", image.width(), image.height(), bytes.toByteArray());
  }

  /** JPEG knows no transparency. */
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }

  /** The picture as an {@code <img>} with an alternative text. */
  String img(String alternative) {
    return "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:%s;base64,%s\">"
        .formatted(
            Html.escape(alternative),
            width,
            height,
            mediaType,
            Base64.getEncoder().encodeToString(bytes));
  }
}
