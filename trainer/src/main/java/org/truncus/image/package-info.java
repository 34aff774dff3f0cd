/**
 * From an image file to samples in [0, 1]: DICOM through the fixed pixel pipeline (stored values,
 * padding, modality LUT, VOI, polarity), PNG, JPEG, BMP and TIFF as their raw samples. Sizes are
 * checked before anything is decoded. Start at {@code ImageReader}. Resizing and normalisation are
 * not here: they are graph operations of {@code org.truncus.net}.
 */
package org.truncus.image;
