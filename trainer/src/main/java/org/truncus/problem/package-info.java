/**
 * What can go wrong, sorted by who can mend it: the user's command ({@code UsageException}), the
 * data ({@code InvalidInputException}, {@code UnsupportedInputException}), the machine ({@code
 * EnvironmentException}). Every message says where, what was found, what was expected and what to
 * do; anything else that is thrown is a bug. Readers of one format extend these types in their own
 * package. Nothing here knows a format.
 */
package org.truncus.problem;
