/**
 * The HTTP side: studies and their reports, parked work, models, health, figures, and a page for
 * people. The only package of the gateway that knows Micronaut; what is asked for is found out by
 * {@code StudyDesk}, which doesn't.
 */
package org.truncus.gateway.web;
