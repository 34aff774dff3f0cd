package org.truncus.validate;

/**
 * How a requirement turned out.
 *
 * @param text as the user wrote it
 * @param value what was measured; the worst label's where it is for every label; NaN where it can't
 *     be computed
 * @param met whether it holds
 * @param note which label decided, or why there is no value; empty otherwise
 */
public record RequirementResult(String text, double value, boolean met, String note) {}
