/**
 * The command line: one class a command, each of them parsing, wiring and printing and nothing
 * else. What a command does lives in the modules to the left. stdout carries the answer, stderr
 * everything else; exit codes are those of {@link org.truncus.cli.ExitCode}.
 */
package org.truncus.cli;
