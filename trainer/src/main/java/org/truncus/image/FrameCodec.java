package org.truncus.image;

import java.util.Map;
import java.util.Optional;
import org.truncus.dicom.UID;
import org.truncus.dicom.codec.FrameShape;
import org.truncus.dicom.jpeg.Jpeg;
import org.truncus.dicom.jpeg2000.Jpeg2000;
import org.truncus.dicom.jpegls.JpegLs;

/** The codec of each compressed transfer syntax (PS3.5 annex A.4) whose pixels are decoded. */
@FunctionalInterface
interface FrameCodec {

  /** The one list of what can be decoded: what isn't here isn't negotiated either. */
  Map<String, FrameCodec> BY_SYNTAX =
      Map.of(
          UID.RLELossless, RunLength::decode,
          UID.JPEGBaseline8Bit, JpegFrame::decode,
          UID.JPEGExtended12Bit, JpegFrame::decode,
          UID.JPEGLossless, (module, frame) -> Jpeg.decode(frame, shape(module)),
          UID.JPEGLosslessSV1, (module, frame) -> Jpeg.decode(frame, shape(module)),
          UID.JPEGLSLossless, (module, frame) -> JpegLs.decode(frame, shape(module)),
          UID.JPEGLSNearLossless, (module, frame) -> JpegLs.decode(frame, shape(module)),
          UID.JPEG2000Lossless, (module, frame) -> Jpeg2000.decode(frame, shape(module)),
          UID.JPEG2000, (module, frame) -> Jpeg2000.decode(frame, shape(module)));

  /** Stored values of a frame, interleaved [H,W,S], before masking. */
  int[] decode(PixelModule module, byte[] frame);

  /** The codec of a syntax; empty where it isn't decoded. */
  static Optional<FrameCodec> of(String syntax) {
    return Optional.ofNullable(BY_SYNTAX.get(syntax));
  }

  /** What a codec is to find in the frame. */
  static FrameShape shape(PixelModule module) {
    return new FrameShape(
        module.rows(), module.columns(), module.samples(), module.bitsAllocated());
  }
}
