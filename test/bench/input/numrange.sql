SELECT count(bounds::numrange) FROM written;
