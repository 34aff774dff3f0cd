/** Placeholder. */
package org.truncus.cli;
