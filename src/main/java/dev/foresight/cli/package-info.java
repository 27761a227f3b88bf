/**
 * The command line: {@code ./foresight}. Each command is a class; results go to standard output,
 * with {@code --json} the last line of it is one JSON object; everything else goes to standard error.
 * Exit code 0 means done and solved, 1 a job that failed or was not solved, 2 bad usage or input.
 */
package dev.foresight.cli;
