/**
 * What the decoders of compressed pixel data share: the shape a frame must have, how to refuse one
 * that hasn't, and bits. The decoders stand in packages of their own; they know nothing of data
 * sets and take no memory that the shape didn't allow.
 */
package org.truncus.dicom.codec;
