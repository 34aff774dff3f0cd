package org.truncus.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** UIDs by their PS3.6 keyword: transfer syntaxes and SOP classes that this project names. */
@SuppressWarnings("ConstantField") // keywords of PS3.6, spelled as the standard spells them
public final class UID {

  public static final String ApplicationContext = "1.2.840.10008.3.1.1.1";
  public static final String Verification = "1.2.840.10008.1.1";
  public static final String StorageCommitmentPushModel = "1.2.840.10008.1.20.1";
  public static final String StorageCommitmentPushModelInstance = "1.2.840.10008.1.20.1.1";

  public static final String ImplicitVRLittleEndian = "1.2.840.10008.1.2";
  public static final String ExplicitVRLittleEndian = "1.2.840.10008.1.2.1";
  public static final String DeflatedExplicitVRLittleEndian = "1.2.840.10008.1.2.1.99";
  public static final String ExplicitVRBigEndian = "1.2.840.10008.1.2.2";
  public static final String JPEGBaseline8Bit = "1.2.840.10008.1.2.4.50";
  public static final String JPEGExtended12Bit = "1.2.840.10008.1.2.4.51";
  public static final String JPEGLossless = "1.2.840.10008.1.2.4.57";
  public static final String JPEGLosslessSV1 = "1.2.840.10008.1.2.4.70";
  public static final String JPEGLSLossless = "1.2.840.10008.1.2.4.80";
  public static final String JPEGLSNearLossless = "1.2.840.10008.1.2.4.81";
  public static final String JPEG2000Lossless = "1.2.840.10008.1.2.4.90";
  public static final String JPEG2000 = "1.2.840.10008.1.2.4.91";
  public static final String JPEGXLLossless = "1.2.840.10008.1.2.4.110";
  public static final String JPEGXLJPEGRecompression = "1.2.840.10008.1.2.4.111";
  public static final String JPEGXL = "1.2.840.10008.1.2.4.112";
  public static final String HTJ2KLossless = "1.2.840.10008.1.2.4.201";
  public static final String HTJ2KLosslessRPCL = "1.2.840.10008.1.2.4.202";
  public static final String HTJ2K = "1.2.840.10008.1.2.4.203";
  public static final String RLELossless = "1.2.840.10008.1.2.5";

  public static final String MediaStorageDirectoryStorage = "1.2.840.10008.1.3.10";
  public static final String ComputedRadiographyImageStorage = "1.2.840.10008.5.1.4.1.1.1";
  public static final String DigitalXRayImageStorageForPresentation = "1.2.840.10008.5.1.4.1.1.1.1";
  public static final String DigitalXRayImageStorageForProcessing = "1.2.840.10008.5.1.4.1.1.1.1.1";
  public static final String DigitalMammographyXRayImageStorageForPresentation =
      "1.2.840.10008.5.1.4.1.1.1.2";
  public static final String DigitalMammographyXRayImageStorageForProcessing =
      "1.2.840.10008.5.1.4.1.1.1.2.1";
  public static final String DigitalIntraOralXRayImageStorageForPresentation =
      "1.2.840.10008.5.1.4.1.1.1.3";
  public static final String CTImageStorage = "1.2.840.10008.5.1.4.1.1.2";
  public static final String EnhancedCTImageStorage = "1.2.840.10008.5.1.4.1.1.2.1";
  public static final String UltrasoundMultiFrameImageStorage = "1.2.840.10008.5.1.4.1.1.3.1";
  public static final String MRImageStorage = "1.2.840.10008.5.1.4.1.1.4";
  public static final String EnhancedMRImageStorage = "1.2.840.10008.5.1.4.1.1.4.1";
  public static final String UltrasoundImageStorage = "1.2.840.10008.5.1.4.1.1.6.1";
  public static final String SecondaryCaptureImageStorage = "1.2.840.10008.5.1.4.1.1.7";
  public static final String MultiFrameSingleBitSecondaryCaptureImageStorage =
      "1.2.840.10008.5.1.4.1.1.7.1";
  public static final String MultiFrameGrayscaleByteSecondaryCaptureImageStorage =
      "1.2.840.10008.5.1.4.1.1.7.2";
  public static final String MultiFrameGrayscaleWordSecondaryCaptureImageStorage =
      "1.2.840.10008.5.1.4.1.1.7.3";
  public static final String MultiFrameTrueColorSecondaryCaptureImageStorage =
      "1.2.840.10008.5.1.4.1.1.7.4";
  public static final String GrayscaleSoftcopyPresentationStateStorage =
      "1.2.840.10008.5.1.4.1.1.11.1";
  public static final String XRayAngiographicImageStorage = "1.2.840.10008.5.1.4.1.1.12.1";
  public static final String EnhancedXAImageStorage = "1.2.840.10008.5.1.4.1.1.12.1.1";
  public static final String XRayRadiofluoroscopicImageStorage = "1.2.840.10008.5.1.4.1.1.12.2";
  public static final String EnhancedXRFImageStorage = "1.2.840.10008.5.1.4.1.1.12.2.1";
  public static final String BreastTomosynthesisImageStorage = "1.2.840.10008.5.1.4.1.1.13.1.3";
  public static final String NuclearMedicineImageStorage = "1.2.840.10008.5.1.4.1.1.20";
  public static final String SegmentationStorage = "1.2.840.10008.5.1.4.1.1.66.4";
  public static final String VLEndoscopicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.1";
  public static final String VLMicroscopicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.2";
  public static final String VLPhotographicImageStorage = "1.2.840.10008.5.1.4.1.1.77.1.4";
  public static final String OphthalmicPhotography8BitImageStorage =
      "1.2.840.10008.5.1.4.1.1.77.1.5.1";
  public static final String BasicTextSRStorage = "1.2.840.10008.5.1.4.1.1.88.11";
  public static final String EnhancedSRStorage = "1.2.840.10008.5.1.4.1.1.88.22";
  public static final String ComprehensiveSRStorage = "1.2.840.10008.5.1.4.1.1.88.33";
  public static final String Comprehensive3DSRStorage = "1.2.840.10008.5.1.4.1.1.88.34";
  public static final String KeyObjectSelectionDocumentStorage = "1.2.840.10008.5.1.4.1.1.88.59";
  public static final String EncapsulatedPDFStorage = "1.2.840.10008.5.1.4.1.1.104.1";
  public static final String PositronEmissionTomographyImageStorage = "1.2.840.10008.5.1.4.1.1.128";
  public static final String RTImageStorage = "1.2.840.10008.5.1.4.1.1.481.1";
  public static final String RTDoseStorage = "1.2.840.10008.5.1.4.1.1.481.2";
  public static final String RTStructureSetStorage = "1.2.840.10008.5.1.4.1.1.481.3";

  /** Implementation Class UID of this project (PS3.7 section D.3.3.2), in every file it writes. */
  public static final String TruncusImplementationClass =
      "2.25.274564446577837105491480024296864387951";

  private static final Pattern VALID = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*");

  private UID() {}

  /**
   * A UID that is a function of a name: {@code 2.25.} and the decimal value of the version 5 UUID
   * of the name (PS3.5 annex B.2; RFC 9562, with no namespace before the name).
   */
  public static String nameBased(byte[] name) {
    byte[] hash;
    try {
      hash = MessageDigest.getInstance("SHA-1").digest(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every JDK", e);
    }
    byte[] uuid = ByteBuffer.allocate(16).put(hash, 0, 16).array();
    uuid[6] = (byte) ((uuid[6] & 0x0F) | 0x50);
    uuid[8] = (byte) ((uuid[8] & 0x3F) | 0x80);
    return "2.25." + new BigInteger(1, uuid);
  }

  /** As {@link #nameBased(byte[])}, of the name's UTF-8 bytes. */
  public static String nameBased(String name) {
    return nameBased(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the text is a UID: at most 64 characters, components without leading zeros. */
  public static boolean isValid(String uid) {
    return uid.length() <= 64 && VALID.matcher(uid).matches();
  }
}
