/**
 * Image files as PNG files and as a contact sheet: what is left of them after the pixel pipeline,
 * for a person to look at. Decoding and the pipeline itself are {@link org.truncus.image}'s; what a
 * network's graph does afterwards (size, normalisation) isn't shown here.
 */
package org.truncus.render;
