/**
 * One way to read and write JSON: strict, records, ISO-8601 instants, stable order, NaN as null.
 */
package org.truncus.json;
