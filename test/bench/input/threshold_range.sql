-- < 12.7, >=95, 28..30
SELECT count(threshold::socpolicy.threshold_range) FROM written;
