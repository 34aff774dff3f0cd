/**
 * Figures and pages: deterministic SVG with axes, bands and legends, and self-contained HTML pages
 * that hold them, readable in light and dark and on paper. Numbers come in finished; nothing is
 * computed from predictions here except by the ready-made figures, which call {@code
 * org.truncus.metric}.
 */
package org.truncus.plot;
