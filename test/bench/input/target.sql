-- < 12.7, >=95, 28..30 up
SELECT count(goal::socpolicy.target) FROM written;
