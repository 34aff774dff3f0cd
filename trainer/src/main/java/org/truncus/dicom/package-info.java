/**
 * The DICOM file format (PS3.3, PS3.5, PS3.6, PS3.10): tags, data sets, Part 10 files read and
 * written, in bounds that a hostile file can't break. Start at {@code DicomReader}, {@code DataSet}
 * and {@code DicomWriter}. The network is {@code gateway.dimse}, pixel values become images in
 * {@code org.truncus.image}.
 */
package org.truncus.dicom;
