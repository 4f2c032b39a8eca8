SELECT count(number::numeric) FROM written;
