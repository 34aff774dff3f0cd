/**
 * Bytes of files that nobody vouches for: a mapped file, a cursor that never leaves its buffer, a
 * zip archive whose entries can't blow up, and numbers of other types as float32.
 */
package org.truncus.weights.bytes;
