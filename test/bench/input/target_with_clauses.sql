-- < 12.7 by 2025, 28..30 up by 2025 near 0.5
SELECT count(goal_with_clauses::socpolicy.target) FROM written;
