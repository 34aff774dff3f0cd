/**
 * The part of HDF5 (The HDF Group, "HDF5 File Format Specification Version 3.0") that weight files
 * use: groups in both styles, attributes, data sets that are contiguous, compact or chunked with
 * deflate and shuffle. Files may be hostile: every address is checked, every structure is visited
 * once, links to other files are never followed, and nothing is decoded before it is asked for.
 */
package org.truncus.weights.hdf5;
