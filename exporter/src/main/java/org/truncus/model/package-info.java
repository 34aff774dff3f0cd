/** Placeholder. */
package org.truncus.model;
