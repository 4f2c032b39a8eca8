/*
 * Not inlined, so that it is not compiled: the planner takes the years for a
 * thousand, and compiling for them takes a hundred times longer than running.
 */
ALTER FUNCTION open_duties(date) SET jit = off;
