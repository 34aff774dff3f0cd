/**
 * The audit of a list for shortcuts: how well what a radiologist wouldn't look at, the size of an
 * image or of its file, its format, its brightness, its border, the site, predicts each label all
 * alone. Start at {@code ShortcutAudit}. Nothing is learned from pixels here, no network is built.
 */
package org.truncus.audit;
