/** Placeholder. */
package org.truncus.gateway;
