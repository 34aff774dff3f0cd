/**
 * DICOM over HTTP (PS3.18): what is posted goes to the {@code inbox} as if it had come by C-STORE,
 * what is held can be searched and fetched, and reports can be posted to others.
 *
 * <p>Nothing here knows the HTTP server; {@code web} does. Bodies are streams: no instance is in
 * memory as a whole.
 */
package org.truncus.gateway.dicomweb;
