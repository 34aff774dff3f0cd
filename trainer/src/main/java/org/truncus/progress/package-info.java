/**
 * How long work shows where it stands and how it is asked to stop. A bar on a terminal, plain lines
 * elsewhere, nothing in tests. No work is done here.
 */
package org.truncus.progress;
