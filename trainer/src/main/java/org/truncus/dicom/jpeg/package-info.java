/**
 * JPEG (ITU-T T.81) as DICOM uses it beyond what the JDK decodes: lossless (process 14, all
 * predictors) and sequential DCT of 12 bits (process 4). Samples come as they are coded, without
 * colour conversion. Start at {@code Jpeg}.
 */
package org.truncus.dicom.jpeg;
