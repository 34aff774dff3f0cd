/** Placeholder. */
package org.truncus.testdata;
