-- Brackets, exactly what numrange reads.
SELECT count(bounds::socpolicy.threshold_range) FROM written;
