/**
 * What happened, for whom it concerns later: one row for each association, received instance, sent
 * report and failure. Rows are added and read, never changed or removed. UIDs, titles and codes
 * only; no patient data. Logs for operators are no audit and live with the classes that write them.
 */
package org.truncus.gateway.audit;
