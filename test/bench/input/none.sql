-- The scan alone.
SELECT count(number) FROM written;
